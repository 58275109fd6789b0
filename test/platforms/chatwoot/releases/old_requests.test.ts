// What is sent so that servers of 3.5 take it as those of today do. Without core.
import { startChatwootSandbox, type ChatwootSandbox } from '../../../../sandbox/chatwoot/index.js';
import { endingOf } from '../../../helpers/ending.js';
import { runOperation } from '../../../helpers/running/operation_run.js';

type Row = Record<string, unknown>;

const LONGEST = 250;
const NO_RECORD = '{"error":"Resource could not be found"}';
const A = '/api/v1/accounts/1';

let old: ChatwootSandbox;
let today: ChatwootSandbox;
beforeAll(async () => {
  [old, today] = await Promise.all([
    startChatwootSandbox({ version: '3.5' }),
    startChatwootSandbox(),
  ]);
});
afterAll(() => Promise.all([old.close(), today.close()]));
beforeEach(() => {
  for (const server of [old, today]) {
    server.reset();
    server.clearFaults();
    server.requests.length = 0;
  }
});

const run = (key: string, input: Row, server = old): Promise<unknown> =>
  runOperation(server.url, key, input);
const sent = (server = old): string[] =>
  server.requests.map(
    ({ method, path, query, status }) =>
      `${method} ${path}${query ? `?${query}` : ''} ${String(status)}`,
  );
const bodies = (server = old): unknown[] => server.requests.map(({ body }) => body);
const listOf = (result: unknown): unknown => (result as { results?: unknown[] }).results ?? result;

const servers: [string, () => ChatwootSandbox][] = [
  ['3.5.2', () => old],
  ['today', () => today],
];

describe.each(servers)('on a Chatwoot %s', (_version, serverOf) => {
  it('a portal without a domain is sent with an empty one', async () => {
    const portal = { name: 'Shop Help', slug: 'shop-help' };
    const made = await run('create_portal', portal, serverOf());
    expect(made).toMatchObject({ slug: 'shop-help' });
    expect(bodies(serverOf())).toEqual([{ ...portal, custom_domain: '' }]);
    expect(serverOf().store.portals.at(-1)).toMatchObject({ custom_domain: null });
  });

  it('a portal with a domain has it', async () => {
    const portal = { name: 'Shop', slug: 'shop', custom_domain: 'help.example.com' };
    await run('create_portal', portal, serverOf());
    expect(bodies(serverOf())).toEqual([portal]);
  });

  it('a change of a portal leaves its domain alone', async () => {
    await run('update_portal', { portal: 'acme-help', name: 'Help' }, serverOf());
    expect(bodies(serverOf())).toEqual([{ name: 'Help' }]);
  });

  it('an agent without a name is called as the address begins', async () => {
    const email = 'kim.lee@example.com';
    const made = await run('create_agent', { email }, serverOf());
    expect(made).toMatchObject({ email, name: 'kim.lee' });
    expect(bodies(serverOf())).toEqual([{ email, name: 'kim.lee' }]);
  });

  it('someone who has a login keeps their name', async () => {
    const { store } = serverOf();
    const known = store.users.find(
      ({ id }) => !store.accountUsers.some((row) => row.user_id === id && row.account_id === 1),
    );
    if (!known?.email) throw new Error('the seed has nobody outside of the account');
    const made = await run('create_agent', { email: known.email }, serverOf());
    expect(made).toMatchObject({ id: String(known.id), name: known.name });
  });

  it('contacts are sorted by their company', async () => {
    const companies = async (sort: string): Promise<unknown[]> => {
      const found = listOf(await run('find_contacts', { sort }, serverOf())) as Row[];
      return found
        .map(({ additional_attributes: own }) => (own as Row | undefined)?.['company_name'])
        .filter((name) => typeof name === 'string');
    };
    const up = await companies('company_name');
    expect(new Set(up).size).toBeGreaterThan(1);
    expect(up).toEqual([...up].sort());
    expect(await companies('-company_name')).toEqual([...up].reverse());
  });
});

