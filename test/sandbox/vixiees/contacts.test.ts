import { request } from 'node:http';
import {
  basePath,
  keys,
  startVixieesSandbox,
  type VixieesSandbox,
} from '../../../sandbox/vixiees/index.js';

interface Reply<T> {
  status: number;
  body: T;
}

interface ContactJson {
  id: string;
  created_at: string;
  [name: string]: unknown;
}

interface Options {
  method?: string;
  body?: unknown;
  key?: string;
}

let sandbox: VixieesSandbox;

beforeAll(async () => {
  sandbox = await startVixieesSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

async function call<T = unknown>(path: string, options: Options = {}): Promise<Reply<T>> {
  const { body, method = body === undefined ? 'GET' : 'POST', key = keys.account } = options;
  const answer = await fetch(sandbox.url + basePath + path, {
    method,
    headers: { 'X-Api-Key': key, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

function put(body: unknown, id = 'crm-1001'): Promise<Reply<unknown>> {
  return call(`/contacts/${encodeURIComponent(id)}`, { method: 'PUT', body });
}

/** Sends the path as it is: fetch would percent-encode `>`. */
function rawGet(path: string): Promise<Reply<ContactJson[]>> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(sandbox.url);
    const headers = { 'X-Api-Key': keys.account };
    request({ hostname, port, path: basePath + path, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) as ContactJson[] }),
      );
    })
      .on('error', reject)
      .end();
  });
}

test.each(['', 'wrong'])('key %p is a 401', async (key) => {
  expect(await call('/contacts', { key })).toMatchObject({
    status: 401,
    body: { message: 'unauthorized' },
  });
});

test('an unknown path is a 404', async () => {
  expect((await call('/people')).status).toBe(404);
});

describe('list', () => {
  test('a bare array, oldest first', async () => {
    const { status, body } = await call<ContactJson[]>('/contacts');
    expect(status).toBe(200);
    expect(body).toHaveLength(40);
    expect(body[0]).toMatchObject({ first_name: 'Jane', external_reference_id: 'crm-1001' });
  });

  test('limit and page', async () => {
    const { body } = await call<ContactJson[]>('/contacts?limit=15&page=3');
    expect(body).toHaveLength(10);
    expect((await call<ContactJson[]>('/contacts?limit=15&page=4')).body).toEqual([]);
  });

  test.each(['limit=0', 'limit=1001', 'limit=ten', 'page=0', 'email=a', 'updated_at>=soon'])(
    '%s is a 422',
    async (query) => {
      expect((await call(`/contacts?${query}`)).status).toBe(422);
    },
  );

  test.each([
    'created_at>=2025-08-12T10:00:00&limit=1000',
    'created_at>=2025-08-12T10:00:00Z',
    'created_at%3E%3D2025-08-12T10%3A00%3A00',
    'created_at>2025-08-12T09:59:59&created_at<=2026-01-01',
    'created_at>=2025-08-12T12:00:00%2B02:00',
  ])('filter %s, raw', async (query) => {
    const { status, body } = await rawGet(`/contacts?${query}`);
    expect(status).toBe(200);
    expect(body).toHaveLength(2);
    expect(body.every((contact) => contact.created_at >= '2025-08-12T10')).toBe(true);
  });

  test('updated_at follows an update', async () => {
    await put({ priority: 1 });
    const { body } = await call<ContactJson[]>('/contacts?updated_at>=2025-10-01T00:00:00');
    expect(body).toMatchObject([{ first_name: 'Jane' }]);
  });

  test('the other envelope', async () => {
    sandbox.store.listEnvelope = 'data';
    expect(await call('/contacts?limit=1&page=2')).toMatchObject({
      body: { data: [{ first_name: 'Marc' }], total: 40, page: 2 },
    });
  });
});

describe('get', () => {
  test('by reference, then by id', async () => {
    const { body } = await call<ContactJson>('/contacts/crm-1001');
    expect(body).toMatchObject({
      email: 'jane.doe@example.com',
      custom_attributes: [
        { key: 'plan', value: 'premium' },
        { key: 'visits', value: 7 },
      ],
    });
    expect(await call(`/contacts/${body.id}`)).toMatchObject({ status: 200, body });
  });

  test('a reference with a slash and a space', async () => {
    expect(await call('/contacts/erp%2F1002%20b')).toMatchObject({ body: { first_name: 'Marc' } });
  });

  test('nobody is a 404', async () => {
    expect(await call('/contacts/none')).toMatchObject({
      status: 404,
      body: { message: 'contact not found' },
    });
  });
});

