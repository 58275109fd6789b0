// What the catalogue says where the server fails or refuses in its own way. Without core, as in operations.test.ts.
import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { endingOf } from '../../helpers/ending.js';
import { catalogues, type CatalogueServer } from '../../helpers/running/catalogues.js';
import { keyOf, runOperation } from '../../helpers/running/operation_run.js';
import { operationInputs } from '../../operation_inputs/index.js';
import { sampleOf } from '../../helpers/thorough.js';

type Row = Record<string, unknown>;

/** Zapier cuts what is longer. */
const LONGEST = 250;

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox({ edition: 'enterprise' });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.clearFaults();
  sandbox.requests.length = 0;
});

const run = (key: string, inputData: Row, apiKey?: string, url = sandbox.url): Promise<unknown> =>
  runOperation(url, key, inputData, { ...(apiKey && { apiKey }) });

const listOf = (result: unknown): unknown => (result as { results?: unknown[] }).results ?? result;

const inputOf = (key: string): (typeof operationInputs)[string] & object => {
  const input = operationInputs[key];
  if (!input) throw new Error(`test/operation_inputs has nothing for ${key}`);
  return input;
};

/** The searches whose path or fields name a record even when only what is required is filled. */
const NAMING = [
  'find_account_user',
  'find_api_inbox',
  'find_article',
  'find_category',
  'find_contact_inbox',
  'find_csat_survey',
  'find_inbox_agent_bot',
  'find_inbox_contact',
  'find_inbox_conversation',
  'find_inbox_member',
  'find_inbox_message',
  'find_sso_link',
  'find_team_member',
  'find_user',
];

const searches = operations.filter(({ kind }) => kind === 'search');
const ofAccount = operations.filter(({ base = 'account' }) => base.startsWith('account'));

describe('a list that is not there is no empty list', () => {
  const lists = searches.filter(({ key }) => !NAMING.includes(key));

  it.each(sampleOf(lists, 2))('$key', async ({ key }) => {
    const input = inputOf(key);
    const answers = [
      '{"error":"Resource could not be found"}',
      '{"status":404,"error":"Not Found"}',
      '<!DOCTYPE html><h1>Not found</h1>',
      '',
    ];
    for (const body of answers) {
      sandbox.fail({ status: 404, body });
      const message = await endingOf(run(key, input.minimal, keyOf(input)));
      expect(message).toMatch(/Account ID|API URL|this server|enterprise edition/i);
      expect(message.length).toBeLessThanOrEqual(LONGEST);
    }
  });

  it.each(sampleOf(ofAccount, 3))(
    '$key blames a wrong Account ID on nothing else',
    async (operation) => {
      const { key, kind } = operation;
      const input = inputOf(key);
      const result = runOperation(sandbox.url, key, input.minimal, { accountId: '999' });
      if (kind === 'search' && NAMING.includes(key)) {
        expect(listOf(await result)).toEqual([]);
      } else {
        expect(await endingOf(result)).toMatch(/Account ID/);
      }
    },
  );
});

describe('a wrong path in the API URL', () => {
  const elsewhere = searches.filter(({ base }) => base === 'public' || base === 'platform');

  it.each(sampleOf(elsewhere, 2))(
    'is told by $key, which asks the server once a miss',
    async ({ key }) => {
      const input = inputOf(key);
      const wrong = `${sandbox.url}/chat`;
      const message = await endingOf(run(key, input.minimal, keyOf(input), wrong));
      expect(message).toMatch(/API URL/);
      expect(message.length).toBeLessThanOrEqual(LONGEST);
    },
  );

  it('a miss at the right address stays one, for a request more', async () => {
    expect(listOf(await run('find_user', { user: '99' }, keys.platformApp))).toEqual([]);
    expect(sandbox.requests.map(({ path }) => path)).toEqual(['/platform/api/v1/users/99', '/api']);
    expect(sandbox.requests[1]?.headers).not.toHaveProperty('api-access-token');
  });

  it('a server that cannot tell right then is no wrong address', async () => {
    sandbox.fail({ path: /^\/api$/, status: 503 });
    await expect(run('find_user', { user: '99' }, keys.platformApp)).rejects.toThrow(
      /problem of its own/,
    );
  });
});

