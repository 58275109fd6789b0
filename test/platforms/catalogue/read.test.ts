// What a search asks and what it keeps of the answer, without a server.
import { Problem } from '../../../http/problem.js';
import type { ReadEntry } from '../../../platforms/catalogue/entry.js';
import type { Catalogue } from '../../../platforms/catalogue/port.js';
import { operationsIn } from '../../../platforms/catalogue/run.js';
import {
  fakeCatalogue,
  fakeField as field,
  fakeSearch as search,
  type FakeCatalogue,
} from '../../helpers/fakes/fake_catalogue.js';

const read = (catalogue: FakeCatalogue, input: object = {}, cursor?: string): Promise<unknown> =>
  operationsIn(() => catalogue).read('a_thing', { ...input }, cursor);
const given = (entry: ReadEntry, answer: unknown, more?: Partial<Catalogue>): FakeCatalogue =>
  fakeCatalogue([entry], [answer], more);

const paged: Partial<ReadEntry> = { paged: true };
const one: Partial<ReadEntry> = { one: { field: 'a_id', path: '/things/{a_id}' }, id: 'a_id' };
const byId = field('a_id', { type: 'id' });

describe('a list', () => {
  it('is asked for with what is filled, which has precedence, and given out without secrets', async () => {
    const catalogue = given(search([field('a')], { query: { a: '1', b: '2' } }), [
      { id: 1, token: 's' },
    ]);
    await expect(read(catalogue, { a: 'x' })).resolves.toEqual({
      results: [{ id: 1, hasToken: true }],
      paging_token: null,
    });
    expect(catalogue.asked).toEqual([
      {
        method: 'GET',
        path: '/things',
        query: { a: 'x', b: '2' },
        subject: 'thing',
        secret: true,
        emptyAnswer: false,
      },
    ]);
  });

  it('of pages says where the next one begins, until the last', async () => {
    const first = given(search([], paged), [{ id: 1 }, { id: 2 }]);
    await expect(read(first)).resolves.toMatchObject({ paging_token: '2' });
    expect(first.asked).toMatchObject([{ query: { page: '1' } }]);
    const next = given(search([], paged), [{ id: 3 }]);
    await expect(read(next, {}, '2')).resolves.toMatchObject({ paging_token: null });
    expect(next.asked).toMatchObject([{ query: { page: '2' } }]);
  });

  it('that comes whole has no page', async () => {
    const catalogue = given(search([]), [{ id: 1 }, { id: 2 }]);
    await expect(read(catalogue)).resolves.toMatchObject({ paging_token: null });
    expect(catalogue.asked[0]?.query).toEqual({});
  });

  it('goes on by what the answer says as a whole', async () => {
    const next = jest.fn<string | undefined, [unknown]>(() => 'later');
    const catalogue = given(
      search([], { ...paged, answer: ['rows'] }),
      { rows: [{ id: 1 }], more: 'later' },
      { paging: () => ({ ask: () => ({}), next }) },
    );
    await expect(read(catalogue, {}, 'now')).resolves.toMatchObject({ paging_token: 'later' });
    expect(next).toHaveBeenCalledWith({
      cursor: 'now',
      data: { rows: [{ id: 1 }], more: 'later' },
      rows: [{ id: 1 }],
    });
  });

  it('that is asked for by POST has a body, with its page, and changes nothing', async () => {
    const fields = [field('a', { to: 'body' })];
    const catalogue = given(search(fields, { ...paged, method: 'POST' }), [{ id: 1 }]);
    await read(catalogue, { a: 'x' });
    expect(catalogue.asked).toMatchObject([
      { method: 'POST', body: { a: 'x', from: '1' }, readOnly: true },
    ]);
  });

  it('that is asked for by POST and comes whole has no page either', async () => {
    const catalogue = given(search([], { method: 'POST' }), [{ id: 1 }]);
    await expect(read(catalogue)).resolves.toMatchObject({ results: [{ id: 1 }] });
    expect(catalogue.asked).toMatchObject([{ body: {}, readOnly: true }]);
  });

  it('of records without an id gives them none', async () => {
    const catalogue = given(search([], { has: ['a'] }), [{ a: 1 }]);
    await expect(read(catalogue)).resolves.toStrictEqual({
      results: [{ a: 1 }],
      paging_token: null,
    });
  });

  it('may be made of the answer otherwise, of records alone', async () => {
    const records = (answer: unknown): unknown[] => [...(answer as unknown[]), { id: 2 }, 'text'];
    const catalogue = given(search([], { records }), [{ id: 1 }]);
    await expect(read(catalogue)).resolves.toMatchObject({ results: [{ id: 1 }, { id: 2 }] });
  });

  it('is given out as the platform shapes that search, where it does', async () => {
    const shapeOf = (): Promise<(raw: Record<string, unknown>) => Record<string, unknown>> =>
      Promise.resolve(({ id }) => ({ id, isShaped: true }));
    const catalogue = given(search([]), [{ id: 1, a: 2 }], { shapeOf });
    await expect(read(catalogue)).resolves.toMatchObject({ results: [{ id: 1, isShaped: true }] });
  });
});