describe('the languages of a portal', () => {
  const config = (server: ChatwootSandbox): unknown => server.store.portals.at(-1)?.config;
  const portal = 'acme-help';

  it.each([
    [{ default_locale: 'es' }, ['es'], 'es'],
    [{ allowed_locales: ['de', 'es'] }, ['de', 'es'], 'de'],
    [{ config: '{}' }, ['en'], 'en'],
    [{}, ['en'], 'en'],
  ])('a new one has some: %j', async (input, allowed_locales, default_locale) => {
    for (const server of [old, today]) {
      await run('create_portal', { name: 'Shop Help', slug: 'shop-help', ...input }, server);
      expect(sent(server)).toHaveLength(1);
      expect(config(server)).toMatchObject({ allowed_locales, default_locale });
      // A portal without any breaks the list of all for good.
      expect(listOf(await run('find_portal', {}, server))).toHaveLength(2);
    }
  });

  it.each([
    [{ default_locale: 'pt_BR' }, ['en', 'pt_BR'], 'pt_BR'],
    [{ allowed_locales: ['es', 'pt_BR'] }, ['es', 'pt_BR'], 'pt_BR'],
    [{ config: '{"draft_locales": []}' }, ['en', 'pt_BR'], 'pt_BR'],
  ])('those that a change leaves out stay: %j', async (input, allowed_locales, default_locale) => {
    for (const server of [old, today]) {
      const [stored] = server.store.portals;
      if (stored && !('default_locale' in input)) stored.config['default_locale'] = 'pt_BR';
      await run('update_portal', { portal, ...input }, server);
      expect(config(server)).toMatchObject({ allowed_locales, default_locale });
      expect(listOf(await run('find_portal', {}, server))).toHaveLength(1);
    }
    expect(sent(old).slice(0, 3)).toEqual([
      'GET /api 200',
      `GET ${A}/portals/acme-help 200`,
      `PATCH ${A}/portals/acme-help 200`,
    ]);
    expect(sent(today).slice(0, 2)).toEqual(['GET /api 200', `PATCH ${A}/portals/acme-help 200`]);
  });

  it('are not read where all are sent, or none', async () => {
    await run('update_portal', { portal, allowed_locales: ['de', 'es'], default_locale: 'es' });
    await run('update_portal', { portal, name: 'Help' });
    expect(sent()).toEqual(Array(2).fill(`PATCH ${A}/portals/acme-help 200`));
  });

  it('an unknown portal is said to be unknown', async () => {
    const input = { portal: 'nope', default_locale: 'es' };
    expect(await endingOf(run('update_portal', input))).toMatch(/^Portal: the server failed/);
  });
});

describe('a custom filter of another kind than conversations', () => {
  const path = `${A}/custom_filters/2`;

  it('is found, changed and deleted on 3.5, which looks among those of one kind', async () => {
    expect(listOf(await run('find_custom_filter', { custom_filter: '2' }))).toEqual([
      expect.objectContaining({ id: '2', filter_type: 'contact' }),
    ]);
    expect(sent()).toEqual([
      `GET ${path} 404`,
      'GET /api 200',
      `GET ${path}?filter_type=contact 200`,
    ]);
    const changed = await run('update_custom_filter', { custom_filter: '2', name: 'Brazil' });
    expect(changed).toMatchObject({ id: '2', name: 'Brazil', filter_type: 'contact' });
    expect(await run('delete_custom_filter', { custom_filter: '2' })).toEqual({
      id: '2',
      deleted: true,
    });
    expect(old.store.customFilters.some(({ id }) => id === 2)).toBe(false);
  });

  it('becomes one of a new kind', async () => {
    const input = { custom_filter: '1', filter_type: 'report' };
    expect(await run('update_custom_filter', input)).toMatchObject({ filter_type: 'report' });
    expect(bodies().filter(Boolean)).toEqual([
      { filter_type: 'report' },
      { filter_type: 'report' },
    ]);
  });

  it('takes the type that was chosen in the first request', async () => {
    await run('find_custom_filter', { custom_filter: '2', filter_type: 'contact' });
    expect(sent()).toEqual([`GET ${path}?filter_type=contact 200`]);
  });

  it('that isn’t there is a miss, of which today’s servers are asked once', async () => {
    const input = { custom_filter: '99' };
    expect(listOf(await run('find_custom_filter', input))).toEqual([]);
    expect(sent()).toHaveLength(4);
    expect(listOf(await run('find_custom_filter', input, today))).toEqual([]);
    expect(sent(today)).toEqual([`GET ${A}/custom_filters/99 404`, 'GET /api 200']);
    expect(await endingOf(run('update_custom_filter', { ...input, name: 'X' }))).toMatch(
      /^Chatwoot has no custom filter 99 in this account/,
    );
  });

  it.each([
    ['{"version":"konverte"}', 200],
    ['<html>Forbidden</html>', 403],
    ['{"status":404,"error":"Not Found"}', 404],
  ])('is found where the version can’t be told (%s)', async (body, status) => {
    old.fail({ path: /^\/api$/, status, body });
    expect(listOf(await run('find_custom_filter', { custom_filter: '2' }))).toHaveLength(1);
  });

  it('a failure of the server in between is no miss', async () => {
    // The first request and that for the version pass.
    old.fail({ method: 'DELETE', path: /custom_filters/, status: 404, body: NO_RECORD });
    old.fail({ method: 'DELETE', path: /custom_filters/, status: 503 });
    expect(await endingOf(run('delete_custom_filter', { custom_filter: '2' }))).toMatch(/503/);
  });
});