describe("the server's own failures", () => {
  it('an account was deleted: the list of them fails, and a single one can be had', async () => {
    await run('create_platform_account', { name: 'Initrode' }, keys.platformApp);
    await run('delete_platform_account', { account: '4' }, keys.platformApp);
    await sandbox.settle();

    const message = await endingOf(run('find_platform_account', {}, keys.platformApp));
    expect(message).toMatch(/^Account: .* deleted.* Fill in .*ID/);
    expect(message.length).toBeLessThanOrEqual(LONGEST);
    const one = run('find_platform_account', { account: '2' }, keys.platformApp);
    expect(listOf(await one)).toHaveLength(1);
  });

  it('and a failure over a single one is not that', async () => {
    sandbox.fail({ status: 500, body: '{"status":500,"error":"Internal Server Error"}' });
    await expect(run('find_platform_account', { account: '2' }, keys.platformApp)).rejects.toThrow(
      /problem of its own/,
    );
  });

  it('deleting an account warns of it', () => {
    const operation = operations.find(({ key }) => key === 'delete_platform_account');
    expect(operation).toMatchObject({ warning: expect.stringMatching(/Find Platform Account/) });
  });

  it('the enterprise edition is switched off: no audit log', async () => {
    const server = await startChatwootSandbox({ edition: 'switched_off' });
    const message = await endingOf(runOperation(server.url, 'find_audit_log', {}));
    await server.close();
    expect(message).toMatch(/^This server has no audit log/);
  });

  it("a source ID that is another contact's", async () => {
    const { source_id } = seeded.apiInbox;
    const message = await endingOf(
      run('create_contact_inbox', { contact: '3', inbox: '2', source_id }),
    );
    expect(message).toMatch(/^Source ID: .*another contact/);
    expect(message.length).toBeLessThanOrEqual(LONGEST);
  });

  it('an operator that the server lists and fails over', async () => {
    const filter = [{ attribute_key: 'created_at', filter_operator: 'days_before', values: ['3'] }];
    const message = await endingOf(run('find_contacts_by_filter', { filter }));
    expect(message).toMatch(/^Filter: .*`days_before`.*`is_less_than`/);
    expect(message.length).toBeLessThanOrEqual(LONGEST);
  });

  it("an article's slug that is taken", async () => {
    const [article] = sandbox.store.articles;
    const input = { portal: 'acme-help', title: 'Other', author: '1', slug: article?.slug };
    const message = await endingOf(run('create_article', input));
    expect(message).toMatch(/^Slug: /);
    expect(message.length).toBeLessThanOrEqual(LONGEST);
  });

  it('an agent who is in the account already', async () => {
    const message = await endingOf(run('create_agent', { email: 'omar.haddad@example.com' }));
    expect(message).toMatch(/^Email: .*already.*Update Agent/);
    expect(message.length).toBeLessThanOrEqual(LONGEST);
  });

  it.each([
    ['create_category', { name: 'Bills', slug: 'billing' }],
    ['update_category', { category: '2', slug: 'billing' }],
  ])("%s with another category's slug", async (key, input) => {
    const [category] = sandbox.store.categories;
    if (!category) throw new Error('the seed has no category');
    sandbox.store.categories.push({ ...category, id: 2, slug: 'other' });
    const message = await endingOf(run(key, { portal: 'acme-help', ...input }));
    expect(message).toMatch(/^Slug: .*language/);
    expect(message.length).toBeLessThanOrEqual(LONGEST);
  });

  it('a language that the portal has not is still the language', async () => {
    const input = { portal: 'acme-help', name: 'Facturas', slug: 'facturas', locale: 'es' };
    await expect(run('create_category', input)).rejects.toThrow(/^Language: /);
  });
});

