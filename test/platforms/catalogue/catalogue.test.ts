// The catalogue's engine on a platform that nobody has: nothing in it is any vendor's. Without core.
import type { Bundle, ZObject } from 'zapier-platform-core';
import { operationCreate } from '../../../creates/operations.js';
import type { WriteEntry } from '../../../platforms/catalogue/entry.js';
import { operationsIn } from '../../../platforms/catalogue/run.js';
import { memoryOf } from '../../../platforms/toolkit/cache.js';
import { toText } from '../../../platforms/toolkit/values/index.js';
import { operationSearch } from '../../../searches/operations.js';
import { readConnection } from '../../../steps/connection.js';
import type { Server } from '../../conformance/harness.js';
import { acmePlatform } from '../../fixtures/acme/index.js';
import { acmeOperations } from '../../fixtures/acme/operations.js';
import { acme } from '../../fixtures/acme/server.js';
import { guardNetwork } from '../../helpers/nock.js';
import { withPlatform } from '../../helpers/with_platform.js';
import { emptyZ, HaltedError } from '../../simulator/zapier/z.js';

type Row = Record<string, unknown>;
type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;

withPlatform(acmePlatform);
guardNetwork();

let server: Server;
let z: ZObject;
beforeAll(async () => {
  server = await acme.start();
});
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
  z = emptyZ();
});

async function run(key: string, inputData: Row, cursor?: string): Promise<unknown> {
  const operation = acmeOperations.find((entry) => entry.key === key);
  if (!operation) throw new Error(`no ${key}`);
  const step =
    operation.kind === 'create' ? operationCreate(operation) : operationSearch(operation);
  const { authData } = server;
  const bundle = { authData, inputData, meta: { paging_token: cursor } } as unknown as Bundle;
  return (step.operation.perform as Perform)(z, bundle);
}

const sent = (): string[] => server.requests.map(({ method, path }) => `${method} ${path}`);

async function withTickets(...titles: string[]): Promise<void> {
  for (const title of titles) await run('create_ticket', { title });
  server.requests.length = 0;
}

it('reads a list by the cursor that the answer names, to its end', async () => {
  await withTickets('One', 'Two', 'Three');
  const first = await run('find_ticket', {});
  expect(first).toEqual({
    results: [
      { id: 't-3', title: 'Three' },
      { id: 't-2', title: 'Two' },
    ],
    paging_token: 't-2',
  });
  const second = await run('find_ticket', {}, 't-2');
  expect(second).toEqual({ results: [{ id: 't-1', title: 'One' }], paging_token: null });
  expect(sent()).toEqual(['GET /tickets', 'GET /tickets']);
});

it('finds one by its id, which is a text here, and nothing for an unknown one', async () => {
  await withTickets('One');
  expect(await run('find_ticket', { ticket: 't-1' })).toEqual({
    results: [{ id: 't-1', title: 'One' }],
    paging_token: null,
  });
  expect(await run('find_ticket', { ticket: 'a/b' })).toEqual({ results: [], paging_token: null });
  expect(sent()).toEqual(['GET /tickets/t-1', 'GET /tickets/a%2Fb']);
});

it('creates with what is filled, as the API takes it', async () => {
  const made = await run('create_ticket', { title: 'Call', urgent: 'yes', due: '2026-03-14' });
  expect(made).toEqual({
    id: 't-1',
    title: 'Call',
    urgent: true,
    dates: { due: '2026-03-14T00:00:00.000Z' },
  });
  await expect(run('create_ticket', { title: 'Call', urgent: 'soon' })).rejects.toThrow(/^Urgent:/);
  await expect(run('create_ticket', {})).rejects.toThrow(/^Title: this field is required/);
  expect(sent()).toEqual(['POST /tickets']);
});

it('a repeat gives back what an earlier run made, from whichever page', async () => {
  server.fail({ status: 504, body: '' });
  await expect(run('create_ticket', { title: 'Lost' })).rejects.toThrow(HaltedError);
  const mine = z;
  z = emptyZ();
  await withTickets('Lost', 'Later', 'Latest');
  z = mine;
  expect(await run('create_ticket', { title: 'Lost' })).toEqual({ id: 't-1', title: 'Lost' });
  expect(sent()).toEqual(['GET /tickets', 'GET /tickets']);
});

it('says of a value that the answer shows not to be stored, and of a new record halts', async () => {
  server.fail({ status: 201, body: '{"id":"t-9","title":"Call","urgent":false}' });
  const failure = run('create_ticket', { title: 'Call', urgent: true });
  await expect(failure).rejects.toThrow(HaltedError);
  await expect(failure).rejects.toThrow(
    'Urgent: Acme Desk reported success, but its answer shows that this was not stored. The rest was done: repeating makes another (this one has ID t-9). Leave the field blank.',
  );
});

it('deletes, and says what isn’t there', async () => {
  await withTickets('One');
  expect(await run('delete_ticket', { ticket: 't-1' })).toEqual({ id: 't-1', deleted: true });
  await expect(run('delete_ticket', { ticket: 't-1' })).rejects.toThrow(
    'Acme Desk has no ticket t-1. Check the ID.',
  );
});

it('reads a value once, though it names the record in the path, the result and errors', async () => {
  const toId = jest.fn((_label: string, given: unknown) => toText(given));
  const update: WriteEntry = {
    key: 'update_ticket',
    kind: 'create',
    noun: 'Ticket',
    label: 'Update Ticket',
    description: 'Changes a ticket.',
    method: 'PUT',
    path: '/tickets/{ticket}',
    id: 'ticket',
    fields: [
      { key: 'ticket', label: 'Ticket', dynamic: 'list_tickets', required: true },
      { key: 'title', label: 'Title' },
    ],
  };
  const asked: string[] = [];
  const operations = operationsIn(() => ({
    wire: { platform: 'Acme Desk', deadline: Date.now() + 20_000 },
    memory: memoryOf(z, readConnection(server.authData)),
    entries: [update],
    values: { toId, biggest: 9 },
    toRecord: (raw) => raw,
    paging: () => ({ ask: () => ({}), next: () => undefined }),
    send: (filled, { method, path, subject = '' }, read) => {
      asked.push(`${method} ${path} (${subject}): ${JSON.stringify(filled.body)}`);
      return Promise.resolve(read({ id: 't-1' }));
    },
  }));
  expect(await operations.write('update_ticket', { ticket: 't-1', title: 'New' })).toEqual({
    id: 't-1',
  });
  expect(asked).toEqual(['PUT /tickets/t-1 (ticket t-1): {"title":"New"}']);
  expect(toId).toHaveBeenCalledTimes(1);
});
