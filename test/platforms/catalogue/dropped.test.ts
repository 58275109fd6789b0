// Which values an answer shows not to be there, without a server.
import type { EntryField, WriteEntry } from '../../../platforms/catalogue/entry.js';
import { fill } from '../../../platforms/catalogue/fill.js';
import { droppedIn } from '../../../platforms/catalogue/stored.js';
import { fakeCreate, fakeField as field, fakeRules } from '../../helpers/fakes/fake_catalogue.js';

type Row = Record<string, unknown>;

const dropped = (
  given: EntryField,
  value: unknown,
  answer: Row,
  more: Partial<WriteEntry> = {},
): string[] => {
  const entry = fakeCreate([field('other'), given], more);
  const filled = fill(fakeRules, entry, {
    other: 'o',
    ...(value !== undefined && { [given.key]: value }),
  });
  return droppedIn(filled, answer).map(({ key }) => key);
};
const choices = { open: 'Open', closed: 'Closed' };
const told = { told: true } as const;

describe('isn’t there', () => {
  it.each<[string, EntryField, unknown, Row]>([
    ['a text that is blank', field('a'), 'x', { a: '' }],
    ['a text that is null', field('a'), 'x', { a: null }],
    ['a number that is another', field('a', { type: 'integer' }), '3', { a: 4 }],
    ['a yes that is a no', field('a', { type: 'boolean' }), 'yes', { a: false }],
    ['a choice that is another', field('a', { choices }), 'open', { a: 'closed' }],
    ['what every server tells and this one doesn’t', field('a', told), 'x', {}],
    ['a value inside of an object', field('a', { name: 'in.side' }), 'x', { in: { side: '' } }],
    [
      'a value that the answer has elsewhere',
      field('a', { held: 'else.where' }),
      'x',
      { else: { where: '' } },
    ],
    [
      'a part of the JSON that every server tells',
      field('a', { type: 'json', told: ['p'] }),
      { p: 1 },
      { a: { q: 1 } },
    ],
    [
      'such a part where the answer has no object',
      field('a', { type: 'json', told: ['q', 'p'] }),
      { p: 1 },
      { a: null },
    ],
  ])('%s', (_which, given, value, answer) => {
    expect(dropped(given, value, answer)).toEqual(['a']);
  });
});

describe('may be there', () => {
  it.each<[string, EntryField, unknown, Row]>([
    ['a text that is written otherwise', field('a'), 'x', { a: 'y' }],
    ['a value that the answer doesn’t tell', field('a'), 'x', {}],
    [
      'one whose object the answer doesn’t tell',
      field('a', { name: 'in.side' }),
      'x',
      { in: null },
    ],
    ['the same number', field('a', { type: 'integer' }), '3', { a: 3 }],
    ['the same choice in another case', field('a', { choices }), 'open', { a: 'Open' }],
    ['a number that is told as a text', field('a', { type: 'integer' }), '3', { a: 'three' }],
    ['a choice that is told as a number', field('a', { choices }), 'open', { a: 1 }],
    ['a list', field('a', { list: true }), ['x'], { a: [] }],
    ['a JSON of which the API tells nothing', field('a', { type: 'json' }), { p: 1 }, { a: null }],
    [
      'a JSON that every server tells as a whole',
      field('a', { type: 'json', ...told }),
      { p: 1 },
      { a: null },
    ],
    [
      'a part of JSON that wasn’t sent',
      field('a', { type: 'json', told: ['p'] }),
      { q: 1 },
      { a: {} },
    ],
    [
      'a part of JSON that is there',
      field('a', { type: 'json', told: ['p'] }),
      { p: 1 },
      { a: { p: 2 } },
    ],
    ['what was left blank', field('a', told), undefined, {}],
    ['what went into the query', field('a', { to: 'query', ...told }), 'x', {}],
  ])('%s', (_which, given, value, answer) => {
    expect(dropped(given, value, answer)).toEqual([]);
  });

  it('what is sent once more', () => {
    expect(dropped(field('a'), 'x', { a: '' }, { again: ['a'] })).toEqual([]);
  });

  it('what is sent for a blank field', () => {
    expect(dropped(field('a', { otherwise: () => 'x' }), undefined, { a: '' })).toEqual([]);
  });

  it('what was sent as nothing, to clear it', () => {
    const cleared = field('a', { choices: { none: 'None' }, sent: () => '' });
    expect(dropped(cleared, 'none', { a: '' })).toEqual([]);
  });
});

it('several at once are all told', () => {
  expect(dropped(field('a'), 'x', { a: '', other: null })).toEqual(['other', 'a']);
});