describe('what an entry says of a failure of its own is whole within what Zapier shows', () => {
  const whatOf = (text: string | { what: string }): string =>
    typeof text === 'string' ? text : text.what;

  it.each(operations.filter(({ crash }) => crash !== undefined))(
    '$key: the server failed',
    async ({ key, crash = '', crashField = '' }) => {
      const input = inputOf(key);
      const given = { ...input.minimal, [crashField]: input.full[crashField] };
      sandbox.fail({ status: 500, body: '{"status":500,"error":"Internal Server Error"}' });
      const message = await endingOf(run(key, given, keyOf(input)));
      expect(message.startsWith(whatOf(crash))).toBe(true);
      expect(message).toMatch(/\.$/);
      expect(message.length).toBeLessThanOrEqual(LONGEST);
    },
  );

  it('and it blames no field that is blank', async () => {
    sandbox.fail({ status: 500, body: '{"status":500,"error":"Internal Server Error"}' });
    const input = { portal: 'acme-help', title: 'Other', author: '1' };
    expect(await endingOf(run('create_article', input))).toMatch(/problem of its own/);
  });

  it('and so are those of refusals and of what is not there', () => {
    const texts = operations.flatMap(({ absent, refusals = [] }) => [
      ...(absent ? [absent] : []),
      ...refusals.map(({ text }) => text),
    ]);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => text.length > LONGEST)).toEqual([]);
  });
});

describe('Position beside another Category', () => {
  const input = { portal: 'acme-help', article: '1', category: '2', position: '30' };

  beforeEach(() => {
    const [category] = sandbox.store.categories;
    const [article] = sandbox.store.articles;
    if (!category || !article) throw new Error('the seed has no article');
    sandbox.store.categories.push({ ...category, id: 2, slug: 'shipping' });
    sandbox.store.articles.push({ ...article, id: 2, slug: 'x', category_id: 2, position: 30 });
  });

  it('is the position in the end, for a request more', async () => {
    const result = await run('update_article', { ...input, title: 'Invoices' });
    expect(result).toMatchObject({ id: '1', position: 30, title: 'Invoices' });
    expect(sandbox.store.articles[0]).toMatchObject({ category_id: 2, position: 30 });
    expect(sandbox.requests.map(({ body }) => body)).toEqual([
      { title: 'Invoices', category_id: 2, position: 30 },
      { position: 30 },
    ]);
  });

  it('is said to be missing where the second request fails', async () => {
    sandbox.fail({ method: 'PATCH', skip: 1, status: 502 });
    const message = await endingOf(run('update_article', input));
    expect(message).toContain('Done: the article. Perhaps done: Position.');
  });

  it('costs no second request where the server kept it', async () => {
    await run('update_article', { ...input, category: '1' });
    expect(sandbox.store.articles[0]).toMatchObject({ category_id: 1, position: 30 });
    expect(sandbox.requests).toHaveLength(1);
  });
});

describe.each(catalogues)('the searches of $platform', ({ operations: entries, ...walked }) => {
  let server: CatalogueServer;
  beforeAll(async () => {
    server = await walked.start();
  });
  afterAll(() => server.close());

  const found = entries.filter(({ kind }) => kind === 'search');

  it.each(sampleOf(found, 3, 1))('$key takes no failure for a miss', async ({ key }) => {
    const answers = [
      { status: 401, body: '{"message":"Unauthorized"}' },
      { status: 403, body: '{"message":"Forbidden"}' },
      { status: 404, body: '<!DOCTYPE html><h1>Not found</h1>' },
      { status: 500, body: '{"error":"boom"}' },
      { status: 502, body: '<html></html>' },
    ];
    for (const answer of answers) {
      server.reset(key);
      server.fail(answer);
      const message = await endingOf(server.run(key, walked.inputOf(key).minimal));
      expect(message).not.toMatch(/^no failure/);
      expect(message.length).toBeLessThanOrEqual(LONGEST);
    }
  });
});

describe('a list of HighLevel’s that is not there is no empty list', () => {
  it.each(['find_tag', 'find_custom_value'])('%s', async (key) => {
    const highlevel = catalogues.find(({ platform }) => platform === 'HighLevel');
    const server = await highlevel?.start();
    for (const body of ['{"message":"Not found"}', '{"statusCode":404}', '<h1>Not found</h1>']) {
      server?.fail({ status: 404, body });
      expect(await endingOf(server?.run(key, {}) ?? Promise.resolve())).not.toMatch(/^no failure/);
    }
    await server?.close();
  });
});
