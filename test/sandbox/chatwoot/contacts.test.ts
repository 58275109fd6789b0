import { createHmac } from 'node:crypto';
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';

interface ContactBody {
  id: number;
  name: string | null;
  email: string | null;
  phone_number: string | null;
  identifier: string | null;
  thumbnail: string;
  created_at: number;
  custom_attributes: Record<string, unknown>;
  additional_attributes: Record<string, unknown>;
  contact_inboxes?: { source_id: string; inbox: Record<string, unknown> }[];
}
interface ListBody {
  meta: Record<string, unknown>;
  payload: ContactBody[];
}
interface Call {
  server?: ChatwootSandbox;
  key?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}
interface Answer<Body> {
  status: number;
  headers: Headers;
  text: string;
  body: Body;
}

const { janeDoe, widgetVisitor, blankIdentifier, sameName, secureUser } = seeded.contacts;
const contacts = '/api/v1/accounts/1/contacts';
const jane = `${contacts}/${janeDoe}`;

let sandbox: ChatwootSandbox;
let old: ChatwootSandbox;
let next: ChatwootSandbox;

beforeAll(async () => {
  sandbox = await startChatwootSandbox();
  old = await startChatwootSandbox({ version: '4.1.0' });
  next = await startChatwootSandbox({ version: '4.16.0' });
});
beforeEach(() => [sandbox, old, next].forEach((server) => server.reset()));
afterAll(() => Promise.all([sandbox, old, next].map((server) => server.close())));

async function call<Body = unknown>(
  method: string,
  path: string,
  { server = sandbox, key = keys.administrator, body, headers = {} }: Call = {},
): Promise<Answer<Body>> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...(key !== null && { 'Api-Access-Token': key }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  const parsed: unknown = isJson ? JSON.parse(text) : undefined;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: parsed as Body,
  };
}

function list(path: string, options: Call = {}): Promise<Answer<ListBody>> {
  return call<ListBody>('GET', path, options);
}

async function show(id: number, server = sandbox): Promise<ContactBody> {
  const { body } = await call<{ payload: ContactBody }>('GET', `${contacts}/${id}`, { server });
  return body.payload;
}

function update(id: number, body: object, server = sandbox): Promise<Answer<unknown>> {
  return call('PUT', `${contacts}/${id}`, { body, server });
}

function filter(payload: unknown, server = sandbox): Promise<Answer<ListBody>> {
  return call<ListBody>('POST', `${contacts}/filter?sort=created_at`, {
    body: { payload },
    server,
  });
}

function condition(
  attribute_key: string,
  filter_operator: string,
  values?: unknown,
  query_operator: string | null = null,
): object {
  return { attribute_key, filter_operator, values, query_operator };
}

function ids({ body }: Answer<ListBody>): number[] {
  return body.payload.map((contact) => contact.id);
}

// Jest's own matchers are typed any, which the rest of this file isn't.
const anyText: unknown = expect.any(String);
const anyNumber: unknown = expect.any(Number);
const anyList: unknown = expect.any(Array);
const anyObject: unknown = expect.any(Object);
const uuid: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);
const isoTime: unknown = expect.stringMatching(/T.*Z$/);

function like(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

function including(values: object): unknown {
  return expect.objectContaining(values);
}

const serverError = { status: 500, error: 'Internal Server Error' };
const notFound = { error: 'Resource could not be found' };
const badRole = { error: 'You are not authorized to do this action' };

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

describe('contacts list', () => {
  it('has pages of 15 and echoes the page', async () => {
    const first = await list(`${contacts}?sort=created_at`);
    const third = await list(`${contacts}?sort=created_at&page=3`);
    const beyond = await list(`${contacts}?sort=created_at&page=9`);
    expect(first.body.meta).toEqual({ count: 39, current_page: 1 });
    expect(first.body.payload).toHaveLength(15);
    expect(third.body.meta).toEqual({ count: 39, current_page: '3' });
    expect(third.body.payload).toHaveLength(9);
    expect(beyond.body.payload).toEqual([]);
  });

  it('covers everything once when sorted', async () => {
    const pages = await Promise.all(
      [1, 2, 3].map((page) => list(`${contacts}?sort=-created_at&page=${page}`)),
    );
    const all = pages.flatMap(ids);
    const created = pages.flatMap(({ body }) => body.payload.map((row) => row.created_at));
    expect(new Set(all).size).toBe(39);
    expect(created).toEqual(created.toSorted((a, b) => b - a));
  });

  it('overlaps and misses contacts without a sort', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => list(`${contacts}?page=${page}`)));
    const all = pages.flatMap(ids);
    expect(all).toHaveLength(39);
    expect(new Set(all).size).toBeLessThan(39);
    expect(ids(await list(`${contacts}?sort=nonsense`))).toEqual(pages.flatMap(ids).slice(0, 15));
  });

  it('applies several sort keys in its own order', async () => {
    const named = sandbox.store.contactsOf(1).filter(({ id }) => sameName.some((s) => s === id));
    sandbox.store.contacts = named;
    expect(ids(await list(`${contacts}?sort=-created_at,name`))).toEqual(sameName.toReversed());
    expect(ids(await list(`${contacts}?sort=name,-email`))).toEqual(sameName.toReversed());
  });

  it('applies them as sent before 4.0, and skips those it does not know', async () => {
    const ancient = await startChatwootSandbox({ version: '3.5.2' });
    const sorted = async (sort: string): Promise<(string | null)[]> => {
      const answer = await call<ListBody>('GET', `${contacts}?sort=${sort}`, { server: ancient });
      return answer.body.payload.map(({ email }) => email);
    };
    const created = await sorted('-created_at');
    expect(await sorted('-created_at,email,nonsense')).toEqual(created);
    expect(await sorted('email')).not.toEqual(created);
    await ancient.close();
    expect(ids(await list(`${contacts}?sort=-created_at,email`))).toEqual(
      ids(await list(`${contacts}?sort=email`)),
    );
  });

  it('shows some of those that the order leaves equal on many pages, others on none', async () => {
    const created_at = new Date();
    for (let count = 0; count < 400; count += 1) {
      sandbox.store.addContact(1, { email: `jane.${count}@example.com`, created_at });
    }
    const read = async (sort: string): Promise<number[]> => {
      const pages = Array.from({ length: 26 }, (_, page) =>
        list(`${contacts}?sort=${sort}&page=${page + 1}`),
      );
      return (await Promise.all(pages)).flatMap(ids);
    };
    const shown = await read('-created_at');
    expect(shown).toHaveLength(390);
    expect(new Set(shown).size).toBeLessThan(60);
    expect(await read('-created_at')).toEqual(shown);
    expect(new Set(await read('email')).size).toBe(390);
  });

  it('puts contacts without activity last in both directions, without an e-mail first when descending', async () => {
    const last = async (sort: string): Promise<ContactBody | undefined> =>
      (await list(`${contacts}?sort=${sort}&page=3`)).body.payload.at(-1);
    expect(await last('last_activity_at')).not.toHaveProperty('last_activity_at');
    expect(await last('-last_activity_at')).not.toHaveProperty('last_activity_at');
    const [first] = (await list(`${contacts}?sort=-email`)).body.payload;
    expect(first?.email).toBeNull();
  });

  it('hides contacts that only have a name', async () => {
    const pages = await Promise.all(
      [1, 2, 3].map((page) => list(`${contacts}?sort=name&page=${page}`)),
    );
    expect(pages.flatMap(ids)).not.toContain(widgetVisitor);
    expect((await show(widgetVisitor)).name).toBe('snowy-sun-611');
  });

  it('filters by any of several labels, as a list or with commas', async () => {
    const either = await list(`${contacts}?sort=created_at&labels[]=vip&labels[]=churned`);
    const comma = await list(`${contacts}?sort=created_at&labels=vip,churned`);
    expect(ids(either)).toEqual([janeDoe, seeded.contacts.blocked]);
    expect(comma.body).toEqual(either.body);
  });

  it('includes contact inboxes unless told otherwise', async () => {
    const inboxes = async (query: string): Promise<unknown> =>
      (await list(`${contacts}?sort=created_at${query}`)).body.payload[0]?.contact_inboxes;
    expect(await inboxes('')).toEqual([
      {
        source_id: seeded.apiInbox.source_id,
        inbox: {
          id: 2,
          avatar_url: '',
          channel_id: 102,
          name: 'Acme App',
          channel_type: 'Channel::Api',
          provider: null,
        },
      },
      including({ source_id: '5511987654321' }),
    ]);
    expect(await inboxes('&include_contact_inboxes=true')).toHaveLength(2);
    expect(await inboxes('&include_contact_inboxes=false')).toBeUndefined();
    expect(await inboxes('&include_contact_inboxes=1')).toBeUndefined();
  });
});

