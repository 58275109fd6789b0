// What the catalogue's operations do with each kind of key, and page by page. Without core, as in operations.test.ts.
import {
  isResolved,
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { runOperation } from '../../helpers/running/operation_run.js';

type Row = Record<string, unknown>;

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox({ edition: 'enterprise' });
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

const allPages = async (key: string, input: Row): Promise<string[][]> => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = (await run(key, input, keys.administrator, {
      accountId: '1',
      ...(cursor && { cursor }),
    })) as { results: { id: string }[]; paging_token: string | null };
    pages.push(page.results.map(({ id }) => id));
    cursor = page.paging_token ?? undefined;
  } while (cursor !== undefined && pages.length < 40);
  return pages;
};

it('gives the next page of contacts, and ends behind the last', async () => {
  const pages = await allPages('find_contacts', { sort: 'created_at' });
  expect(pages[0]).toHaveLength(15);
  expect(pages.at(-1)).toEqual([]);
  const ids = pages.flat();
  expect(new Set(ids).size).toBe(ids.length);
});

const filter = [
  { attribute_key: 'created_at', filter_operator: 'is_greater_than', values: ['2000-01-01'] },
];

it.each([
  ['find_contacts', {}],
  ['find_contacts', { sort: '-email' }],
  ['find_contacts_by_filter', { filter }],
  ['find_contacts_by_filter', { filter, sort: 'email' }],
])('%s with %j gives all contacts of an import, each once', async (key, input) => {
  const created_at = new Date();
  for (let count = 0; count < 150; count += 1) {
    const known =
      count % 5 > 0
        ? { email: `jane.${count}@example.com` }
        : { phone_number: `+55119${String(count).padStart(8, '0')}` };
    sandbox.store.addContact(1, { name: 'Jane', ...known, created_at });
  }
  const ids = (await allPages(key, input)).flat();
  expect(ids.length).toBe(sandbox.store.contactsOf(1).filter(isResolved).length);
  expect(new Set(ids).size).toBe(ids.length);
});

it.each([
  ['-name', '-name,phone_number,last_activity_at,created_at,company_name,company,city,country'],
  ['company_name', 'company_name,company,city,country'],
  ['-country', '-country'],
])('Sort By %s also settles contacts that share it', async (sort, sent) => {
  await run('find_contacts', { sort }, keys.administrator, { accountId: '1' });
  expect(new URLSearchParams(sandbox.requests.at(-1)?.query).get('sort')).toBe(sent);
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
