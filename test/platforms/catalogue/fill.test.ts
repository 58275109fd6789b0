// How a filled form becomes a request, without a server.
import type { Entry } from '../../../platforms/catalogue/entry.js';
import { fill, idOf } from '../../../platforms/catalogue/fill.js';
import {
  fakeCreate as create,
  fakeField as field,
  fakeRules as rules,
  fakeSearch as search,
} from '../../helpers/fakes/fake_catalogue.js';

describe('where a value goes', () => {
  it('is the body of a write and the query of a read, under its own name', () => {
    const fields = [field('a', { name: 'b' }), field('c')];
    const written = fill(rules, create(fields), { a: 'x' });
    expect(written).toMatchObject({ body: { b: 'x' }, query: {}, values: { a: 'x' }, matches: [] });
    expect(written).not.toHaveProperty('one');
    expect(fill(rules, search(fields), { a: 'x' })).toMatchObject({ body: {}, query: { b: 'x' } });
  });

  it('is what the field says', () => {
    expect(fill(rules, create([field('a', { to: 'query' })]), { a: 'x' })).toMatchObject({
      body: {},
      query: { a: 'x' },
    });
    expect(fill(rules, search([field('a', { to: 'body' })]), { a: 'x' })).toMatchObject({
      body: { a: 'x' },
      query: {},
    });
  });

  it('is the path alone where that has a place for it, encoded', () => {
    const entry = create([field('a'), field('b')], { path: '/things/{a}/of/{b}' });
    const filled = fill(rules, entry, { a: '$& /', b: 'y' });
    expect(filled.path).toBe('/things/%24%26%20%2F/of/y');
    expect(filled).toMatchObject({ template: entry.path, body: {}, query: {} });
    expect(filled.values).toEqual({ a: '$& /', b: 'y' });
  });

  it('is inside objects where its name has dots', () => {
    const fields = ['x', 'y', 'z'].map((key) => field(key, { name: `in.deep.${key}` }));
    const entry = create([field('whole', { name: 'in', type: 'json' }), ...fields]);
    expect(fill(rules, entry, { x: 'a', y: 'b' }).body).toEqual({
      in: { deep: { x: 'a', y: 'b' } },
    });
    expect(fill(rules, entry, { whole: { other: 1 }, x: 'a' }).body).toEqual({
      in: { other: 1, deep: { x: 'a' } },
    });
  });

  it('is beside what a whole object holds, in either order', () => {
    const entry = create([
      field('a', { name: 'in.a' }),
      field('text', { name: 'in.text' }),
      field('whole', { name: 'in', type: 'json' }),
      field('list', { name: 'in.text', type: 'json', holds: 'list' }),
    ]);
    expect(fill(rules, entry, { a: 'x', whole: '{"b": 1}' }).body).toEqual({
      in: { a: 'x', b: 1 },
    });
    expect(fill(rules, entry, { text: 'x', list: '[1]' }).body).toEqual({ in: { text: [1] } });
  });

  it('is the last one given where one of the two is no object', () => {
    const whole = field('whole', { name: 'in', type: 'json' });
    const text = field('text', { name: 'in' });
    const input = { whole: '{"b": 1}', text: 'xy' };
    expect(fill(rules, create([whole, text]), input).body).toEqual({ in: 'xy' });
    expect(fill(rules, create([text, whole]), input).body).toEqual({ in: { b: 1 } });
  });

  it('of a list in the query is under the name that the API has for lists', () => {
    const entry = search([field('ids', { list: true }), field('id')]);
    const named = { ...rules, listName: (name: string) => `${name}[]` };
    expect(fill(named, entry, { ids: 'a, b', id: 'c' }).query).toEqual({
      'ids[]': ['a', 'b'],
      id: 'c',
    });
    expect(fill(rules, entry, { ids: 'a, b' }).query).toEqual({ ids: ['a', 'b'] });
  });

  it('of a file is the picture alone', () => {
    const entry = create([field('face', { type: 'file', name: 'avatar' })]);
    const filled = fill(rules, entry, { face: 'https://x.example/a.png' });
    expect(filled).toMatchObject({ body: {}, values: {} });
    expect(filled.picture).toEqual({
      name: 'avatar',
      label: 'FACE',
      given: 'https://x.example/a.png',
    });
  });
});

describe('what the answer is compared with', () => {
  it('is a part of a text, and the whole of what is chosen', () => {
    const entry = search([
      field('a', { to: 'match', name: 'title' }),
      field('b', { to: 'match', dynamic: 'list_things' }),
      field('c', { to: 'match', choices: { one: 'One' } }),
    ]);
    const filled = fill(rules, entry, { a: 'x', b: '5', c: 'ONE' });
    expect(filled.matches).toEqual([
      { key: 'title', value: 'x', exact: false },
      { key: 'b', value: '5', exact: true },
      { key: 'c', value: 'one', exact: true },
    ]);
    expect([filled.query, filled.body]).toEqual([{}, {}]);
  });

  it('is also what a field sends that the server may not look at', () => {
    const filled = fill(rules, search([field('a', { matches: 'name' })]), { a: 'x' });
    expect(filled.matches).toEqual([{ key: 'name', value: 'x', exact: false }]);
    expect(filled.query).toEqual({ a: 'x' });
  });
});

