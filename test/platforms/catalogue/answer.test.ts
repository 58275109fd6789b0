// What is believed of an answer, without a server.
import { givesNothing, readAnswer } from '../../../platforms/catalogue/answer.js';
import type { Entry } from '../../../platforms/catalogue/entry.js';
import { fill } from '../../../platforms/catalogue/fill.js';
import {
  fakeCreate as create,
  fakeField as field,
  fakeRules,
  fakeSearch as search,
} from '../../helpers/fakes/fake_catalogue.js';

const read = (entry: Entry, data: unknown, input: object = {}): unknown =>
  readAnswer({ platform: 'Acme' }, fill(fakeRules, entry, { ...input }), data);

const byId = field('id');
const one = { field: 'id', path: '/things/{id}' };
const record = { id: 1 };
const rows = [{ id: 1 }, { id: 2 }];
const KEYED = { keyedBy: 'name', has: ['name'] };

describe('an operation gives', () => {
  it.each<[string, Entry, unknown, unknown, object?]>([
    ['a record after a write', create([]), record, record],
    ['a list after a write that lists', create([], { listAs: 'rows' }), rows, rows],
    ['nothing after a deletion', create([], { method: 'DELETE' }), undefined, undefined],
    [
      'a record after a deletion that says so',
      create([], { method: 'DELETE', gives: 'record' }),
      record,
      record,
    ],
    ['nothing after a write that says so', create([], { gives: 'nothing' }), undefined, undefined],
    ['a list by a search', search([]), rows, rows],
    ['one record by its id', search([byId], { one }), record, record, { id: '1' }],
    ['the list without it', search([byId], { one }), rows, rows],
    [
      'a list by its id too',
      search([byId], { one: { ...one, gives: 'rows' } }),
      rows,
      rows,
      { id: '1' },
    ],
    ['what is deeper', search([], { answer: ['a', 'b'] }), { a: { b: rows } }, rows],
    [
      'what is elsewhere for one',
      search([byId], { answer: ['a'], one: { ...one, answer: ['b'] } }),
      { b: record },
      record,
      { id: '1' },
    ],
    ['records without an id', search([], { has: ['name'] }), [{ name: 'x' }], [{ name: 'x' }]],
    [
      'records by their keys',
      search([], { gives: 'keyed', ...KEYED }),
      { a: { x: 1 } },
      [{ id: 'a', name: 'a', x: 1 }],
    ],
    [
      'what a record says itself',
      search([], { gives: 'keyed', ...KEYED }),
      { a: { id: 5 } },
      [{ id: 5, name: 'a' }],
    ],
    ['a list that came by keys', search([], KEYED), { a: {} }, [{ id: 'a', name: 'a' }]],
    ['a list that came as one', search([], KEYED), [{ name: 'x' }], [{ name: 'x' }]],
  ])('%s', (_what, entry, data, given, input = {}) => {
    expect(read(entry, data, input)).toEqual(given);
  });
});

describe('what isn’t the operation’s is not believed', () => {
  it.each<[string, Entry, unknown]>([
    ['a list for a record', create([]), rows],
    ['a record for a list', search([]), record],
    ['a record without its id', create([]), { name: 'x' }],
    ['a record without what it must have', create([], { has: ['id', 'name'] }), record],
    ['something for nothing', create([], { gives: 'nothing' }), {}],
    ['a list where keys are promised', search([], { gives: 'keyed', ...KEYED }), [{ name: 'x' }]],
    ['keys where none are promised', search([], { gives: 'keyed' }), { a: { id: 1 } }],
    ['a text under a key', search([], { gives: 'keyed', ...KEYED }), { a: 'x' }],
    ['nothing for a record', search([], { gives: 'record' }), {}],
    ['nothing for a write’s record', create([], { gives: 'record' }), {}],
  ])('%s', (_what, entry, data) => {
    expect(() => read(entry, data)).toThrow(/Acme/);
  });
});

describe('a record that may be absent', () => {
  const entry = search([], { gives: 'record', mayBeAbsent: true });
  const deep = search([], { gives: 'record', mayBeAbsent: true, answer: ['thing'] });

  it.each<[string, Entry, unknown]>([
    ['nothing at all', entry, {}],
    ['nothing at all, where it would be deeper', deep, {}],
    ['null under its key', deep, { thing: null }],
    ['an empty one under its key', deep, { thing: {} }],
  ])('is by %s', (_what, of, data) => {
    expect(read(of, data)).toBeUndefined();
  });

  it.each<[string, Entry, unknown]>([
    ['another key', deep, { other: null }],
    ['a key beside it', deep, { thing: null, other: 1 }],
    ['a list', entry, []],
    ['a text under its key', deep, { thing: '' }],
    ['a record that isn’t one', deep, { thing: { name: 'x' } }],
    ['an empty list under its key', deep, { thing: [] }],
    ['a list of nothing under its key', deep, { thing: [1] }],
  ])('isn’t by %s', (_what, of, data) => {
    expect(() => read(of, data)).toThrow(/Acme/);
  });

  it('is given out where it is there', () => {
    expect(read(deep, { thing: record })).toEqual(record);
  });
});

it('an answer without a body is expected after a deletion alone', () => {
  const isEmpty = (entry: Entry): boolean => givesNothing(fill(fakeRules, entry, {}));
  expect(isEmpty(create([], { method: 'DELETE' }))).toBe(true);
  expect(isEmpty(create([]))).toBe(false);
  expect(isEmpty(search([]))).toBe(false);
});
