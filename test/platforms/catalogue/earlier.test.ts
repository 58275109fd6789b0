// Which record of a list an earlier run made, without a server.
import { pickEarlier, type Earlier } from '../../../platforms/catalogue/earlier.js';
import type { Lookup } from '../../../platforms/catalogue/entry.js';
import { fill } from '../../../platforms/catalogue/fill.js';
import { fakeCreate, fakeField as field, fakeRules } from '../../helpers/fakes/fake_catalogue.js';

type Row = Record<string, unknown>;

const SENT = '2026-05-01T12:00:00.000Z';
const AFTER = '2026-05-01T12:00:01.000Z';
const BEFORE = '2026-05-01T11:00:00.000Z';

interface Given {
  lookup?: Partial<Lookup>;
  input?: Row;
  isWhole?: boolean;
}

const fields = [
  field('name'),
  field('size', { type: 'integer' }),
  field('on', { type: 'boolean' }),
  field('data', { type: 'json' }),
  field('owner'),
  field('tags', { list: true }),
];
const pick = (
  listed: Row[],
  { lookup = {}, input = { name: 'x' }, isWhole = true }: Given = {},
): Earlier =>
  pickEarlier({
    filled: fill(fakeRules, fakeCreate(fields), input),
    lookup: { search: 'things', by: { name: 'name' }, ...lookup },
    earlier: { at: Date.parse(SENT), token: 't' },
    listed,
    isWhole,
  });

describe('is it', () => {
  it.each<[string, Row, Given?]>([
    ['the one of its name', { name: 'x' }],
    ['written in another case, trimmed', { name: ' X ' }],
    ['with other blanks inside', { name: 'a  b' }, { input: { name: 'A b' } }],
    [
      'where the name stands deeper',
      { meta: { title: 'x' } },
      { lookup: { by: { name: 'meta.title' } } },
    ],
    [
      'where all that it shows was sent',
      { name: 'x', size: 3, on: true },
      { input: { name: 'x', size: '3', on: 'yes' } },
    ],
    ['where it says less than was sent', { name: 'x' }, { input: { name: 'x', size: '3' } }],
    [
      'where it holds a value as something else',
      { name: 'x', size: '4' },
      { input: { name: 'x', size: '3' } },
    ],
    [
      'where it writes what was sent as JSON in its own way',
      { name: 'x', data: { a: 2 } },
      { input: { name: 'x', data: { a: 1 } } },
    ],
    [
      'where it shows a list that was sent as it is by now',
      { name: 'x', tags: ['a', 'b'] },
      { input: { name: 'x', tags: ['a'] } },
    ],
    ['made since', { name: 'x', at: AFTER }, { lookup: { madeAt: 'at' } }],
    [
      'where the list doesn’t say when it was made after all',
      { name: 'x' },
      { lookup: { madeAt: 'at' } },
    ],
    [
      'where it isn’t known by anything that was sent',
      { name: 'y', size: 3 },
      { input: { size: '3' } },
    ],
  ])('%s', (_which, record, given = {}) => {
    expect(pick([{ id: 0, name: 'other', at: BEFORE, size: 99 }, record], given)).toEqual({
      record,
    });
  });

  it('the first of several where there can only be one', () => {
    const records = [
      { id: 1, name: 'x' },
      { id: 2, name: 'x' },
    ];
    expect(pick(records, { lookup: { isUnique: true } })).toEqual({ record: records[0] });
  });

  it('one of those that the list holds', () => {
    const records = (found: Row[]): Row[] => found.flatMap(({ inner }) => inner as Row[]);
    const inner = [{ id: 1, name: 'x' }];
    expect(pick([{ id: 9, name: 'x', inner }], { lookup: { records } })).toEqual({
      record: inner[0],
    });
  });
});

describe('nothing was made', () => {
  it.each<[string, Row[], Given?]>([
    ['the list is empty', []],
    ['nobody has the name', [{ name: 'y' }]],
    ['it was there before', [{ name: 'x', at: BEFORE }], { lookup: { madeAt: 'at' } }],
    ['the only one with these values isn’t there', [{ name: 'y' }], { lookup: { isUnique: true } }],
    [
      'the one with these values is another',
      [{ name: 'x', size: 4 }],
      { lookup: { isUnique: true }, input: { name: 'x', size: '3' } },
    ],
    ['the list is shorter than it can be', [{ name: 'y' }], { lookup: { most: 2 } }],
    [
      'the list reaches back before it',
      [
        { name: 'y', at: AFTER },
        { name: 'z', at: BEFORE },
      ],
      { lookup: { most: 2, madeAt: 'at' } },
    ],
    [
      'the field is filled that the list needs',
      [],
      { lookup: { needs: 'owner' }, input: { name: 'x', owner: 'o' } },
    ],
    [
      'another value is known too',
      [{ name: 'x', owner: 'p' }],
      { lookup: { by: { name: 'name', owner: 'owner' } }, input: { name: 'x', owner: 'o' } },
    ],
  ])('where %s', (_why, listed, given = {}) => {
    expect(pick(listed, given)).toBe('absent');
  });
});

describe('nobody can tell', () => {
  it.each<[string, Row[], Given?]>([
    ['several are it', [{ name: 'x' }, { name: 'x' }]],
    [
      'one of the name has another value: it may be ours, changed',
      [{ name: 'x', size: 4 }],
      { input: { name: 'x', size: '3' } },
    ],
    [
      'one of the name is switched off',
      [{ name: 'x', on: false }],
      { input: { name: 'x', on: 'yes' } },
    ],
    ['the list goes on', [{ name: 'y' }], { isWhole: false }],
    [
      'the list goes on, though there can only be one',
      [{ name: 'y' }],
      { isWhole: false, lookup: { isUnique: true } },
    ],
    [
      'newer ones may have pushed it off',
      [
        { name: 'y', at: AFTER },
        { name: 'z', at: AFTER },
      ],
      { lookup: { most: 2, madeAt: 'at' } },
    ],
    ['the field is blank that the list needs', [], { lookup: { needs: 'owner' } }],
  ])('where %s', (_why, listed, given = {}) => {
    expect(pick(listed, given)).toBe('unclear');
  });
});
