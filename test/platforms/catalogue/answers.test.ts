// What the catalogue's operations give out: no secret of the server, in whatever place, and pages that end.
import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import { startChatwootSandbox, type ChatwootSandbox } from '../../../sandbox/chatwoot/index.js';
import type { JsonObject } from '../../../sandbox/chatwoot/rails/params.js';
import { catalogues, type CatalogueServer } from '../../helpers/running/catalogues.js';
import { keyOf, runOperation } from '../../helpers/running/operation_run.js';
import { operationInputs } from '../../operation_inputs/index.js';
import { sampleOf } from '../../helpers/thorough.js';

type Row = JsonObject;

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox({ edition: 'enterprise' });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const SECRET_KEY =
  /(^|_)(token|secret|password|api_key|api_secret|access_key|secret_key|private_key|private_key_id)$|apiKey$/;
/** It stands in every page that shows the chat. */
const PUBLIC_KEY = 'website_token';

/** The texts that the sandbox keeps under the names of secrets, at any depth. */
function secretsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') {
    return SECRET_KEY.test(key) && key !== PUBLIC_KEY && value.length > 0 ? [value] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, held]) => secretsIn(held, inner));
}

it('the seed has secrets of all kinds', () => {
  const secrets = secretsIn(sandbox.store);
  expect(secrets).toEqual(
    expect.arrayContaining(['Gd8sK3vNq5RtYw2Xz7BcMf4L', 'Pz7xC4vB1nM8', 'Wv6tR1yE8uI4oP2a']),
  );
  expect(secrets).toEqual(expect.arrayContaining(['Rk5tV8yB2nM6qW9e', 'qN4vR8sT2wXy6ZbC1dEf5GhJ']));
});

