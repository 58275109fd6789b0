// A list that is longer than the server takes at once, without a server.
import { Problem } from '../../../http/problem.js';
import type { WriteEntry } from '../../../platforms/catalogue/entry.js';
import { operationsIn } from '../../../platforms/catalogue/run.js';
import { endingOf } from '../../helpers/ending.js';
import {
  fakeCatalogue,
  fakeCreate,
  fakeField,
  type FakeCatalogue,
} from '../../helpers/fakes/fake_catalogue.js';

const people = fakeField('people', { type: 'id', list: true, name: 'user_ids' });
const plain = fakeCreate([fakeField('role'), people], {
  gives: 'rows',
  parts: { name: 'user_ids', most: 2 },
});
const entryWith = (more: Partial<WriteEntry> = {}): WriteEntry => ({
  ...plain,
  listAs: 'members',
  ...more,
});
const write = (catalogue: FakeCatalogue, ids: string): Promise<Record<string, unknown>> =>
  operationsIn(() => catalogue).write('a_thing', { role: 'agent', people: ids });

it('is sent in several requests, each value once, with all the rest, and comes back as one', async () => {
  const catalogue = fakeCatalogue([entryWith()], [[{ id: 1 }, { id: 2 }], [{ id: 3 }]]);
  await expect(write(catalogue, '1,2,2,1,3')).resolves.toEqual({
    members: [{ id: 1 }, { id: 2 }, { id: 3 }],
  });
  expect(catalogue.asked.map(({ body }) => body)).toEqual([
    { role: 'agent', user_ids: [1, 2] },
    { role: 'agent', user_ids: [3] },
  ]);
});

it('is one request where it fits, and the list is called records unless told', async () => {
  const catalogue = fakeCatalogue([plain], [[{ id: 1 }, { id: 2 }]]);
  await expect(write(catalogue, '1,2')).resolves.toEqual({ records: [{ id: 1 }, { id: 2 }] });
  expect(catalogue.asked).toHaveLength(1);
});

it('has beside it what the entry says of all rows together', async () => {
  const summary = (rows: readonly object[]): { count: number } => ({ count: rows.length });
  const catalogue = fakeCatalogue([entryWith({ summary })], [[{ id: 1 }, { id: 2 }], [{ id: 3 }]]);
  await expect(write(catalogue, '1,2,3')).resolves.toMatchObject({ count: 3 });
});

it('says which part is done where a later one fails, by the label in the form', async () => {
  const failure = new Problem('error', 'Down.');
  const catalogue = fakeCatalogue([entryWith()], [[{ id: 1 }, { id: 2 }], failure]);
  const message = await endingOf(write(catalogue, '1,2,3,4,5'));
  expect(message).toMatch(/PEOPLE 1 to 2\b.*PEOPLE 3 to 4\b.*PEOPLE 5 to 5\b/);
});

it('goes by the API’s name where no field is called so', async () => {
  const failure = new Problem('error', 'Down.');
  const entry = entryWith({ constant: { ids: [1, 2, 3] }, parts: { name: 'ids', most: 2 } });
  const message = await endingOf(write(fakeCatalogue([entry], [[{ id: 1 }], failure]), '1'));
  expect(message).toMatch(/\bids 1 to 2\b.*\bids 3 to 3\b/);
});

it('sends nothing for an empty one', async () => {
  const catalogue = fakeCatalogue([entryWith()], []);
  await expect(operationsIn(() => catalogue).write('a_thing', { role: 'agent' })).resolves.toEqual(
    {},
  );
  expect(catalogue.asked).toEqual([]);
});