describe('contact', () => {
  it('has one shape, without labels and updated_at', async () => {
    expect(await show(janeDoe)).toEqual({
      additional_attributes: including({ city: 'São Paulo', country_code: 'BR' }),
      availability_status: 'offline',
      email: 'jane.doe@example.com',
      id: janeDoe,
      name: 'Jane Doe',
      phone_number: '+5511987654321',
      blocked: false,
      identifier: 'crm-1001',
      thumbnail: '',
      custom_attributes: including({ plan_tier: 'Pro', עיר: 'תל אביב' }),
      last_activity_at: anyNumber,
      created_at: anyNumber,
      contact_inboxes: anyList,
    });
  });

  it('lacks last_activity_at when there was none', async () => {
    expect(await show(blankIdentifier)).not.toHaveProperty('last_activity_at');
  });

  it.each(['999', 'abc', '41'])('answers 404 for the id %s', async (id) => {
    const { status, body } = await call('GET', `${contacts}/${id}`);
    expect([status, body]).toEqual([404, notFound]);
  });
});

describe('contact search', () => {
  it('matches part of name, e-mail, phone and identifier', async () => {
    for (const q of ['ane do', 'JANE.DOE@', '98765', 'crm-1001']) {
      expect(ids(await list(`${contacts}/search?q=${encodeURIComponent(q)}`))).toEqual([janeDoe]);
    }
    expect(ids(await list(`${contacts}/search?q=CRM-1001`))).toEqual([]);
  });

  it('tells only whether there is more', async () => {
    const first = await list(`${contacts}/search?q=example.com&sort=created_at`);
    const second = await list(`${contacts}/search?q=example.com&sort=created_at&page=3`);
    expect(first.body.meta).toEqual({ count: 15, current_page: 1, has_more: true });
    expect(second.body.meta).toEqual({ count: 1, current_page: '3', has_more: false });
  });

  it('told the total before 4.11 and hid unidentified contacts', async () => {
    const { body } = await list(`${contacts}/search?q=example.com&sort=created_at`, {
      server: old,
    });
    expect(body.meta).toEqual({ count: 31, current_page: 1 });
    expect(ids(await list(`${contacts}/search?q=snowy`))).toEqual([widgetVisitor]);
    expect(ids(await list(`${contacts}/search?q=snowy`, { server: old }))).toEqual([]);
  });

  it('searched the company before 4.11', async () => {
    const path = `${contacts}/search?q=northwind`;
    expect((await list(path)).body.meta).toMatchObject({ count: 0 });
    expect((await list(path, { server: old })).body.meta).toMatchObject({ count: 8 });
  });

  it.each(['?q=', '?q=%20', ''])('answers 200 with nulls for a blank q (%s)', async (query) => {
    const { status, body } = await list(`${contacts}/search${query}`);
    expect(status).toBe(200);
    expect(body).toEqual({ meta: { count: null, current_page: 1, has_more: null }, payload: [] });
  });

  it('takes % and _ as wildcards', async () => {
    expect(ids(await list(`${contacts}/search?q=jane%25doe`))).toEqual([janeDoe]);
    expect(ids(await list(`${contacts}/search?q=j_ne_doe`))).toEqual([janeDoe]);
    expect(ids(await list(`${contacts}/search?q=jane%5C_doe`))).toEqual([]);
  });

  it('reads a raw + as a space, which only hurts inside', async () => {
    sandbox.store.addContact(1, { id: 500, email: 'a+b@example.com' });
    expect(ids(await list(`${contacts}/search?q=+5511987654321`))).toEqual([janeDoe]);
    expect(ids(await list(`${contacts}/search?q=a+b@example.com`))).toEqual([]);
    expect(ids(await list(`${contacts}/search?q=a%2Bb@example.com`))).toEqual([500]);
  });

  it('fails for page 0', async () => {
    expect((await list(`${contacts}/search?q=jane&page=0`)).status).toBe(500);
    expect((await list(`${contacts}?page=0`)).status).toBe(200);
  });

  it('is limited per account and minute', async () => {
    sandbox.store.contactSearchLimit = 0;
    const { status, headers, text } = await call('GET', `${contacts}/search?q=jane`);
    expect([status, text]).toEqual([429, 'Retry later\n']);
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(headers.has('retry-after')).toBe(false);
    sandbox.store.contactSearchLimit = null;
    expect((await call('GET', `${contacts}/search?q=jane`)).status).toBe(200);
  });

  it('counts each account for itself, with or without a valid token', async () => {
    sandbox.store.contactSearchLimit = 1;
    const path = (account: number): string => `/api/v1/accounts/${account}/contacts/search?q=x`;
    const options = { key: keys.secondAdministrator };
    // A test may run across the turn of a minute: two searches more than the limit always hit it.
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await call('GET', path(1), { key: 'x' })).status);
    expect(statuses).toContain(401);
    expect(statuses).toContain(429);
    expect((await call('GET', path(2), options)).status).toBe(200);
  });
});

