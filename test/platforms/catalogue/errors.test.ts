// What refusals say of an entry's fields and records, without a server.
import type { ErrorRule, Facts } from '../../../http/error_rule.js';
import type { Entry } from '../../../platforms/catalogue/entry.js';
import { errorsOf, namesRecord, subjectOf } from '../../../platforms/catalogue/errors.js';
import { fill, type Filled } from '../../../platforms/catalogue/fill.js';
import {
  fakeCreate as create,
  fakeField as field,
  fakeRules,
  fakeSearch as search,
} from '../../helpers/fakes/fake_catalogue.js';

const filled = (entry: Entry, input: object): Filled => fill(fakeRules, entry, { ...input });
const facts = (more: Partial<Facts>): Facts => ({
  platform: 'Acme',
  host: 'acme.example',
  status: 422,
  subject: 'thing 7',
  said: '',
  code: '',
  attributes: [],
  kind: 'json',
  ...more,
});
const text = ({ said, attributes, subject }: Facts): string =>
  [subject, attributes.join('+'), said].join('|');
/** What a rule says of an entry's refusal. */
const told = (of: Filled, rule: Partial<ErrorRule>, more: Partial<Facts>): unknown =>
  errorsOf(of, [{ status: 422, text, ...rule }])
    .at(-1)
    ?.text(facts(more));

const team = field('team', { type: 'id' });
const part = field('part', { type: 'id' });

describe('what an error is about', () => {
  it.each<[string, Entry, object]>([
    ['part 2 of team 1', create([team, part], { path: '/{team}/{part}' }), { team: 1, part: 2 }],
    ['part 2', create([team, part], { id: 'part' }), { team: 1, part: 2 }],
    ['team 1', create([team, part], { path: '/{team}', id: 'part' }), { team: 1, part: 2 }],
    ['thing', create([team, part], { id: 'part' }), { team: 1 }],
    ['thing', create([team]), { team: 1 }],
    ['team 1', search([team], { one: { field: 'team', path: '/{team}' } }), { team: 1 }],
    ['name ' + 'x'.repeat(60), create([field('name')], { id: 'name' }), { name: 'x'.repeat(60) }],
    [
      'name ' + 'x'.repeat(60) + '…',
      create([field('name')], { id: 'name' }),
      { name: 'x'.repeat(61) },
    ],
  ])('is %s', (subject, entry, input) => {
    expect(subjectOf(filled(entry, input))).toBe(subject);
  });
});

describe('a record that may be missing', () => {
  const choice = { choices: { a: 'A' } };

  it.each<[string, Entry, object, boolean]>([
    ['is one of the path', create([field('slug')], { path: '/{slug}' }), { slug: 'a' }, true],
    [
      'is one of a list',
      create([field('agent', { dynamic: 'agents' as never })]),
      { agent: '1' },
      true,
    ],
    ['is one by its ID', create([team]), { team: '1' }, true],
    ['is not one whose field is blank', create([team]), {}, false],
    ['is not a text', create([field('name')]), { name: 'a' }, false],
    ['is not a choice', create([field('kind', choice)], { path: '/{kind}' }), { kind: 'a' }, false],
    [
      'is none of several',
      create([field('teams', { type: 'id', list: true })]),
      { teams: '1,2' },
      false,
    ],
    [
      'is not what the answer is compared with',
      search([field('team', { type: 'id', to: 'match' })]),
      { team: '1' },
      false,
    ],
  ])('%s', (_which, entry, input, isNamed) => {
    expect(namesRecord(filled(entry, input))).toBe(isNamed);
    const [rule] = errorsOf(filled(entry, input), [{ status: 404, missing: true, text }]);
    expect(rule?.missing).toBe(isNamed ? true : undefined);
  });

  it('may be each of those that were named', () => {
    const entry = create([team, part, field('owner', { type: 'id' })], { path: '/{team}' });
    const of = filled(entry, { team: 1, part: 2, owner: 3 });
    expect(told(of, { missing: true }, {})).toBe('thing 7, or no part 2, or no owner 3||');
    expect(told(of, {}, {})).toBe('thing 7||');
    expect(told(filled(create([field('name')]), { name: 'a' }), { missing: true }, {})).toBe('||');
  });

  it('is missing by the rules that say so alone', () => {
    const [rule] = errorsOf(filled(create([team]), { team: 1 }), [{ status: 404, text }]);
    expect(rule).not.toHaveProperty('missing');
  });
});