it.each(sampleOf(operations, 3))(
  '$key gives out no secret of the server',
  async ({ key, fields }) => {
    const input = operationInputs[key];
    if (!input) throw new Error(`test/operation_inputs has nothing for ${key}`);
    const typed = fields.flatMap(({ key: field, label }) =>
      label === 'Password' ? [input.full[field]] : [],
    );
    for (const given of [input.minimal, input.full, input.single ?? input.full]) {
      sandbox.reset();
      input.prepare?.(sandbox.store);
      const answer = await runOperation(sandbox.url, key, given, { apiKey: keyOf(input) });
      const text = JSON.stringify(answer);
      // After the run, because some of them make secrets.
      const secrets = [...secretsIn(sandbox.store), ...typed].map(String);
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  },
);

describe('what is free-form', () => {
  /** As integrations keep them: Dialogflow, OpenAI, LeadSquared, RealtimeKit, and ones yet to come. */
  const settings = {
    project_id: 'acme-sales',
    language_code: 'pt-BR',
    label_suggestion: true,
    endpoint_url: 'https://api.leadsquared.example',
    account_id: 'acme-cloud',
    credentials: {
      type: 'service_account',
      private_key_id: 'Kd4id7Xq2',
      private_key: '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg',
      client_email: 'bot@acme.iam.example',
    },
    api_key: 'sk-Ap1k3yOpenAi',
    api_token: 'Tk9realtime',
    access_key: 'Ls1acc3ss',
    secret_key: 'Ls2s3cr3t',
    signing_certificate: 'Cr7certificate',
  };
  const secrets = [
    ...['Kd4id7Xq2', 'MIIEvQIBADANBg', 'bot@acme.iam.example', 'sk-Ap1k3yOpenAi', 'Tk9realtime'],
    ...['Ls1acc3ss', 'Ls2s3cr3t', 'Cr7certificate'],
  ];
  let old: ChatwootSandbox;
  beforeAll(async () => {
    old = await startChatwootSandbox({ version: '4.10.0' });
  });
  afterAll(() => old.close());
  beforeEach(() => {
    old.reset();
    for (const hook of old.store.integrationHooks) hook.settings = settings;
  });

  it.each([
    ['find_integration', {}],
    ['find_integration', { integration: 'dialogflow' }],
    ['update_integration_hook', { hook: '1', status: 'disabled' }],
  ])('of a hook is given out as far as it is known to be open: %s %j', async (key, input) => {
    // The server refuses what an integration it knows doesn't ask for, also when it was there before.
    const [hook] = old.store.integrationHooks;
    if (hook && key === 'update_integration_hook') hook.app_id = 'leadsquared';
    const text = JSON.stringify(await runOperation(old.url, key, input));
    for (const open of ['acme-sales', 'pt-BR', 'https://api.leadsquared.example', 'acme-cloud']) {
      expect(text).toContain(open);
    }
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('of a new hook too', async () => {
    const given = {
      integration: 'google_translate',
      settings: JSON.stringify({ project_id: 'acme-sales', credentials: settings.credentials }),
    };
    const made = await runOperation(old.url, 'create_integration_hook', given);
    expect(made).toMatchObject({ settings: { project_id: 'acme-sales' } });
    expect(secrets.filter((secret) => JSON.stringify(made).includes(secret))).toEqual([]);
  });

  it('of an integration shows which settings it asks for', async () => {
    const found = await runOperation(old.url, 'find_integration', { integration: 'openai' });
    expect(found).toMatchObject([
      { settings_json_schema: { properties: { api_key: { type: 'string' } } } },
    ]);
  });

  it.each([
    [
      'find_inbox',
      (store: ChatwootSandbox['store'], held: Row) => {
        for (const { channel } of store.inboxes) channel['additional_attributes'] = held;
      },
    ],
    [
      'find_inbox',
      (store: ChatwootSandbox['store'], held: Row) => {
        for (const inbox of store.inboxes) inbox.settings = { csat_config: held };
      },
    ],
    [
      'find_agent_bot',
      (store: ChatwootSandbox['store'], held: Row) => {
        for (const bot of store.agentBots) bot.bot_config = held;
      },
    ],
  ])('elsewhere is given out without what is named like a secret: %s', async (key, put) => {
    put(sandbox.store, {
      agent_reply_time_window: 24,
      region: 'acme-region',
      auth: { apiKey: 'Fr1key', client_secret: 'Fr2secret', 'x-api-key': 'Fr3header' },
      accessToken: 'Fr4token',
      privateKey: 'Fr5private',
    });
    const text = JSON.stringify(await runOperation(sandbox.url, key, {}));
    expect(text).toContain('acme-region');
    expect(text).not.toMatch(/Fr\d/);
  });
});

it("the audit log tells of a channel's change without its tokens", async () => {
  const found = await runOperation(sandbox.url, 'find_audit_log', {});
  expect(JSON.stringify(found)).toContain('17841400000000001');
  expect(JSON.stringify(found)).not.toContain('EAA');
});

describe.each(catalogues)('the catalogue of $platform', ({ operations: entries, ...walked }) => {
  let server: CatalogueServer;
  beforeAll(async () => {
    server = await walked.start();
  });
  afterAll(() => server.close());

  const paged = entries.filter((operation) => 'paged' in operation);

  it.each(sampleOf(paged, 2))(
    '$key ends behind its last page, and gives nothing twice',
    async ({ key }) => {
      server.reset(key);
      const ids: unknown[] = [];
      let cursor: string | null | undefined;
      let pages = 0;
      do {
        const page = (await server.run(key, walked.inputOf(key).minimal, {
          ...(cursor && { cursor }),
        })) as { results: { id: unknown }[]; paging_token: string | null };
        ids.push(...page.results.map(({ id }) => id));
        cursor = page.paging_token;
        pages += 1;
      } while (cursor !== null && pages < 20);
      expect(pages).toBeLessThan(20);
      expect(ids.length).toBeGreaterThan(0);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  // Of Chatwoot's, the tests above: what people keep in its free-form places is theirs.
  const closed = walked.platform === 'Chatwoot' ? [] : entries;

  if (closed.length > 0) {
    it.each(sampleOf(closed, 2, 1))(
      '$key gives out nothing that is named like a secret',
      async ({ key }) => {
        const { full } = walked.inputOf(key);
        server.reset(key);
        await server.run(key, full);
        const answers = server.requests.map(({ status, answer }) => ({
          status,
          body: withSecrets(answer),
        }));
        expect(JSON.stringify(answers)).toMatch(/Pl4nted/);
        server.reset(key);
        for (const { status, body } of answers) server.fail({ status, body: JSON.stringify(body) });
        const result = await server.run(key, full);
        expect(server.requests.map(({ answer }) => answer)).toEqual(
          answers.map(({ body }) => body),
        );
        expect(result).toBeDefined();
        expect(JSON.stringify(result)).not.toMatch(/Pl4nted/);
      },
    );
  }
});

/** An answer with keys named like secrets in each of its objects. */
function withSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const held = Object.entries(value).map(([key, inner]) => [key, withSecrets(inner)] as const);
  return { ...Object.fromEntries(held), accessToken: 'Pl4nted1', api_key: 'Pl4nted2' };
}
