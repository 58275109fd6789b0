import { keys, seeded } from '../../../sandbox/chatwoot/index.js';
import {
  anyText,
  call,
  contacts,
  contactServers,
  janeDoe,
  like,
  next,
  notFound,
  sandbox,
  show,
  update,
} from '../../helpers/sandbox/contacts.js';

contactServers();

const anyObject: unknown = expect.any(Object);

describe('server', () => {
  it('tells its version without a token', async () => {
    const { status, body } = await call('GET', '/api', { key: null });
    expect(status).toBe(200);
    expect(body).toEqual({
      version: '4.15.1',
      timestamp: like(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      queue_services: 'ok',
      data_services: 'ok',
    });
  });

  it.each(['/', '/app/accounts/1/contacts'])('answers the dashboard for %s', async (path) => {
    const { status, headers, text } = await call('GET', path, { headers: { Accept: '*/*' } });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/html');
    expect(text).toMatch(/^<!DOCTYPE html>/);
  });

  it('refuses JSON from the dashboard', async () => {
    const { status, body } = await call('GET', '/app/api/v1/profile', {
      headers: { Accept: 'application/json' },
    });
    expect(status).toBe(406);
    expect(body).toEqual({
      error: 'Please use API routes instead of dashboard routes for JSON requests',
    });
  });

  it.each(['/api/v1/nothing', '/somewhere/api/v1/profile'])('answers 404 for %s', async (path) => {
    const headers = { Accept: 'application/json' };
    const { status, body } = await call('GET', path, { headers });
    expect([status, body]).toEqual([404, { status: 404, error: 'Not Found' }]);
    expect((await call('GET', path)).text).toContain('<!DOCTYPE html>');
  });

  it('answers HEAD like GET, without the body', async () => {
    const headers = { 'Api-Access-Token': keys.administrator };
    const head = await fetch(sandbox.url + contacts, { method: 'HEAD', headers });
    const { text } = await call('GET', contacts);
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  });

  it('answers 400 for a body that is no JSON', async () => {
    const response = await fetch(`${sandbox.url}${contacts}`, {
      method: 'POST',
      headers: { 'Api-Access-Token': keys.administrator, 'Content-Type': 'application/json' },
      body: '{"name":',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ status: 400, error: 'Bad Request' });
  });

  it('records requests and injects faults', async () => {
    sandbox.requests.splice(0);
    const headers = { 'content-type': 'text/html' };
    sandbox.fail({ path: /contacts/, status: 502, headers, body: '<h1>Bad Gateway</h1>' });
    expect((await call('GET', contacts)).status).toBe(502);
    expect((await call('GET', contacts)).status).toBe(200);
    expect(sandbox.requests.map(({ status }) => status)).toEqual([502, 200]);
  });

  it('goes back to the seed', async () => {
    sandbox.store.addContact(1, { email: 'new@example.com' });
    sandbox.store.contactSearchLimit = 1;
    await update(janeDoe, { name: 'Changed' });
    sandbox.reset();
    expect(sandbox.store.contactsOf(1)).toHaveLength(40);
    expect(sandbox.store.contactSearchLimit).toBe(100);
    expect((await show(janeDoe)).name).toBe('Jane Doe');
  });
});

describe('tokens', () => {
  it.each(['api_access_token', 'Api-Access-Token', 'api-access-token'])(
    'reads the header %s',
    async (name) => {
      const headers = { [name]: keys.agent };
      expect((await call('GET', '/api/v1/profile', { key: null, headers })).status).toBe(200);
    },
  );

  it.each([
    ['no token', null, { errors: ['You need to sign in or sign up before continuing.'] }],
    ['an unknown token', 'nope', { error: 'Invalid Access Token' }],
    ['a bot', keys.bot, { error: 'Access to this endpoint is not authorized for bots' }],
    [
      'a platform app',
      keys.platformApp,
      { error: 'Access to this endpoint is not authorized for bots' },
    ],
  ])('answers 401 to %s', async (_who, key, expected) => {
    for (const path of ['/api/v1/profile', contacts]) {
      const { status, body } = await call('GET', path, { key });
      expect([status, body]).toEqual([401, expected]);
    }
  });

  it.each([
    ['another account', keys.administrator, 2, 'You are not authorized to access this account'],
    ['a suspended account', keys.suspended, 3, 'Account is suspended'],
  ])('answers 401 for %s', async (_which, key, account, error) => {
    const { status, body } = await call('GET', `/api/v1/accounts/${account}/contacts`, { key });
    expect([status, body]).toEqual([401, { error }]);
  });

  it('answers 404 for an unknown account', async () => {
    const { status, body } = await call('GET', '/api/v1/accounts/99/contacts');
    expect([status, body]).toEqual([404, notFound]);
  });

  it('lets one user into two accounts', async () => {
    for (const account of [1, 2]) {
      const path = `/api/v1/accounts/${account}/contacts`;
      expect((await call('GET', path, { key: keys.secondAdministrator })).status).toBe(200);
    }
  });

  it('lists bots for the platform app only', async () => {
    const path = '/platform/api/v1/agent_bots';
    expect((await call('GET', path, { key: keys.platformApp })).body).toEqual([
      {
        id: 1,
        name: 'Acme Greeter',
        description: anyText,
        outgoing_url: anyText,
        account_id: 1,
        access_token: keys.bot,
      },
    ]);
    for (const key of [null, 'nope', keys.administrator, keys.bot]) {
      const { status, body } = await call('GET', path, { key });
      expect([status, body]).toEqual([401, { error: 'Invalid access_token' }]);
    }
  });
});

describe('profile', () => {
  it('returns the accounts with their roles, and secrets', async () => {
    const { body } = await call('GET', '/api/v1/profile');
    expect(body).toMatchObject({
      access_token: keys.administrator,
      pubsub_token: anyText,
      account_id: 1,
      role: 'administrator',
      email: 'jane.cooper@example.com',
      uid: 'jane.cooper@example.com',
      type: null,
      accounts: [{ id: 1, name: 'Acme Support', status: 'active', role: 'administrator' }],
    });
  });

  it('names the account used last', async () => {
    const { body } = await call('GET', '/api/v1/profile', { key: keys.secondAdministrator });
    expect(body).toMatchObject({ account_id: 2, accounts: [{ id: 1 }, { id: 2 }] });
  });

  it('shows a suspended account as such', async () => {
    const { status, body } = await call('GET', '/api/v1/profile', { key: keys.suspended });
    expect(status).toBe(200);
    expect(body).toMatchObject({ accounts: [{ id: 3, status: 'suspended' }] });
  });

  it('tells api_and_webhooks only after 4.15.1', async () => {
    const now = await call('GET', '/api/v1/profile');
    const later = await call('GET', '/api/v1/profile', { server: next });
    expect(now.text).not.toContain('api_and_webhooks');
    expect(later.body).toMatchObject({ accounts: [{ api_and_webhooks: true }] });
  });
});

describe('lists for dropdowns', () => {
  const account = '/api/v1/accounts/1';

  it('lists agents by name, bare', async () => {
    const { body } = await call<{ name: string }[]>('GET', `${account}/agents`);
    expect(body.map(({ name }) => name)).toEqual(['Jane Cooper', 'Omar Haddad', 'Priya Nair']);
    expect(body[0]).toMatchObject({ id: 1, account_id: 1, role: 'administrator', thumbnail: '' });
  });

  it('lists teams, bare', async () => {
    const { body } = await call('GET', `${account}/teams`, { key: keys.agent });
    expect(body).toMatchObject([
      { name: 'sales', is_member: true },
      { name: 'support', is_member: true },
    ]);
  });

  it('lists labels by title', async () => {
    const { body } = await call<{ payload: { title: string }[] }>('GET', `${account}/labels`);
    expect(body.payload.map(({ title }) => title)).toEqual([
      'churned',
      'lead',
      'newsletter',
      'vip',
    ]);
  });

  it('shows every inbox with its secrets to administrators, their own without to agents', async () => {
    const inboxes = async (key: string): Promise<Record<string, unknown>[]> =>
      (await call<{ payload: Record<string, unknown>[] }>('GET', `${account}/inboxes`, { key }))
        .body.payload;
    const all = await inboxes(keys.administrator);
    expect(all.map((inbox) => inbox['id'])).toEqual([2, 6, 4, 3, 1, 5]);
    expect(all[0]).toMatchObject({
      channel_type: 'Channel::Api',
      inbox_identifier: seeded.apiInbox.inbox_identifier,
      hmac_token: seeded.apiInbox.hmac_token,
      hmac_mandatory: false,
    });
    expect(all.at(-1)).toMatchObject({
      provider: 'whatsapp_cloud',
      message_templates: [{ name: 'order_update' }, { name: 'shipping_notice' }],
      provider_config: anyObject,
    });
    const own = await inboxes(keys.agent);
    expect(own.map((inbox) => inbox['id'])).toEqual([2, 1]);
    expect(JSON.stringify(own)).not.toContain('hmac_token');
  });
});
