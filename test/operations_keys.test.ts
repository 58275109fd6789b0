// What the catalogue's operations do with each kind of key, and page by page. Without core, as in operations.test.ts.
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../sandbox/chatwoot/index.js';
import { runOperation } from './helpers/operation_run.js';

type Row = Record<string, unknown>;

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.requests.length = 0;
});

/** Runs a step with a key, without an Account ID unless told. */
const run = (
  key: string,
  inputData: Row,
  apiKey: string,
  options: { accountId?: string; cursor?: string } = {},
): Promise<unknown> =>
  runOperation(sandbox.url, key, inputData, { apiKey, accountId: '', ...options });

const PERSONS = [
  ['an administrator', keys.administrator],
  ['an agent bot', keys.bot],
] as const;

it.each(PERSONS)('the key of %s is told which key platform steps need', async (_who, apiKey) => {
  await expect(run('find_platform_account', {}, apiKey)).rejects.toThrow(
    /^This step needs the access token of a platform app, and this connection has another key/,
  );
});

it('a platform app needs no Account ID for its own steps', async () => {
  await expect(run('find_user', { user: '3' }, keys.platformApp)).resolves.toHaveLength(1);
  expect(sandbox.requests).toHaveLength(1);
});

it('a platform app is told which records are not its own', async () => {
  await expect(run('find_platform_account', { account: '1' }, keys.platformApp)).rejects.toThrow(
    /may not reach this record \(account 1\): only what it created itself/,
  );
});

it('steps of the client API send no key and need no Account ID', async () => {
  const inbox = seeded.apiInbox.inbox_identifier;
  await run('find_api_inbox', { inbox }, keys.platformApp);
  expect(sandbox.requests).toHaveLength(1);
  expect(sandbox.requests[0]?.headers).not.toHaveProperty('api-access-token');
});

it.each([
  ['an agent bot', keys.bot],
  ['a platform app', keys.platformApp],
])('steps for people tell the key of %s what it may do', async (_who, apiKey) => {
  const withAccount = run('find_contacts', {}, apiKey, { accountId: '1' });
  await expect(withAccount).rejects.toThrow(
    /^This step needs a person's access token.*Bots only answer.*platform apps only manage accounts/,
  );
  await expect(run('find_contacts', {}, apiKey)).rejects.toThrow(
    /^Account ID: fill it in .*A platform app's key does not work in this step/,
  );
});

it('an agent bot can do what its account lets bots do', async () => {
  const input = { conversation: '1', typing_status: 'on' };
  await expect(run('set_typing_status', input, keys.bot, { accountId: '1' })).resolves.toEqual({
    id: '1',
  });
});

it('gives the next page of contacts, and ends behind the last', async () => {
  const input = { sort: 'created_at' };
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = (await run('find_contacts', input, keys.administrator, {
      accountId: '1',
      ...(cursor && { cursor }),
    })) as { results: { id: string }[]; paging_token: string | null };
    pages.push(page.results.map(({ id }) => id));
    cursor = page.paging_token ?? undefined;
  } while (cursor !== undefined && pages.length < 20);
  expect(pages[0]).toHaveLength(15);
  expect(pages.at(-1)).toEqual([]);
  const ids = pages.flat();
  expect(new Set(ids).size).toBe(ids.length);
});

it('finds the events of one conversation, without the ids of its row', async () => {
  const found = await run('find_reporting_event', { conversation: '4' }, keys.administrator, {
    accountId: '1',
  });
  const { results } = found as { results: Row[] };
  expect(results.map(({ name }) => name)).toContain('conversation_resolved');
  expect(results.every((row) => row['inbox_id'] === '4')).toBe(true);
  expect(results.every((row) => !('conversation_id' in row))).toBe(true);
});