describe('contact filter', () => {
  it('finds the exact e-mail, name and identifier in any case', async () => {
    for (const [key, value] of [
      ['email', 'Jane.Doe@Example.com'],
      ['name', 'JANE DOE'],
      ['identifier', 'CRM-1001'],
    ] as const) {
      const answer = await filter([condition(key, 'equal_to', [value])]);
      expect(ids(answer)).toEqual([janeDoe]);
      expect(answer.body.meta).toEqual({ count: 1, current_page: 1 });
    }
    expect(ids(await filter([condition('name', 'equal_to', ['Robin Keller'])]))).toEqual(sameName);
  });

  it('finds a phone with or without its + since 4.7', async () => {
    const phone = (value: string): object[] => [condition('phone_number', 'equal_to', [value])];
    expect(ids(await filter(phone('+5511987654321')))).toEqual([janeDoe]);
    expect(ids(await filter(phone('5511987654321')))).toEqual([janeDoe]);
    expect(ids(await filter(phone('+55 11 98765-4321')))).toEqual([]);
    expect(ids(await filter(phone('+5511987654321'), old))).toEqual([]);
    expect(ids(await filter(phone('5511987654321'), old))).toEqual([janeDoe]);
  });

  it('takes starts_with for an equality', async () => {
    expect(ids(await filter([condition('phone_number', 'starts_with', ['+5511'])]))).toEqual([]);
    const whole = [condition('phone_number', 'starts_with', ['+5511987654321'])];
    expect(ids(await filter(whole))).toEqual([janeDoe]);
  });

  it('knows contains and does_not_contain', async () => {
    const contains = await filter([condition('email', 'contains', ['JANE.'])]);
    const without = await filter([condition('email', 'does_not_contain', ['@example.com'])]);
    expect(ids(contains)).toEqual([janeDoe]);
    expect(ids(without)).toEqual([]);
  });

  it('binds AND tighter than OR', async () => {
    const answer = await filter([
      condition('name', 'equal_to', ['jane doe'], 'or'),
      condition('name', 'equal_to', ['robin keller'], 'AND'),
      condition('email', 'contains', ['keller.2']),
    ]);
    expect(ids(answer)).toEqual([janeDoe, sameName[1]]);
  });

  it('pages and sorts', async () => {
    const { body } = await call<ListBody>('POST', `${contacts}/filter?page=2&sort=-created_at`, {
      body: { payload: [condition('email', 'contains', ['example.com'])] },
    });
    expect(body.meta).toEqual({ count: 31, current_page: '2' });
    expect(body.payload).toHaveLength(15);
  });

  it('hides unidentified contacts since 4.7', async () => {
    const visitor = [condition('name', 'equal_to', ['snowy-sun-611'])];
    expect(ids(await filter(visitor))).toEqual([]);
    expect(ids(await filter(visitor, old))).toEqual([widgetVisitor]);
  });

  it('filters by additional attributes', async () => {
    expect(ids(await filter([condition('city', 'equal_to', ['são paulo'])]))).toEqual([janeDoe]);
    expect(ids(await filter([condition('country_code', 'equal_to', ['br'])]))).toEqual([janeDoe]);
    const company = await filter([condition('company_name', 'contains', ['comércio'])]);
    expect(ids(company)).toEqual([janeDoe]);
  });

  it('called the company key company before 4.14', async () => {
    const company = (key: string): object[] => [condition(key, 'contains', ['comércio'])];
    expect((await filter(company('company'))).status).toBe(422);
    expect((await filter(company('company_name'), old)).status).toBe(422);
    expect(ids(await filter(company('company'), old))).toEqual([]);
  });

  it('failed on a date that is none before 4.12', async () => {
    const dates = [condition('created_at', 'is_less_than', ['soon'])];
    expect((await filter(dates, old)).status).toBe(500);
  });

  it('filters by labels', async () => {
    expect(ids(await filter([condition('labels', 'equal_to', ['VIP'])]))).toEqual([janeDoe]);
    const others = await filter([condition('labels', 'not_equal_to', ['vip'])]);
    expect(others.body.meta['count']).toBe(38);
    const present = await filter([condition('labels', 'is_present', [])]);
    const absent = await filter([condition('labels', 'is_not_present', [])]);
    expect(Number(present.body.meta['count']) + Number(absent.body.meta['count'])).toBe(39);
    expect((await filter([condition('labels', 'is_present')])).status).toBe(500);
  });

  it('filters by blocked, as text or as a boolean', async () => {
    for (const value of ['true', true]) {
      expect(ids(await filter([condition('blocked', 'equal_to', [value])]))).toEqual([
        seeded.contacts.blocked,
      ]);
    }
  });

  it('compares days, strictly', async () => {
    sandbox.store.addContact(1, { id: 500, email: 'x@example.com', created_at: new Date() });
    const today = new Date().toISOString().slice(0, 10);
    const none = await filter([condition('created_at', 'is_greater_than', [today])]);
    const created = await filter([condition('created_at', 'is_greater_than', ['2026-02-01'])]);
    expect(ids(none)).toEqual([]);
    expect(ids(created)).toEqual([500]);
  });

  it('fails over an operator that it lists itself', async () => {
    const { status } = await filter([condition('created_at', 'days_before', ['1'])]);
    expect(status).toBe(500);
  });

  it('filters custom attributes by their type', async () => {
    const found = async (
      key: string,
      operator: string,
      value: unknown,
    ): Promise<number[] | number> => {
      const answer = await filter([condition(key, operator, [value])]);
      return answer.status === 200 ? ids(answer) : answer.status;
    };
    expect(await found('plan_note', 'contains', 'JANUARY')).toEqual([janeDoe]);
    expect(await found('seats', 'equal_to', '25')).toContain(janeDoe);
    expect(await found('seats', 'is_greater_than', '31')).toEqual([]);
    expect(await found('renewal_date', 'is_greater_than', '2026-12-30')).toEqual([janeDoe]);
    expect(await found('newsletter_opt_in', 'equal_to', 'true')).toEqual([janeDoe]);
    expect(await found('billing.city', 'equal_to', 'são paulo')).toEqual([janeDoe]);
    expect(await found('עיר', 'equal_to', 'תל אביב')).toEqual([janeDoe]);
    expect(await found('monthly_spend', 'equal_to', '499.9')).toBe(500);
    expect(await found('order_number', 'equal_to', '1001')).toBe(422);
  });

  it('counts missing keys as different, beyond its own AND', async () => {
    const different = condition('plan_tier', 'not_equal_to', ['Pro']);
    const { body } = await filter([condition('name', 'equal_to', ['nobody'], 'AND'), different]);
    expect(body.meta['count']).toBeGreaterThan(20);
    const first = condition('plan_tier', 'not_equal_to', ['Pro'], 'AND');
    expect((await filter([first, condition('name', 'contains', ['a'])])).status).toBe(500);
  });

  it('fails when a stored value is not of the type', async () => {
    const jane = sandbox.store.contact(1, janeDoe);
    if (jane) jane.custom_attributes['seats'] = 'many';
    const { status, body } = await filter([condition('seats', 'equal_to', ['25'])]);
    expect([status, body]).toEqual([500, serverError]);
  });

  it.each([
    [
      'an unknown key',
      [condition('nope', 'equal_to', ['x'])],
      'Invalid attribute key - [nope]. The key should be one of [name,phone_number,email,identifier,country_code,city,company_name,labels,created_at,last_activity_at,blocked] or a custom attribute defined in the account.',
    ],
    [
      'an operator the key lacks',
      [condition('name', 'is_present', ['x'])],
      'Invalid operator. The allowed operators for name are [equal_to,not_equal_to,contains,does_not_contain].',
    ],
    [
      'a bad joiner',
      [condition('name', 'equal_to', ['x'], 'XOR')],
      'Query operator must be either "AND" or "OR".',
    ],
    [
      'no value',
      [condition('email', 'equal_to', [])],
      'Invalid value. The values provided for email are invalid',
    ],
    [
      'a date that is none',
      [condition('created_at', 'is_less_than', ['soon'])],
      'Invalid value. The values provided for created_at are invalid',
    ],
  ])('answers 422 to %s', async (_what, payload, error) => {
    const { status, body } = await filter(payload);
    expect([status, body]).toEqual([422, { error }]);
  });

  it.each([
    ['a number for a text', [condition('name', 'equal_to', [5])]],
    ['a number for a phone', [condition('phone_number', 'equal_to', [5511987654321])]],
    ['no payload', undefined],
    [
      'a joiner missing in between',
      [condition('name', 'equal_to', ['a']), condition('email', 'equal_to', ['b'])],
    ],
    ['a joiner at the end', [condition('name', 'equal_to', ['a'], 'AND')]],
  ])('fails with 500 for %s', async (_what, payload) => {
    const { status, body } = await filter(payload);
    expect([status, body]).toEqual([500, serverError]);
  });

  it('takes the first character of a bare text', async () => {
    sandbox.store.addContact(1, { id: 500, name: 'J', email: 'j@example.com' });
    expect(ids(await filter([condition('name', 'equal_to', 'Jane Doe')]))).toEqual([500]);
    expect(ids(await filter([condition('name', 'contains', 'Jane Doe')]))).toEqual([janeDoe]);
  });

  it('uses only the first value', async () => {
    expect(ids(await filter([condition('name', 'equal_to', ['nobody', 'Jane Doe'])]))).toEqual([]);
  });
});