describe('what 3.5 lacks is said of the field', () => {
  const withWebhook = (): void => {
    old.store.webhooks = [
      {
        id: 1,
        account_id: 1,
        inbox_id: null,
        name: null,
        url: 'https://hooks.example.com/1',
        subscriptions: ['contact_created'],
        secret: null,
      },
    ];
  };

  it.each([
    ['update_webhook', { webhook: '1', name: 'Mine' }, /^Name: .*since Chatwoot 4\.8/],
    [
      'update_webhook',
      { webhook: '1', subscriptions: ['conversation_typing_on'] },
      /^Events: .*since Chatwoot 4\.2/,
    ],
    [
      'create_webhook',
      { url: 'https://hooks.example.com/2', subscriptions: ['conversation_typing_off'] },
      /^Events: .*since Chatwoot 4\.2/,
    ],
    [
      'create_article',
      { portal: 'acme-help', title: 'Fees', author: '1' },
      /^Content: .*before Chatwoot 4\.13/,
    ],
    [
      'create_custom_attribute',
      { attribute_display_name: 'Size', attribute_key: 'size', attribute_model: 'Companies' },
      /^Applies To: .*before Chatwoot 4\.14/,
    ],
    [
      'update_custom_attribute',
      { custom_attribute: '8', attribute_model: 'Companies' },
      /^Applies To: .*before Chatwoot 4\.14/,
    ],
    [
      'find_contacts_by_filter',
      { filter: [{ attribute_key: 'blocked', filter_operator: 'equal_to', values: ['true'] }] },
      /^Filter: .*before Chatwoot 3\.8, over keys it does not know/,
    ],
    [
      'find_conversations_by_filter',
      { filter: [{ attribute_key: 'priority', filter_operator: 'equal_to', values: ['low'] }] },
      /^Filter: .*before Chatwoot 3\.8/,
    ],
  ])('%s %j', async (key, input, text) => {
    withWebhook();
    const message = await endingOf(run(key, input));
    expect(message).toMatch(text);
    expect(message.length).toBeLessThanOrEqual(LONGEST);
  });

  describe('a figure that it doesn’t count', () => {
    const input = {
      metric: 'Resolutions by Bots',
      type: 'account',
      since: '2026-02-07',
      until: '2026-02-14',
    };

    it('is said to be missing: the server answers as if there were no days', async () => {
      expect(await endingOf(run('find_report', input))).toMatch(
        /^This server's version \(3\.5\.2\) has no "Find Report: Resolutions by Bots"; it came with Chatwoot 3\.7\./,
      );
      expect(sent()).toHaveLength(2);
    });

    it('is there today, in one request', async () => {
      const [report] = listOf(await run('find_report', input, today)) as Row[];
      expect(report?.['points']).toHaveLength(7);
      expect(sent(today)).toHaveLength(1);
    });

    it.each([
      ['<html>Forbidden</html>', 403],
      ['{"status":404,"error":"Not Found"}', 404],
      ['{"version":"konverte"}', 200],
    ])('a version that can’t be told is believed (%s)', async (body, status) => {
      old.fail({ path: /^\/api$/, status, body });
      expect(listOf(await run('find_report', input))).toEqual([{ id: 'bot_resolutions_count' }]);
    });
  });

  it('a webhook’s address and events change there', async () => {
    withWebhook();
    const url = 'https://hooks.example.com/new';
    const subscriptions = ['message_created'];
    expect(await run('update_webhook', { webhook: '1', url, subscriptions })).toMatchObject({
      url,
      subscriptions,
    });
    expect(bodies()).toEqual([{ url, subscriptions }]);
  });
});
