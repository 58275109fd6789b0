// What adds something, run again after its answer got lost, without a server.
import { Problem } from '../../../http/problem.js';
import type { ReadEntry, WriteEntry } from '../../../platforms/catalogue/entry.js';
import { operationsIn } from '../../../platforms/catalogue/run.js';
import { endingOf } from '../../helpers/ending.js';
import {
  fakeCatalogue,
  fakeCreate as create,
  fakeField as field,
  fakeSearch as search,
  type FakeCatalogue,
} from '../../helpers/fakes/fake_catalogue.js';

type Row = Record<string, unknown>;

const EARLIER = /^An earlier run sent exactly this/;
const name = field('name');
const lookup = { search: 'find_things', by: { name: 'name' } };
const list = search([name], { key: 'find_things' });
const adding = create([name], { lookup });

const lost = (): Problem => new Problem('halted', 'The answer got lost.', { unsure: true });
const write = (catalogue: FakeCatalogue, input: Row = { name: 'x' }): Promise<Row> =>
  operationsIn(() => catalogue).write('a_thing', input);

/** A catalogue whose write's answer got lost, before these answers. */
const afterLoss = async (
  entries: readonly (ReadEntry | WriteEntry)[],
  answers: readonly unknown[],
  input?: Row,
): Promise<FakeCatalogue> => {
  const catalogue = fakeCatalogue(entries, [lost(), ...answers]);
  await expect(write(catalogue, input)).rejects.toThrow('got lost');
  return catalogue;
};

it('gives back what the earlier run made, for one more request', async () => {
  const catalogue = await afterLoss([adding, list], [[{ id: 4, name: 'X ', token: 's' }]]);
  await expect(write(catalogue)).resolves.toEqual({ id: 4, name: 'X ', hasToken: true });
  expect(catalogue.asked).toMatchObject([{ method: 'POST' }, { method: 'GET', query: {} }]);
});