describe('create contact', () => {
  it('answers 200 with contact and contact_inbox', async () => {
    const { status, body } = await call('POST', contacts, {
      body: { name: 'Ida Berg', email: 'Ida.Berg@Example.com', labels: ['vip'], nonsense: 1 },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      payload: {
        contact: including({
          name: 'Ida Berg',
          email: 'ida.berg@example.com',
          contact_inboxes: [],
        }),
        contact_inbox: { inbox: null, source_id: null },
      },
    });
    expect(sandbox.store.contactsOf(1).at(-1)?.labels).toEqual([]);
  });

  it('needs no field', async () => {
    const { body } = await call('POST', contacts, { body: {} });
    expect(body).toMatchObject({ payload: { contact: { name: '', email: null } } });
  });

  it('makes a session in the inbox, with the raw inbox in the answer', async () => {
    const { body } = await call('POST', contacts, { body: { name: 'Ida', inbox_id: 2 } });
    expect(body).toMatchObject({
      payload: {
        contact: { contact_inboxes: [{ inbox: { id: 2 } }] },
        contact_inbox: {
          inbox: { id: 2, account_id: 1, created_at: isoTime },
          source_id: uuid,
        },
      },
    });
  });

  it('takes the source id of an e-mail or WhatsApp inbox from the contact', async () => {
    const source = async (body: object): Promise<unknown> =>
      (
        await call<{ payload: { contact_inbox: { source_id: string } } }>('POST', contacts, {
          body,
        })
      ).body.payload.contact_inbox.source_id;
    expect(await source({ email: 'Ida@example.com', inbox_id: 4 })).toBe('ida@example.com');
    expect(await source({ phone_number: '+12025550199', inbox_id: 5 })).toBe('12025550199');
  });

  it('keeps no contact when the inbox part fails', async () => {
    const attempts: [object, number, object][] = [
      [{ inbox_id: 99 }, 404, notFound],
      [{ inbox_id: 4 }, 422, { error: 'param is missing or the value is empty: contact email' }],
      [{ inbox_id: 2, source_id: seeded.apiInbox.source_id }, 500, serverError],
    ];
    for (const [body, status, expected] of attempts) {
      const answer = await call('POST', contacts, { body });
      expect([answer.status, answer.body]).toEqual([status, expected]);
    }
    expect(sandbox.store.contactsOf(1)).toHaveLength(40);
  });

  it.each([
    [{ email: 'JANE.DOE@example.com' }, 'Email has already been taken', ['email']],
    [{ email: 'no at sign' }, 'Email Invalid email', ['email']],
    [{ identifier: 'crm-1001' }, 'Identifier has already been taken', ['identifier']],
    [{ phone_number: '5511987650000' }, 'Phone number should be in e164 format', ['phone_number']],
    [
      { email: 'jane.doe@example.com', phone_number: '12' },
      'Email has already been taken, Phone number should be in e164 format',
      ['email', 'phone_number'],
    ],
    [{ name: 'x'.repeat(256) }, 'Name is too long (maximum is 255 characters)', ['name']],
  ])('answers 422 to %j', async (body, message, attributes) => {
    const answer = await call('POST', contacts, { body });
    expect([answer.status, answer.body]).toEqual([422, { message, attributes }]);
    expect(sandbox.store.contactsOf(1)).toHaveLength(40);
  });

  it('does not anchor the phone rule at the start', async () => {
    const status = async (phone_number: string): Promise<number> =>
      (await call('POST', contacts, { body: { phone_number } })).status;
    expect(await status('abc+5511999999999')).toBe(200);
    expect(await status('+55 11 99999-9999')).toBe(422);
    expect(await status('+0511999999999')).toBe(422);
  });

  it('keeps accounts apart', async () => {
    const { status } = await call('POST', '/api/v1/accounts/2/contacts', {
      key: keys.secondAdministrator,
      body: { phone_number: '+5511987654321', identifier: 'crm-1001' },
    });
    expect(status).toBe(200);
  });
});