describe('a refusal names fields by their labels', () => {
  const entry = create([
    field('plain'),
    field('writer', { name: 'author_id', label: 'Author' }),
    field('people', { name: 'user_ids', label: 'People' }),
    field('link', { name: 'channel.website_url', label: 'Website' }),
    field('deep', { name: 'settings.color', label: 'Colour' }),
    field('other', { name: 'x.plain', label: 'Other' }),
    field('later', { name: 'plain', label: 'Second' }),
  ]);
  const of = filled(entry, {});

  it.each([
    ['plain', 'PLAIN'],
    ['author', 'Author'],
    ['author_id', 'Author'],
    ['user', 'People'],
    ['channel', 'Website'],
    ['website_url', 'Website'],
    ['color', 'Colour'],
    ['colors', 'colors'],
    ['chan', 'chan'],
    ['x', 'Other'],
  ])('%s is %s', (name, label) => {
    expect(told(of, {}, { attributes: [name] })).toBe(`thing 7|${label}|`);
    expect(told(of, {}, { said: `${name}: is wrong` })).toBe(`thing 7||${label}: is wrong`);
  });

  it('that is called just so before one that only has it in its name', () => {
    const both = create([field('a', { name: 'x.size' }), field('size')]);
    expect(told(filled(both, {}), {}, { attributes: ['size'] })).toBe('thing 7|SIZE|');
  });

  it('wherever they stand before a colon, and nowhere else', () => {
    const said = 'author: no. plain: no. author is. a.author: x, 12:30, https://a.b, plain:x';
    expect(told(of, {}, { said })).toBe(
      'thing 7||Author: no. PLAIN: no. author is. a.author: x, 12:30, https://a.b, plain:x',
    );
  });

  it('and keeps all else of the rule and the facts', () => {
    const [rule] = errorsOf(of, [
      { status: 409, says: /x/, kind: 'halted', text: ({ code }) => code },
    ]);
    expect(rule).toMatchObject({ status: 409, says: /x/, kind: 'halted' });
    expect(rule?.text(facts({ code: 'taken' }))).toBe('taken');
  });
});

describe('what an entry says itself', () => {
  const rules: ErrorRule[] = [{ status: 500, text: () => 'general' }];
  const first = (entry: Entry, input: object = {}): unknown =>
    errorsOf(filled(entry, input), rules)
      .find(({ status }) => status === 500)
      ?.text(facts({}));

  it('of a failure comes before what the API says in general', () => {
    expect(first(create([], { crash: 'It fails.' }))).toBe('It fails.');
    expect(first(create([]))).toBe('general');
  });

  it('of a failure over a field is not said while that is blank', () => {
    const entry = create([field('a')], { crash: 'It fails over A.', crashField: 'a' });
    expect(first(entry, { a: 'x' })).toBe('It fails over A.');
    expect(first(entry)).toBe('general');
  });

  it('of a list is not said of one record', () => {
    const entry = search([team], { crash: 'No list.', one: { field: 'team', path: '/{team}' } });
    expect(first(entry)).toBe('No list.');
    expect(first(entry, { team: 1 })).toBe('general');
  });

  it('of a refusal is said where its words are', () => {
    const refusals = [{ status: 422, says: /taken/, text: 'Take another.' }];
    const [rule] = errorsOf(filled(create([], { refusals }), {}), rules);
    expect(rule).toMatchObject({ status: 422, says: /taken/ });
    expect(rule?.text(facts({}))).toBe('Take another.');
  });
});