it('sends it again where nothing was made, and then it is over', async () => {
  const catalogue = await afterLoss([adding, list], [[], { id: 5 }, { id: 6 }]);
  await expect(write(catalogue)).resolves.toEqual({ id: 5 });
  await expect(write(catalogue)).resolves.toEqual({ id: 6 });
  expect(catalogue.asked.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST', 'POST']);
});

it.each<[string, WriteEntry, readonly unknown[]]>([
  ['nothing can be looked up', create([name]), []],
  ['the platform has no such search', adding, []],
  ['a create alone is called so', adding, [create([], { key: 'find_things' })]],
  ['several may be it', adding, [list]],
])('halts where %s', async (_why, entry, others) => {
  const rows = [
    { id: 1, name: 'x' },
    { id: 2, name: 'x' },
  ];
  const catalogue = await afterLoss([entry, ...(others as ReadEntry[])], [rows]);
  const failure = await write(catalogue).catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({ kind: 'halted' });
  await expect(endingOf(Promise.reject(failure as Error))).resolves.toMatch(EARLIER);
});

it('is found by a search that no step has', async () => {
  const own = { lookup: { search: search([], { key: 'hidden', path: '/hidden' }), by: lookup.by } };
  const catalogue = await afterLoss([create([name], own)], [[{ id: 4, name: 'x' }]]);
  await expect(write(catalogue)).resolves.toEqual({ id: 4, name: 'x' });
  expect(catalogue.asked[1]?.path).toBe('/hidden');
});

it('is found by the search of its name among several', async () => {
  const other = search([], { key: 'find_others', path: '/others' });
  const catalogue = await afterLoss([other, adding, list], [[{ id: 4, name: 'x' }]]);
  await write(catalogue);
  expect(catalogue.asked[1]?.path).toBe('/things');
});

describe('the list that is looked through', () => {
  const fields = [field('team', { type: 'id' }), field('kind'), name, field('note')];
  const entry = create(fields, {
    path: '/teams/{team}/things',
    lookup: { ...lookup, narrow: ['kind', 'note'] },
  });
  const ofTeam = search(fields, { key: 'find_things', path: '/teams/{team}/things' });

  it('is that of the same place, made shorter by what the entry says, as far as it is filled', async () => {
    const input = { team: '3', kind: 'a', name: 'x' };
    const catalogue = await afterLoss([entry, ofTeam], [[{ id: 4, name: 'x' }]], input);
    await expect(write(catalogue, input)).resolves.toEqual({ id: 4, name: 'x' });
    expect(catalogue.asked[1]).toMatchObject({ path: '/teams/3/things', query: { kind: 'a' } });
    expect(catalogue.asked[1]?.query).toStrictEqual({ kind: 'a' });
  });

  it('that isn’t full hides nothing', async () => {
    const entry = create([name], { lookup: { ...lookup, most: 2 } });
    const catalogue = await afterLoss([entry, list], [[{ id: 1, name: 'a' }], { id: 5 }]);
    await expect(write(catalogue)).resolves.toEqual({ id: 5 });
  });

  it('is read page by page to its end', async () => {
    const pages = search([], { key: 'find_things', paged: true });
    const other = [
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
    ];
    const catalogue = await afterLoss([adding, pages], [other, other, [{ id: 4, name: 'x' }]]);
    await expect(write(catalogue)).resolves.toEqual({ id: 4, name: 'x' });
    expect(catalogue.asked.slice(1).map(({ query }) => query)).toEqual([
      { page: '1' },
      { page: '2' },
      { page: '3' },
    ]);
  });

  it('is given up after ten pages: nobody can tell what comes then', async () => {
    const pages = search([], { key: 'find_things', paged: true });
    const page = [
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
    ];
    const catalogue = await afterLoss([adding, pages], Array<unknown>(20).fill(page));
    await expect(endingOf(write(catalogue))).resolves.toMatch(EARLIER);
    expect(catalogue.asked).toHaveLength(1 + 10);
  });
});

it('has the id of the form where the record has another', async () => {
  const fields = [field('thing_id', { type: 'id' }), name];
  const entry = create(fields, { path: '/things/{thing_id}', id: 'thing_id', lookup });
  const input = { thing_id: '7', name: 'x' };
  const catalogue = await afterLoss([entry, list], [[{ id: 99, name: 'x' }]], input);
  await expect(write(catalogue, input)).resolves.toEqual({ id: '7', name: 'x' });
});

it.each<[string, Row]>([
  ['body', { team: '1', kind: 'a', name: 'y' }],
  ['path', { team: '2', kind: 'a', name: 'x' }],
  ['query', { team: '1', kind: 'b', name: 'x' }],
])('is another one with another %s: that is sent at once', async (_part, other) => {
  const fields = [field('team', { type: 'id' }), field('kind', { to: 'query' }), name];
  const entry = create(fields, { path: '/teams/{team}/things' });
  const input = { team: '1', kind: 'a', name: 'x' };
  const catalogue = await afterLoss([entry], [{ id: 5 }], input);
  await expect(write(catalogue, other)).resolves.toEqual({ id: 5 });
});

it('of another operation is another one', async () => {
  const other = create([name], { key: 'another_thing' });
  const catalogue = await afterLoss([create([name]), other], [{ id: 5 }]);
  await expect(
    operationsIn(() => catalogue).write('another_thing', { name: 'x' }),
  ).resolves.toEqual({ id: 5 });
});

it('with a value that was not stored halts, and names what is there: a repeat would make another', async () => {
  const catalogue = fakeCatalogue([create([name])], [{ id: 5, name: null }]);
  const failure = await write(catalogue).catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({ kind: 'halted' });
  expect((failure as Error).message).toMatch(/^NAME: .*this one has ID 5/);
});

it('that a repeat doesn’t double may be repeated, with a value that was not stored too', async () => {
  const catalogue = fakeCatalogue([create([name], { repeatable: true })], [{ id: 5, name: null }]);
  const failure = await write(catalogue).catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({ kind: 'error' });
});