describe('update', () => {
  test('every documented parameter, answered as a bare contact', async () => {
    const values = {
      first_name: 'Janet',
      last_name: 'Do',
      second_last_name: 'Re',
      email: 'janet@example.com',
      phone: '+34 600 000 999',
      company_name: 'Bakery',
      additional_phones: ['+34600000998'],
      additional_emails: [],
      priority: 5,
      source: 'whatsapp',
      country_code: 'FR',
      language: 'fr',
      whatsapp_transactional_opt_in: false,
      email_transactional_opt_in: false,
      whatsapp_marketing_opt_in: true,
      email_marketing_opt_in: true,
      external_reference_id: 'crm-2002',
      external_reference_url: 'https://crm.example.com/2002',
      skills: ['support'],
      custom_attributes: [{ key: 'plan', value: 'basic' }],
    };
    expect(await put(values)).toMatchObject({ status: 200, body: values });
    expect(await call('/contacts/crm-2002')).toMatchObject({ status: 200, body: values });
  });

  test('absent parameters keep their value', async () => {
    expect(await put({ last_name: 'Roe' })).toMatchObject({
      body: { first_name: 'Jane', last_name: 'Roe', priority: 3 },
    });
  });

  test.each([
    ['priority', 6],
    ['priority', 0],
    ['priority', '3'],
    ['source', 'web'],
    ['country_code', 'Spain'],
    ['country_code', 'es'],
    ['language', 'Spanish'],
    ['email', 'jane'],
    ['email', ''],
    ['phone', '600000101'],
    ['first_name', 5],
    ['first_name', null],
    ['skills', 'sales'],
    ['email_marketing_opt_in', 'yes'],
    ['custom_attributes', { plan: 'basic' }],
    ['custom_attributes', ['basic']],
    ['ignored', true],
  ])('%s = %p is a 422', async (name, value) => {
    expect(await put({ [name]: value })).toMatchObject({
      status: 422,
      body: { errors: { [name]: [expect.any(String)] } },
    });
  });

  test('custom_attributes may be null', async () => {
    expect(await put({ custom_attributes: null })).toMatchObject({
      status: 200,
      body: { custom_attributes: null },
    });
  });

  test('nobody is a 404', async () => {
    expect((await put({ priority: 1 }, 'none')).status).toBe(404);
  });
});

describe('create', () => {
  test('source api, documented opt-ins', async () => {
    expect(await call('/contacts', { body: { phone: '+34600000777' } })).toMatchObject({
      status: 201,
      body: {
        id: expect.any(String),
        source: 'api',
        whatsapp_transactional_opt_in: true,
        email_transactional_opt_in: true,
        whatsapp_marketing_opt_in: false,
      },
    });
  });

  test('needs an e-mail or a phone', async () => {
    expect((await call('/contacts', { body: { first_name: 'Nobody' } })).status).toBe(422);
  });
});

describe('rate limits', () => {
  test('40 in 2 seconds', async () => {
    for (let count = 1; count <= 40; count += 1) {
      expect((await call('/contacts?limit=1')).status).toBe(200);
    }
    expect(await call('/contacts?limit=1')).toMatchObject({
      status: 429,
      body: { error: 'TooManyRequests' },
    });
  });

  test('licences × 25 a minute', async () => {
    Object.assign(sandbox.store.rateLimit, { licences: 2, perLicence: 1 });
    await call('/contacts?limit=1');
    await call('/contacts?limit=1');
    expect((await call('/contacts?limit=1')).status).toBe(429);
  });
});

test('reset brings the seed and the settings back', () => {
  sandbox.store.listEnvelope = 'data';
  sandbox.store.addContact({ email: 'new@example.com' });
  sandbox.reset();
  expect(sandbox.store.listEnvelope).toBe('array');
  expect(sandbox.store.contacts).toHaveLength(40);
});