describe('what must be filled', () => {
  const choices = { sms: 'SMS', mail: 'E-mail' };
  const kind = field('kind', { choices });

  it('is told by its label', () => {
    const entry = create([field('a'), field('b', { required: true })]);
    expect(() => fill(rules, entry, { a: 'x' })).toThrow(/^B\b/);
    expect(fill(rules, entry, { b: 'x' }).body).toEqual({ b: 'x' });
  });

  it.each(['neededFor', 'onlyFor'] as const)('goes by another field: %s', (when) => {
    const entry = create([kind, field('from', { [when]: { field: 'kind', value: 'sms' } })]);
    expect(() => fill(rules, entry, { kind: 'sms' })).toThrow(/^FROM\b/);
    expect(() => fill(rules, entry, { kind: 'Sms' })).toThrow(/^FROM\b/);
    expect(fill(rules, entry, { kind: 'mail' }).body).toEqual({ kind: 'mail' });
    expect(fill(rules, entry, {}).body).toEqual({});
  });

  it('is left out where it is only for another choice', () => {
    const only = field('from', { onlyFor: { field: 'kind', value: 'sms' } });
    const needed = field('to', { neededFor: { field: 'kind', value: 'sms' } });
    const entry = create([kind, only, needed]);
    const input = { kind: 'E-mail', from: 'x', to: 'y' };
    expect(fill(rules, entry, input).body).toEqual({ kind: 'mail', to: 'y' });
    expect(fill(rules, entry, { ...input, kind: 'sms' }).body).toEqual({
      kind: 'sms',
      from: 'x',
      to: 'y',
    });
  });

  it('goes by that field alone', () => {
    const when = { field: 'kind', value: 'sms' };
    const entry = create([
      field('way', { choices: { tel: 'Phone' } }),
      kind,
      field('a', { neededFor: when }),
    ]);
    expect(() => fill(rules, entry, { kind: 'SMS' })).toThrow(/^A\b/);
    const nowhere = { field: 'nowhere', value: 'sms' };
    expect(fill(rules, create([field('a', { neededFor: nowhere })]), {}).body).toEqual({});
  });

  it('never goes by a field that isn’t a choice', () => {
    const entry = create([field('kind'), field('a', { neededFor: { field: 'kind', value: 'x' } })]);
    expect(fill(rules, entry, { kind: 'x' }).body).toEqual({ kind: 'x' });
  });

  it('and what is none of the fields is refused', () => {
    expect(() => fill(rules, create([field('a')]), { a: 'x', other: 1 })).toThrow(/other/);
  });
});

it('what is sent for a blank field is made of what else is sent', () => {
  const otherwise = (body: Record<string, unknown>): unknown => body['a'];
  const entry = create([field('b', { name: 'in.b', otherwise }), field('a'), field('c')]);
  expect(fill(rules, entry, { a: 'x' }).body).toEqual({ a: 'x', in: { b: 'x' } });
  expect(fill(rules, entry, { a: 'x', b: 'y' }).body).toEqual({ a: 'x', in: { b: 'y' } });
  expect(fill(rules, entry, { c: 'x' }).body).toEqual({ c: 'x' });
});

describe('one record instead of the list', () => {
  const one = { field: 'id', path: '/things/{id}' };
  const fields = [field('id', { type: 'id' }), field('name')];

  it('is asked for where its field is filled', () => {
    const filled = fill(rules, search(fields, { one }), { id: '5' });
    expect(filled).toMatchObject({ one, path: '/things/5', template: one.path, query: {} });
  });

  it.each<[string, Entry]>([
    ['the field is blank', search(fields, { one })],
    ['a search has no such way', search(fields)],
    ['it is no search', { ...create(fields), ...{ one } }],
  ])('is not where %s', (_, entry) => {
    const filled = fill(rules, entry, entry.kind === 'search' && 'one' in entry ? {} : { id: '5' });
    expect(filled).not.toHaveProperty('one');
    expect(filled).toMatchObject({ path: '/things', template: '/things' });
  });
});

it('the record’s id is the value of its field, as text', () => {
  const fields = [field('id', { type: 'id' })];
  expect(idOf(fill(rules, create(fields, { id: 'id' }), { id: '5' }))).toBe('5');
  expect(idOf(fill(rules, create(fields, { id: 'id' }), {}))).toBeUndefined();
  expect(idOf(fill(rules, create(fields), { id: '5' }))).toBeUndefined();
});