describe('update contact', () => {
  it.each(['PUT', 'PATCH'])('changes only what %s sends', async (method) => {
    const before = await show(janeDoe);
    const { status, body } = await call(method, jane, { body: { name: 'Jane Roe' } });
    expect(status).toBe(200);
    expect(body).toEqual({ payload: { ...before, name: 'Jane Roe' } });
  });

  it('merges custom attributes one level deep and keeps a null', async () => {
    await update(janeDoe, { custom_attributes: { nested: { a: 1, b: 2 } } });
    await update(janeDoe, { custom_attributes: { nested: { c: 3 }, plan_note: null } });
    expect((await show(janeDoe)).custom_attributes).toMatchObject({
      nested: { c: 3 },
      plan_note: null,
      seats: 25,
    });
  });

  it('stores custom attributes without checking them', async () => {
    const custom_attributes = { customer_code: 'wrong', plan_tier: 'Gold', undefined_key: 1 };
    await update(janeDoe, { custom_attributes });
    expect((await show(janeDoe)).custom_attributes).toMatchObject(custom_attributes);
  });

  it.each([['{"a":1}'], [['a']], [null]])('drops custom_attributes %j', async (value) => {
    const before = await show(janeDoe);
    const { status } = await update(janeDoe, { custom_attributes: value });
    expect(status).toBe(200);
    expect(await show(janeDoe)).toEqual(before);
  });

  it('merges additional attributes since 4.2 and replaced them before', async () => {
    const body = { additional_attributes: { city: 'Recife', social_profiles: { github: 'j' } } };
    await update(janeDoe, body);
    await update(janeDoe, body, old);
    expect((await show(janeDoe)).additional_attributes).toMatchObject({
      ...body.additional_attributes,
      country: 'Brazil',
    });
    expect((await show(janeDoe, old)).additional_attributes).toEqual(body.additional_attributes);
  });

  it.each([
    ['email', null, null],
    ['email', '', null],
    ['phone_number', null, null],
    ['phone_number', '', ''],
    ['identifier', null, null],
    ['name', null, null],
  ])('clears %s with %j', async (field, value, stored) => {
    expect((await update(janeDoe, { [field]: value })).status).toBe(200);
    expect(await show(janeDoe)).toHaveProperty(field, stored);
  });

  it.each([{ identifier: '' }, { blocked: null }])('fails with 500 for %j', async (body) => {
    const answer = await update(janeDoe, body);
    expect([answer.status, answer.body]).toEqual([500, serverError]);
    expect((await show(janeDoe)).identifier).toBe('crm-1001');
  });

  it('takes one empty identifier per account', async () => {
    await update(blankIdentifier, { identifier: null });
    expect((await update(janeDoe, { identifier: '' })).status).toBe(200);
    expect((await show(janeDoe)).identifier).toBe('');
  });

  it('checks the whole contact, also what is not sent', async () => {
    sandbox.store.addContact(1, { email: 'twin@example.com', phone_number: '+5511987654321' });
    const { status, body } = await update(janeDoe, { name: 'Jane Roe' });
    expect(status).toBe(422);
    expect(body).toEqual({
      message: 'Phone number has already been taken',
      attributes: ['phone_number'],
    });
  });

  it('writes nothing when one field is wrong', async () => {
    await update(janeDoe, { name: 'Jane Roe', phone_number: '123' });
    expect((await show(janeDoe)).name).toBe('Jane Doe');
  });

  it('ignores labels, unknown keys and wrong types', async () => {
    const before = await show(janeDoe);
    await update(janeDoe, { labels: ['x'], thumbnail: 'y', id: 9, name: { first: 'J' } });
    expect(await show(janeDoe)).toEqual(before);
  });

  it('fetches an avatar later', async () => {
    const avatar_url = 'https://cdn.example.com/jane.png';
    const { body } = await update(janeDoe, { avatar_url });
    expect(body).toMatchObject({ payload: { thumbnail: '' } });
    expect(JSON.stringify(body)).not.toContain('avatar_url_hash');
    await sandbox.settle();
    const after = await show(janeDoe);
    expect(after.thumbnail).toMatch(/^https:/);
    expect(after.additional_attributes).toMatchObject({
      avatar_url_hash: like(/^[0-9a-f]{64}$/),
      last_avatar_sync_at: like(/Z$/),
    });
    const removed = await call('DELETE', `${jane}/avatar`);
    expect(removed.body).toMatchObject({ payload: { id: janeDoe, thumbnail: '' } });
    expect(removed.text).not.toContain('contact_inboxes');
  });

  it('never tells that an avatar could not be fetched', async () => {
    await update(janeDoe, { avatar_url: 'http://127.0.0.1/jane.png' });
    await sandbox.settle();
    expect((await show(janeDoe)).thumbnail).toBe('');
  });

  it('removes custom attributes by key', async () => {
    const { body } = await call('POST', `${jane}/destroy_custom_attributes`, {
      body: { custom_attributes: ['seats', 'nope'] },
    });
    const after = await show(janeDoe);
    expect(after.custom_attributes).not.toHaveProperty('seats');
    expect(after.custom_attributes).toHaveProperty('plan_tier');
    expect(body).toEqual({ payload: after });
  });

  it('reads an unknown content type as no body', async () => {
    const { status } = await call('PUT', jane, {
      body: { name: 'Jane Roe' },
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(status).toBe(200);
    expect((await show(janeDoe)).name).toBe('Jane Doe');
  });
});

describe('delete contact', () => {
  it('is for administrators, with an empty answer', async () => {
    const agent = await call('DELETE', jane, { key: keys.agent });
    expect([agent.status, agent.body]).toEqual([401, badRole]);
    const { status, text } = await call('DELETE', jane);
    expect([status, text]).toEqual([200, '']);
    expect((await call('GET', jane)).status).toBe(404);
  });

  it('waits until the contact is offline', async () => {
    const contact = sandbox.store.contact(1, janeDoe);
    if (contact) contact.online = true;
    const { status, body } = await call('DELETE', jane);
    expect(status).toBe(422);
    expect(body).toEqual({ message: 'Jane doe is Online, please try again later' });
  });
});

describe('merge contacts', () => {
  it('keeps the base and what the other one adds', async () => {
    const { status, body, text } = await call('POST', '/api/v1/accounts/1/actions/contact_merge', {
      body: { base_contact_id: blankIdentifier, mergee_contact_id: janeDoe },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: blankIdentifier,
      name: 'Bianca Rossi',
      email: 'bianca.rossi@example.com',
      phone_number: '+5511987654321',
      identifier: 'crm-1001',
      custom_attributes: { seats: 25 },
    });
    expect(text).not.toContain('contact_inboxes');
    expect((await call('GET', jane)).status).toBe(404);
    expect((await show(blankIdentifier)).contact_inboxes).toHaveLength(2);
    const notes = await call<object[]>('GET', `${contacts}/${blankIdentifier}/notes`);
    expect(notes.body).toHaveLength(1);
    expect(sandbox.store.contact(1, blankIdentifier)?.labels).toEqual([]);
  });

  it('does nothing with one and the same contact', async () => {
    const { status } = await call('POST', '/api/v1/accounts/1/actions/contact_merge', {
      body: { base_contact_id: janeDoe, mergee_contact_id: janeDoe },
    });
    expect(status).toBe(200);
    expect((await show(janeDoe)).contact_inboxes).toHaveLength(2);
  });
});

describe('contact labels', () => {
  it('replaces the whole list', async () => {
    expect((await call('GET', `${jane}/labels`)).body).toEqual({ payload: ['vip', 'newsletter'] });
    const { status, body } = await call('POST', `${jane}/labels`, { body: { labels: ['lead'] } });
    expect([status, body]).toEqual([200, { payload: ['lead'] }]);
  });

  it.each([{ labels: [] }, {}, { labels: 'vip' }])('clears the list for %j', async (body) => {
    expect((await call('POST', `${jane}/labels`, { body })).body).toEqual({ payload: [] });
  });

  it('stores a label by the tag that was there first, whatever its case, and answers what was sent', async () => {
    const post = (labels: string[]): Promise<Answer<unknown>> =>
      call('POST', `${jane}/labels`, { body: { labels } });
    expect((await post(['VIP', 'Brand-New'])).body).toEqual({ payload: ['VIP', 'Brand-New'] });
    const { body } = await call('GET', `${jane}/labels`);
    expect(body).toEqual({ payload: ['vip', 'Brand-New'] });
    await post(['brand-new']);
    expect((await call('GET', `${jane}/labels`)).body).toEqual({ payload: ['Brand-New'] });
  });

  it('splits a label at its comma and takes labels the account does not have', async () => {
    const { body } = await call('POST', `${jane}/labels`, { body: { labels: ['a, b', 'a'] } });
    expect(body).toEqual({ payload: ['a', 'b'] });
  });

  it('adds or removes in the background', async () => {
    const bulk = (labels: object): Promise<Answer<unknown>> =>
      call('POST', '/api/v1/accounts/1/bulk_actions', {
        body: { type: 'Contact', ids: [janeDoe, blankIdentifier], labels },
      });
    const { status, text } = await bulk({ add: ['lead'], remove: ['vip'] });
    expect([status, text]).toEqual([200, '']);
    expect(sandbox.store.contact(1, janeDoe)?.labels).toEqual(['vip', 'newsletter']);
    await sandbox.settle();
    expect(sandbox.store.contact(1, janeDoe)?.labels).toEqual(['vip', 'newsletter', 'lead']);
    expect(sandbox.store.contact(1, blankIdentifier)?.labels).toEqual(['lead']);
    await bulk({ remove: ['vip'] });
    await sandbox.settle();
    expect(sandbox.store.contact(1, janeDoe)?.labels).toEqual(['newsletter', 'lead']);
  });

  it('knows no bulk action on contacts before 4.8', async () => {
    const { status, body } = await call('POST', '/api/v1/accounts/1/bulk_actions', {
      server: old,
      body: { type: 'Contact', ids: [janeDoe], labels: { add: ['lead'] } },
    });
    expect([status, body]).toEqual([422, { success: false }]);
  });
});

describe('contact notes', () => {
  const notes = `${jane}/notes`;

  it('takes a bare content and never knows its contact', async () => {
    const { status, body } = await call('POST', notes, {
      key: keys.agent,
      body: { content: 'Wants a demo' },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: 2,
      content: 'Wants a demo',
      account_id: null,
      contact_id: null,
      user: including({ name: 'Omar Haddad', role: 'agent' }),
      created_at: anyNumber,
      updated_at: anyNumber,
    });
    expect((await call('GET', notes)).body).toMatchObject([{ id: 2 }, { id: 1 }]);
    expect((await call('GET', `${notes}/2`)).body).toEqual(body);
  });

  it('refuses a missing or blank content', async () => {
    const missing = await call('POST', notes, { body: {} });
    const blank = await call('POST', notes, { body: { note: { content: ' ' } } });
    expect([missing.status, missing.body]).toEqual([
      422,
      { error: 'param is missing or the value is empty: note' },
    ]);
    expect([blank.status, blank.body]).toEqual([
      422,
      { message: "Content can't be blank", attributes: ['content'] },
    ]);
  });

  it('answers 200 to an update it did not store', async () => {
    const { status, body } = await call('PATCH', `${notes}/1`, { body: { content: '' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ content: '' });
    expect((await call('GET', `${notes}/1`)).body).toMatchObject({
      content: 'Called about the renewal.',
    });
  });

  it('updates and deletes', async () => {
    await call('PATCH', `${notes}/1`, { body: { content: 'Called twice.' } });
    expect((await call('GET', `${notes}/1`)).body).toMatchObject({ content: 'Called twice.' });
    const { status, text } = await call('DELETE', `${notes}/1`);
    expect([status, text]).toEqual([200, '']);
    expect((await call('GET', `${notes}/1`)).status).toBe(404);
  });
});

describe('contact inboxes', () => {
  it('lists where the contact can be written to', async () => {
    const sources = async (path: string, key: string): Promise<object> => {
      const { body } = await call<{ payload: { source_id: string; inbox: { id: number } }[] }>(
        'GET',
        `${path}/contactable_inboxes`,
        { key },
      );
      return Object.fromEntries(body.payload.map((row) => [row.inbox.id, row.source_id]));
    };
    expect(await sources(jane, keys.administrator)).toEqual({
      2: seeded.apiInbox.source_id,
      3: uuid,
      4: 'jane.doe@example.com',
      5: '5511987654321',
      6: uuid,
    });
    expect(await sources(jane, keys.agent)).toEqual({ 2: seeded.apiInbox.source_id });
    const visitor = `${contacts}/${widgetVisitor}`;
    const first = await sources(visitor, keys.agent);
    expect(first).toEqual({ 1: anyText, 2: uuid });
    expect(await sources(visitor, keys.agent)).not.toEqual(first);
  });

  it('finds or makes a session', async () => {
    const path = `${jane}/contact_inboxes`;
    const again = await call('POST', path, {
      body: { inbox_id: 2, source_id: seeded.apiInbox.source_id },
    });
    const made = await call('POST', path, { body: { inbox_id: 4 } });
    expect(again.body).toMatchObject({ source_id: seeded.apiInbox.source_id, inbox: { id: 2 } });
    expect(made.body).toMatchObject({ source_id: 'jane.doe@example.com', inbox: { id: 4 } });
    expect((await show(janeDoe)).contact_inboxes).toHaveLength(3);
  });

  it("takes over another contact's e-mail session but not its API session", async () => {
    await call('POST', `${jane}/contact_inboxes`, { body: { inbox_id: 4 } });
    const path = `${contacts}/${blankIdentifier}/contact_inboxes`;
    const mail = { inbox_id: 4, source_id: 'jane.doe@example.com' };
    expect((await call('POST', path, { body: mail })).status).toBe(200);
    expect((await show(janeDoe)).contact_inboxes?.at(-1)?.source_id).toMatch(/^\djane\.doe@/);
    const api = { inbox_id: 2, source_id: seeded.apiInbox.source_id };
    expect((await call('POST', path, { body: api })).status).toBe(500);
  });

  it("refuses an inbox the agent isn't in", async () => {
    const options = { key: keys.agent, body: { inbox_id: 4 } };
    const { status, body } = await call('POST', `${jane}/contact_inboxes`, options);
    expect([status, body]).toEqual([401, badRole]);
  });

  it('finds a contact by its source id', async () => {
    const path = '/api/v1/accounts/1/contact_inboxes/filter';
    const body = { inbox_id: 2, source_id: seeded.apiInbox.source_id };
    expect((await call('POST', path, { body })).body).toMatchObject({ id: janeDoe });
    const missing = await call('POST', path, { body: { ...body, source_id: 'nope' } });
    expect([missing.status, missing.text]).toEqual([404, '']);
  });

  it("lists a contact's conversations", async () => {
    const { body } = await call('GET', `${jane}/conversations`, { key: keys.agent });
    expect(body).toMatchObject({
      payload: [{ id: 1, status: 'open', meta: { sender: { id: janeDoe } } }],
    });
    expect(JSON.stringify(body)).not.toContain('contact_inboxes');
  });
});

describe('custom attribute definitions', () => {
  const path = '/api/v1/accounts/1/custom_attribute_definitions';

  it('is a bare array with names for types', async () => {
    const { body } = await call<Record<string, unknown>[]>(
      'GET',
      `${path}?attribute_model=contact_attribute`,
      { key: keys.agent },
    );
    expect(body.map((row) => row['attribute_display_type'])).toEqual(
      'text text number currency percent link date list checkbox text text text'.split(' '),
    );
    expect(body[1]).toEqual({
      id: 2,
      attribute_display_name: 'Customer code',
      attribute_display_type: 'text',
      attribute_description: null,
      attribute_key: 'customer_code',
      regex_pattern: '/^[A-Z]{2}-[0-9]{4}$/',
      regex_cue: 'Two letters, a dash, four digits',
      attribute_values: [],
      attribute_model: 'contact_attribute',
      default_value: null,
      created_at: anyText,
      updated_at: anyText,
    });
  });

  it.each([
    ['', 13],
    ['?attribute_model=1', 12],
    ['?attribute_model=0', 1],
    ['?attribute_model=conversation_attribute', 1],
    ['?attribute_model=nope', 0],
  ])('lists%s %i', async (query, count) => {
    expect((await call('GET', path + query)).body).toHaveLength(count);
  });

  it('creates, changes and deletes', async () => {
    const created = await call<{ id: number }>('POST', path, {
      body: {
        attribute_display_name: ' Region ',
        attribute_display_type: 6,
        attribute_key: 'region',
        attribute_model: 'contact_attribute',
        attribute_values: ['EU', 'US'],
      },
    });
    expect(created.status).toBe(200);
    expect(created.body).toMatchObject({
      attribute_display_name: 'Region',
      attribute_display_type: 'list',
      attribute_values: ['EU', 'US'],
    });
    const own = `${path}/${created.body.id}`;
    const changed = await call('PATCH', own, { body: { attribute_values: ['EU'] } });
    expect(changed.body).toMatchObject({ attribute_values: ['EU'], attribute_key: 'region' });
    const deleted = await call('DELETE', own);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect((await call('GET', own)).status).toBe(404);
  });

  it.each([
    ['plan_note', 'Attribute key has already been taken'],
    [
      'has space',
      'Attribute key must only contain letters, numbers, underscores, hyphens, and dots',
    ],
    [
      'email',
      'Attribute key The provided key is not allowed as it might conflict with default attributes.',
    ],
  ])('refuses the key %s', async (attribute_key, message) => {
    const { status, body } = await call('POST', path, {
      body: {
        attribute_display_name: 'X',
        attribute_key,
        attribute_model: 'contact_attribute',
      },
    });
    expect([status, body]).toEqual([422, { message, attributes: ['attribute_key'] }]);
  });

  it('is changed by administrators only', async () => {
    const options = { key: keys.agent, body: { attribute_display_name: 'X' } };
    for (const [method, url] of [
      ['POST', path],
      ['PATCH', `${path}/1`],
      ['DELETE', `${path}/1`],
    ] as const) {
      const { status, body } = await call(method, url, options);
      expect([status, body]).toEqual([401, badRole]);
    }
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

describe('client API', () => {
  const inbox = `/public/api/v1/inboxes/${seeded.apiInbox.inbox_identifier}`;
  const own = `${inbox}/contacts/${seeded.apiInbox.source_id}`;
  const secure = `/public/api/v1/inboxes/${seeded.secureApiInbox.inbox_identifier}/contacts`;
  const secureOwn = `${secure}/${seeded.secureApiInbox.source_id}`;
  const anonymous = { key: null };

  function hashOf(identifier: string): string {
    return createHmac('sha256', seeded.secureApiInbox.hmac_token).update(identifier).digest('hex');
  }

  it('shows the inbox without its secrets', async () => {
    const { body } = await call('GET', inbox, anonymous);
    expect(body).toEqual({
      identifier: seeded.apiInbox.inbox_identifier,
      identity_validation_enabled: false,
      name: 'Acme App',
      timezone: 'UTC',
      working_hours: anyList,
      working_hours_enabled: false,
      csat_survey_enabled: false,
      greeting_enabled: false,
    });
  });

  it.each([`${inbox}x`, `${inbox}/contacts/nope`])('answers 404 for %s', async (path) => {
    const { status, body } = await call('GET', path, anonymous);
    expect([status, body]).toEqual([404, { status: 404, error: 'Not Found' }]);
  });

  it('shows a contact', async () => {
    expect((await call('GET', own, anonymous)).body).toEqual({
      source_id: seeded.apiInbox.source_id,
      pubsub_token: anyText,
      id: janeDoe,
      name: 'Jane Doe',
      email: 'jane.doe@example.com',
      phone_number: '+5511987654321',
    });
  });

  it('creates a contact, with a made-up name when it has none', async () => {
    const { status, body } = await call('POST', `${inbox}/contacts`, {
      ...anonymous,
      body: { identifier: 'app-9', email: 'new@example.com' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      source_id: uuid,
      name: like(/^\w+-\w+-\d+$/),
      email: 'new@example.com',
    });
    expect(sandbox.store.contactsOf(1).at(-1)?.identifier).toBe('app-9');
  });

  it('reuses a session, or a contact by identifier, e-mail or phone, unchanged', async () => {
    const before = await show(janeDoe);
    for (const body of [
      { source_id: seeded.apiInbox.source_id, name: 'X', email: 'x@example.com' },
      { identifier: 'crm-1001', name: 'X' },
      { email: 'Jane.Doe@example.com', name: 'X' },
      { phone_number: '+5511987654321', name: 'X' },
    ]) {
      const answer = await call('POST', `${inbox}/contacts`, { ...anonymous, body });
      expect(answer.body).toMatchObject({ id: janeDoe, name: 'Jane Doe' });
    }
    const after = await show(janeDoe);
    expect(after).toEqual({ ...before, contact_inboxes: anyList });
    expect(after.contact_inboxes).toHaveLength(5);
  });

  it('updates without the identifier and without blanks, merging deeply', async () => {
    const store = sandbox.store.contact(1, janeDoe);
    if (store) store.custom_attributes['nested'] = { a: 1 };
    const { status } = await call('PATCH', own, {
      ...anonymous,
      body: {
        name: 'Jane Roe',
        email: '',
        phone_number: null,
        identifier: 'stolen',
        custom_attributes: { nested: { b: 2 } },
      },
    });
    expect(status).toBe(200);
    expect(await show(janeDoe)).toMatchObject({
      name: 'Jane Roe',
      email: 'jane.doe@example.com',
      phone_number: '+5511987654321',
      identifier: 'crm-1001',
      custom_attributes: { nested: { a: 1, b: 2 }, seats: 25 },
    });
  });

  it('answers the raw row up to 4.15.1 and the session afterwards', async () => {
    const body = { name: 'Jane Roe' };
    const raw = await call('PUT', own, { ...anonymous, body });
    const slim = await call('PUT', own, { ...anonymous, body, server: next });
    expect(raw.body).toMatchObject({
      account_id: 1,
      contact_type: 'lead',
      location: 'São Paulo',
      country_code: 'Brazil',
      created_at: isoTime,
    });
    expect(raw.body).not.toHaveProperty('source_id');
    expect(slim.body).toEqual({
      source_id: seeded.apiInbox.source_id,
      pubsub_token: anyText,
      id: janeDoe,
      name: 'Jane Roe',
      email: 'jane.doe@example.com',
      phone_number: '+5511987654321',
    });
  });

  it('destroys the own contact into the one that has the e-mail', async () => {
    const { body } = await call('PATCH', own, {
      ...anonymous,
      body: { email: 'bianca.rossi@example.com', name: 'Jane Roe' },
    });
    expect(body).toMatchObject({ id: blankIdentifier, name: 'Jane Roe' });
    expect((await call('GET', jane)).status).toBe(404);
    expect(await show(blankIdentifier)).toMatchObject({
      phone_number: '+5511987654321',
      identifier: 'crm-1001',
    });
    expect((await call('GET', own, anonymous)).body).toMatchObject({ id: blankIdentifier });
  });

  it('merges by phone only when the e-mails agree', async () => {
    const other = sandbox.store.addContact(1, {
      id: 500,
      email: 'other@example.com',
      phone_number: '+12025550177',
    });
    const phone = { phone_number: '+12025550177' };
    const kept = await call('PATCH', own, {
      ...anonymous,
      body: { ...phone, email: 'jane.new@example.com' },
    });
    expect(kept.body).toMatchObject({
      id: janeDoe,
      email: 'jane.new@example.com',
      phone_number: '+5511987654321',
    });
    const merged = await call('PATCH', own, { ...anonymous, body: phone });
    expect(merged.body).toMatchObject({ id: other.id, email: 'other@example.com' });
    expect((await call('GET', jane)).status).toBe(404);
  });

  it('takes a merge back when the update fails', async () => {
    const { status } = await call('PATCH', own, {
      ...anonymous,
      body: { email: 'bianca.rossi@example.com', phone_number: '12' },
    });
    expect(status).toBe(422);
    expect(await show(janeDoe)).toMatchObject({ email: 'jane.doe@example.com' });
    expect((await call('GET', own, anonymous)).body).toMatchObject({ id: janeDoe });
    expect(await show(blankIdentifier)).toMatchObject({ phone_number: null });
  });

  it('answers 422 to a wrong phone number', async () => {
    const body = { phone_number: '12' };
    const answer = await call('PATCH', own, { ...anonymous, body });
    expect([answer.status, answer.body]).toEqual([
      422,
      { message: 'Phone number should be in e164 format', attributes: ['phone_number'] },
    ]);
  });

  it('fails with 500 on a wrong or missing hash', async () => {
    const wrong = { ...anonymous, body: { identifier: 'a', identifier_hash: 'b' } };
    for (const answer of [
      await call('PATCH', own, wrong),
      await call('PATCH', secureOwn, { ...anonymous, body: { name: 'X' } }),
      await call('GET', secureOwn, anonymous),
      await call('POST', secure, { ...anonymous, body: { identifier: 'a' } }),
    ]) {
      expect([answer.status, answer.body]).toEqual([500, serverError]);
    }
  });

  it('wants identifier and hash in every call where they are mandatory', async () => {
    const identity = { identifier: 'app-user-8', identifier_hash: hashOf('app-user-8') };
    const query = new URLSearchParams(identity).toString();
    const session = sandbox.store.contactInboxes.find(
      (row) => row.source_id === seeded.secureApiInbox.source_id,
    );
    expect((await call('GET', `${secureOwn}?${query}`, anonymous)).status).toBe(200);
    expect(session?.hmac_verified).toBe(true);
    const updated = await call('PATCH', secureOwn, {
      ...anonymous,
      body: { ...identity, name: 'Dora L' },
    });
    expect(updated.body).toMatchObject({ id: secureUser, name: 'Dora L' });
  });

  it('takes the hash of an empty text when no identifier is sent', async () => {
    const { status } = await call('PATCH', secureOwn, {
      ...anonymous,
      body: { identifier_hash: hashOf('') },
    });
    expect(status).toBe(200);
  });
});