describe('one record', () => {
  it('is asked for at its own address, without a page', async () => {
    const catalogue = given(search([byId], { ...one, ...paged, has: ['a'] }), { a: 1 });
    await expect(read(catalogue, { a_id: '7' })).resolves.toEqual({
      results: [{ id: '7', a: 1 }],
      paging_token: null,
    });
    expect(catalogue.asked).toMatchObject([{ path: '/things/7', query: {}, subject: 'a_id 7' }]);
  });

  it('that isn’t there is nothing found', async () => {
    const missing = new Problem('error', 'No such.', {
      refusal: { status: 404, attributes: [], said: '', missing: true },
    });
    await expect(read(given(search([byId], one), missing), { a_id: '7' })).resolves.toEqual({
      results: [],
      paging_token: null,
    });
  });

  it('that can’t be had is a failure, and no miss', async () => {
    const refused = new Problem('error', 'No right.');
    await expect(read(given(search([byId], one), refused), { a_id: '7' })).rejects.toThrow(refused);
  });

  it('may be absent', async () => {
    const entry = search([], { gives: 'record', mayBeAbsent: true });
    await expect(read(given(entry, {}))).resolves.toEqual({ results: [], paging_token: null });
  });
});

describe('of a list only what the form names is given out', () => {
  const rows = [
    { id: 1, name: 'Anna', owner: { id: 4 }, open: true },
    { id: 2, name: 'Hanna', owner: { id: 14 }, open: false },
    { id: 3, owner: null },
  ];
  const found = async (fields: ReturnType<typeof field>[], input: object): Promise<unknown[]> => {
    const page = (await read(given(search(fields), rows), input)) as { results: { id: unknown }[] };
    return page.results.map(({ id }) => id);
  };

  it('by a part of its text, in any case', async () => {
    const name = [field('name', { to: 'match' })];
    await expect(found(name, { name: 'ANNA' })).resolves.toEqual([1, 2]);
    await expect(found(name, { name: 'han' })).resolves.toEqual([2]);
    await expect(found(name, { name: 'undefined' })).resolves.toEqual([]);
  });

  it('by the whole of what is chosen, also inside of objects', async () => {
    const owner = [field('owner', { to: 'match', name: 'owner.id', dynamic: 'agents' as never })];
    await expect(found(owner, { owner: '4' })).resolves.toEqual([1]);
    const choice = [field('name', { to: 'match', choices: { ANNA: 'Anna', an: 'An' } })];
    await expect(found(choice, { name: 'ANNA' })).resolves.toEqual([1]);
    await expect(found(choice, { name: 'an' })).resolves.toEqual([]);
  });

  it('by yes or no', async () => {
    const open = [field('open', { to: 'match', type: 'boolean' })];
    await expect(found(open, { open: 'yes' })).resolves.toEqual([1]);
    await expect(found(open, { open: 'no' })).resolves.toEqual([2]);
  });

  it('by all of them at once', async () => {
    const fields = [
      field('name', { to: 'match' }),
      field('open', { to: 'match', type: 'boolean' }),
    ];
    await expect(found(fields, { name: 'anna', open: 'no' })).resolves.toEqual([2]);
  });
});
