import { createHmac } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import {
  arriveContact,
  keys,
  seeded,
  startChatwootSandbox,
  webhookEvents,
  type ChatwootSandbox,
  type Contact,
  type Conversation,
  type Message,
} from '../../../sandbox/chatwoot/index.js';
import { close, listen } from '../../helpers/local_server.js';
import { holdTimeLimits } from '../../helpers/time_limit.js';

interface Arrival {
  path: string;
  method: string;
  headers: IncomingHttpHeaders;
  text: string;
  body: Record<string, unknown>;
}
interface Answer {
  status: number;
  text: string;
  body: unknown;
}
interface WebhookBody {
  payload: { webhook: Record<string, unknown> & { id: number; secret: string } };
}
type Change = Record<string, { previous_value: unknown; current_value: unknown }>;

const account = '/api/v1/accounts/1';
const { janeDoe, widgetVisitor } = seeded.contacts;
const isoTime: unknown = expect.stringMatching(/^\d{4}-.+T.+\.\d{3}Z$/);
const updatedAt = { updated_at: { previous_value: isoTime, current_value: isoTime } };

let sandbox: ChatwootSandbox;
let receiver: Server;
let receiverUrl: string;
let arrivals: Arrival[] = [];
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  sandbox = await startChatwootSandbox();
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      arrivals.push({
        path: request.url ?? '',
        method: request.method ?? '',
        headers: request.headers,
        text,
        body: JSON.parse(text) as Record<string, unknown>,
      });
      answer(response);
    });
  });
  receiverUrl = `http://${await listen(receiver)}`;
});

beforeEach(async () => {
  await sandbox.settle();
  sandbox.reset();
  sandbox.deliveries.splice(0);
  Object.assign(sandbox, {
    duplicateDeliveries: false,
    corruptBodies: false,
    webhookTimeoutMs: 5000,
  });
  arrivals = [];
  answer = (response) => response.writeHead(response.req.url === '/gone' ? 410 : 200).end('{}');
});

afterAll(async () => {
  await sandbox.close();
  await close(receiver);
});

async function call(
  method: string,
  path: string,
  body?: object,
  { key = keys.administrator, server = sandbox }: { key?: string; server?: ChatwootSandbox } = {},
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: { 'Api-Access-Token': key, 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, body: text === '' ? undefined : JSON.parse(text) };
}

/** Subscribes the receiver; gives the webhook. */
async function subscribe(
  subscriptions: string[],
  url = receiverUrl,
): Promise<WebhookBody['payload']['webhook']> {
  const { status, body } = await call('POST', `${account}/webhooks`, { url, subscriptions });
  expect(status).toBe(200);
  return (body as WebhookBody).payload.webhook;
}

function contact(id: number): Contact {
  const found = sandbox.store.contact(1, id);
  if (!found) throw new Error(`No contact ${id}`);
  return found;
}

function addMessage(values: Partial<Message> = {}): Message {
  const now = new Date();
  const message: Message = {
    id: sandbox.store.nextId('messages', sandbox.store.messages),
    account_id: 1,
    conversation_id: 1,
    inbox_id: seeded.inboxes.api,
    content: 'Hello',
    message_type: 0,
    content_type: 'text',
    content_attributes: {},
    status: 'sent',
    private: false,
    source_id: null,
    sender: { type: 'Contact', id: janeDoe },
    additional_attributes: {},
    attachments: [],
    created_at: now,
    updated_at: now,
    ...values,
  };
  sandbox.store.messages.push(message);
  return message;
}

function firstConversation(): Conversation {
  const [conversation] = sandbox.store.conversations;
  if (!conversation) throw new Error('The seed has no conversation');
  return conversation;
}

/** Waits for the deliveries and gives the only one. */
async function onlyArrival(): Promise<Arrival> {
  await sandbox.settle();
  expect(arrivals).toHaveLength(1);
  const [arrival] = arrivals;
  if (!arrival) throw new Error('Nothing arrived');
  return arrival;
}

async function changes(): Promise<Change> {
  const { body } = await onlyArrival();
  expect(body['event']).toBe('contact_updated');
  const list = body['changed_attributes'] as Change[];
  expect(list.every((change) => Object.keys(change).length === 1)).toBe(true);
  return Object.assign({}, ...list) as Change;
}

function signatureOf(secret: string, { headers, text }: Arrival): string {
  const signed = `${String(headers['x-chatwoot-timestamp'])}.${text}`;
  return `sha256=${createHmac('sha256', secret).update(signed).digest('hex')}`;
}

describe('webhooks', () => {
  const url = 'https://hooks.example.com/1';

  it('creates, lists, updates and deletes', async () => {
    const created = await call('POST', `${account}/webhooks`, {
      url,
      name: 'Zap',
      inbox_id: seeded.inboxes.api,
      subscriptions: ['contact_created'],
    });
    const webhook = {
      id: 1,
      name: 'Zap',
      url,
      account_id: 1,
      subscriptions: ['contact_created'],
      secret: expect.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{24}$/),
      inbox: { id: seeded.inboxes.api, name: 'Acme App' },
    };
    expect(created).toMatchObject({ status: 200, body: { payload: { webhook } } });
    const { secret } = (created.body as WebhookBody).payload.webhook;
    expect((await call('GET', `${account}/webhooks`)).body).toEqual({
      payload: { webhooks: [{ ...webhook, secret }] },
    });
    for (const [method, name] of [
      ['PATCH', 'Patched'],
      ['PUT', 'Put'],
    ] as const) {
      expect((await call(method, `${account}/webhooks/1`, { name })).body).toEqual({
        payload: { webhook: { ...webhook, name, secret } },
      });
    }
    expect(await call('DELETE', `${account}/webhooks/1`)).toMatchObject({ status: 200, text: '' });
    expect((await call('GET', `${account}/webhooks`)).body).toEqual({ payload: { webhooks: [] } });
  });

  it('takes the values below webhook and subscribes to eight events unless told', async () => {
    const { body } = await call('POST', `${account}/webhooks`, { webhook: { url } });
    expect((body as WebhookBody).payload.webhook['subscriptions']).toEqual(
      webhookEvents.slice(0, 8),
    );
    expect(webhookEvents[7]).toBe('webwidget_triggered');
  });

  it.each([
    [{ url, subscriptions: [] }, 'Subscriptions Invalid events', ['subscriptions']],
    [
      { url, subscriptions: ['contact_deleted'] },
      'Subscriptions Invalid events',
      ['subscriptions'],
    ],
    [{ url: 'ftp://example.com' }, 'Url is invalid', ['url']],
    [{ name: 'No address' }, 'Url is invalid', ['url']],
    [{ url: 'https://taken.example.com' }, 'Url has already been taken', ['url']],
    [
      { url: `https://${'a'.repeat(20_000)}` },
      'Url is too long (maximum is 20000 characters)',
      ['url'],
    ],
  ])('refuses %#', async (values, message, attributes) => {
    await call('POST', `${account}/webhooks`, { url: 'https://taken.example.com' });
    expect(await call('POST', `${account}/webhooks`, values)).toMatchObject({
      status: 422,
      body: { message, attributes },
    });
    expect(sandbox.store.webhooks).toHaveLength(1);
  });

  it('keeps a webhook as it was when an update is refused, and lets it keep its own url', async () => {
    const { id } = await subscribe(['contact_created']);
    const path = `${account}/webhooks/${id}`;
    expect((await call('PATCH', path, { subscriptions: ['x'] })).status).toBe(422);
    expect(sandbox.store.webhooks[0]?.subscriptions).toEqual(['contact_created']);
    expect((await call('PATCH', path, { url: receiverUrl })).status).toBe(200);
  });

  it('takes one url in two accounts', async () => {
    await subscribe(['contact_created']);
    const options = { key: keys.secondAdministrator };
    const other = await call('POST', '/api/v1/accounts/2/webhooks', { url: receiverUrl }, options);
    expect(other.status).toBe(200);
  });

  it('wants parameters, and answers 404 to other webhooks and routes', async () => {
    await call('POST', '/api/v1/accounts/2/webhooks', { url }, { key: keys.secondAdministrator });
    expect(await call('POST', `${account}/webhooks`, {})).toMatchObject({
      status: 422,
      body: { error: 'param is missing or the value is empty: webhook' },
    });
    expect(await call('PATCH', `${account}/webhooks/1`, { name: 'x' })).toMatchObject({
      status: 404,
      body: { error: 'Resource could not be found' },
    });
    expect((await call('DELETE', `${account}/webhooks/1`)).status).toBe(404);
    expect((await call('DELETE', `${account}/webhooks/99`)).status).toBe(404);
  });

  it.each([
    ['GET', '/webhooks'],
    ['POST', '/webhooks'],
    ['PATCH', '/webhooks/99'],
    ['DELETE', '/webhooks/99'],
  ])('refuses agents: %s %s', async (method, path) => {
    const body = method === 'GET' ? undefined : { url };
    expect(await call(method, account + path, body, { key: keys.agent })).toMatchObject({
      status: 401,
      body: { error: 'You are not authorized to do this action' },
    });
  });

  it('knows neither names nor secrets nor signatures on old releases', async () => {
    const old = await startChatwootSandbox({ version: '4.7.0' });
    try {
      const values = { url: receiverUrl, name: 'Zap', subscriptions: ['contact_created'] };
      const { body } = await call('POST', `${account}/webhooks`, values, { server: old });
      expect(Object.keys((body as WebhookBody).payload.webhook)).toEqual([
        'id',
        'url',
        'account_id',
        'subscriptions',
      ]);
      arriveContact(old.store, 1, { name: 'Ana' });
      await old.settle();
      expect(old.deliveries[0]?.headers).toEqual({
        'Content-Type': 'application/json',
        Accept: 'application/json',
      });
    } finally {
      await old.close();
    }
  });
});

describe('delivery', () => {
  it('posts a new contact, signed over timestamp and raw body', async () => {
    const { secret } = await subscribe(['contact_created']);
    const values = {
      name: 'Zoë & <אבי>\u2028',
      email: 'zoe@example.com',
      custom_attributes: { 'a&b': 1 },
      inbox_id: seeded.inboxes.api,
    };
    const { body } = await call('POST', `${account}/contacts`, values);
    const { id } = (body as { payload: { contact: { id: number } } }).payload.contact;
    const arrival = await onlyArrival();
    expect(arrival.method).toBe('POST');
    expect(arrival.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json',
      'x-chatwoot-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-chatwoot-timestamp': expect.stringMatching(/^\d{10}$/),
      'x-chatwoot-signature': signatureOf(secret, arrival),
    });
    expect(arrival.body).toEqual({
      account: { id: 1, name: 'Acme Support' },
      additional_attributes: {},
      avatar: '',
      custom_attributes: { 'a&b': 1 },
      email: 'zoe@example.com',
      id,
      identifier: null,
      name: values.name,
      phone_number: null,
      thumbnail: '',
      blocked: false,
      event: 'contact_created',
    });
    // As ActiveSupport escapes: a receiver that parses and writes again gets other bytes.
    expect(arrival.text).toContain('"name":"Zoë \\u0026 \\u003cאבי\\u003e\\u2028"');
    expect(arrival.text).toContain('"a\\u0026b":1');
    expect(arrival.text).not.toBe(JSON.stringify(arrival.body));
  });

  it('records what was sent and answered, and tries once', async () => {
    await subscribe(['contact_created'], `${receiverUrl}/gone`);
    await subscribe(['contact_created'], 'http://127.0.0.1:1/closed');
    arriveContact(sandbox.store, 1, { name: 'Ana' });
    const { text } = await onlyArrival();
    expect(sandbox.deliveries).toHaveLength(2);
    expect(sandbox.deliveries.find((row) => row.status === 410)).toMatchObject({
      url: `${receiverUrl}/gone`,
      event: 'contact_created',
      body: text,
      headers: { 'X-Chatwoot-Signature': expect.stringMatching(/^sha256=[0-9a-f]{64}$/) },
    });
    const failed = sandbox.deliveries.find((row) => row.url.endsWith('/closed'));
    expect(failed?.status).toBeUndefined();
    expect(failed?.error).toMatch(/./);
  });

  it('gives up after the timeout', async () => {
    await subscribe(['contact_created']);
    const limit = holdTimeLimits();
    answer = limit.end;
    arriveContact(sandbox.store, 1);
    await onlyArrival();
    jest.restoreAllMocks();
    expect(limit.asked).toEqual([5000]);
    expect(sandbox.deliveries[0]?.error).toMatch(/timeout/);
  });

  it('goes to the webhooks of the account that ask for the event', async () => {
    await subscribe(['contact_updated'], `${receiverUrl}/updates`);
    await subscribe(['contact_updated', 'contact_created'], `${receiverUrl}/both`);
    await call(
      'POST',
      '/api/v1/accounts/2/webhooks',
      { url: `${receiverUrl}/other` },
      { key: keys.secondAdministrator },
    );
    arriveContact(sandbox.store, 1);
    expect((await onlyArrival()).path).toBe('/both');
    expect(sandbox.store.contacts.at(-1)?.contact_type).toBe('visitor');
  });

  it('comes in a job, with the record as it is by then, or not at all', async () => {
    await subscribe(['contact_created']);
    const ana = arriveContact(sandbox.store, 1, { name: 'Ana' });
    const ben = arriveContact(sandbox.store, 1, { name: 'Ben' });
    expect(arrivals).toEqual([]);
    ana.name = 'Anabel';
    sandbox.store.removeContact(ben);
    expect((await onlyArrival()).body).toMatchObject({ id: ana.id, name: 'Anabel' });
  });

  it('stops with a reset', async () => {
    await subscribe(['contact_created']);
    arriveContact(sandbox.store, 1);
    sandbox.reset();
    await sandbox.settle();
    expect(sandbox.deliveries).toEqual([]);
  });

  it('arrives twice on demand, as two deliveries', async () => {
    await subscribe(['contact_created']);
    sandbox.duplicateDeliveries = true;
    arriveContact(sandbox.store, 1);
    await sandbox.settle();
    expect(arrivals).toHaveLength(2);
    expect(new Set(arrivals.map(({ text }) => text)).size).toBe(1);
    expect(new Set(arrivals.map(({ headers }) => headers['x-chatwoot-delivery'])).size).toBe(2);
  });

  it('arrives changed on demand, so that the signature is wrong', async () => {
    const { secret } = await subscribe(['contact_created']);
    sandbox.corruptBodies = true;
    arriveContact(sandbox.store, 1);
    const arrival = await onlyArrival();
    expect(arrival.headers['x-chatwoot-signature']).toMatch(/^sha256=/);
    expect(arrival.headers['x-chatwoot-signature']).not.toBe(signatureOf(secret, arrival));
  });
});

it.each([
  ['3.5.2', 422, 422],
  ['4.2.0', 422, 200],
  ['4.8.0', 200, 200],
])('a webhook of Chatwoot %s has what that release knows', async (version, named, typing) => {
  const server = await startChatwootSandbox({ version });
  try {
    const webhooks = `${account}/webhooks`;
    const values = { url: receiverUrl, subscriptions: ['contact_created'] };
    const made = await call('POST', webhooks, { ...values, name: 'Zap' }, { server });
    expect(made.status).toBe(200);
    const path = `${webhooks}/${(made.body as WebhookBody).payload.webhook.id}`;
    expect((await call('PATCH', path, { name: 'Other' }, { server })).status).toBe(named);
    const subscriptions = ['conversation_typing_on'];
    const changed = await call('PATCH', path, { subscriptions }, { server });
    expect(changed.status).toBe(typing);
    if (typing === 422) expect(changed.text).toContain('Invalid events');
  } finally {
    await server.close();
  }
});

describe.each([
  ['3.5.2', ['account', 'last_activity_at', 'updated_at'], 2],
  ['4.13.0', ['account'], 1],
  ['4.14.2', [], 1],
])('a conversation event of Chatwoot %s', (version, missing, times) => {
  it('tells what that release tells, as often as it does', async () => {
    const server = await startChatwootSandbox({ version });
    try {
      const values = { url: receiverUrl, subscriptions: ['conversation_updated'] };
      await call('POST', `${account}/webhooks`, values, { server });
      const labels = { labels: ['churned'] };
      await call('POST', `${account}/conversations/2/labels`, labels, { server });
      await server.settle();
      expect(arrivals).toHaveLength(times);
      expect(new Set(arrivals.map(({ text }) => text)).size).toBe(1);
      const body = arrivals[0]?.body ?? {};
      const newer = ['account', 'last_activity_at', 'updated_at'];
      expect(newer.filter((key) => !(key in body))).toEqual(missing);
      expect(Object.keys(body)).toEqual(expect.arrayContaining(['timestamp', 'created_at']));
      const [message] = body['messages'] as Record<string, unknown>[];
      expect(message).toMatchObject({ account_id: 1 });
    } finally {
      await server.close();
    }
  });
});

describe('contact events', () => {
  beforeEach(async () => {
    await subscribe(['contact_created', 'contact_updated']);
  });

  it('tells each attribute that changed, hashes as a whole', async () => {
    const old = { ...contact(janeDoe) };
    await call('PUT', `${account}/contacts/${janeDoe}`, {
      name: 'Jane D.',
      email: 'JANE.DOE@example.com',
      custom_attributes: { seats: 26 },
    });
    expect(await changes()).toEqual({
      name: { previous_value: 'Jane Doe', current_value: 'Jane D.' },
      custom_attributes: {
        previous_value: old.custom_attributes,
        current_value: { ...old.custom_attributes, seats: 26 },
      },
      updated_at: {
        previous_value: old.updated_at.toISOString(),
        current_value: contact(janeDoe).updated_at.toISOString(),
      },
    });
    expect(arrivals[0]?.body).toMatchObject({ id: janeDoe, name: 'Jane D.' });
  });

  it('tells the columns that follow from others', async () => {
    await call('PATCH', `${account}/contacts/${widgetVisitor}`, {
      phone_number: '+5511900000000',
      additional_attributes: { city: 'Recife', country: 'Brazil' },
    });
    expect(await changes()).toEqual({
      phone_number: { previous_value: null, current_value: '+5511900000000' },
      contact_type: { previous_value: 'visitor', current_value: 'lead' },
      additional_attributes: {
        previous_value: {},
        current_value: { city: 'Recife', country: 'Brazil' },
      },
      location: { previous_value: null, current_value: 'Recife' },
      country_code: { previous_value: null, current_value: 'Brazil' },
      ...updatedAt,
    });
  });

  it('tells removed custom attributes', async () => {
    const path = `${account}/contacts/${janeDoe}/destroy_custom_attributes`;
    await call('POST', path, { custom_attributes: ['seats'] });
    const { custom_attributes: custom } = await changes();
    expect(custom?.previous_value).toHaveProperty('seats', 25);
    expect(custom?.current_value).not.toHaveProperty('seats');
  });

  it('tells labels as label_list', async () => {
    await call('POST', `${account}/contacts/${janeDoe}/labels`, { labels: ['vip', 'gold'] });
    expect(await changes()).toEqual({
      label_list: { previous_value: ['vip', 'newsletter'], current_value: ['vip', 'gold'] },
      ...updatedAt,
    });
  });

  it.each([
    [{ add: ['gold'] }, ['vip', 'newsletter', 'gold']],
    [{ remove: ['vip'] }, ['newsletter']],
  ])('tells labels of a bulk action: %j', async (labels, current) => {
    const body = { type: 'Contact', ids: [janeDoe], labels };
    await call('POST', `${account}/bulk_actions`, body);
    expect((await changes())['label_list']?.current_value).toEqual(current);
  });

  it('tells nothing when nothing changed', async () => {
    const jane = contact(janeDoe);
    const before = jane.updated_at;
    const path = `${account}/contacts/${janeDoe}`;
    await call('PUT', path, { name: 'Jane Doe', custom_attributes: { seats: 25 } });
    await call('POST', `${path}/labels`, { labels: ['newsletter', 'vip'] });
    await call('POST', `${path}/destroy_custom_attributes`, { custom_attributes: ['none'] });
    await call('DELETE', `${path}/avatar`);
    await call('POST', `${path}/notes`, { content: 'A note' });
    await sandbox.settle();
    expect(arrivals).toEqual([]);
    expect(jane.updated_at).toBe(before);
  });

  it('tells nothing of what was refused, and nothing of deletes', async () => {
    const path = `${account}/contacts`;
    const refused = [
      call('POST', path, { email: 'jane.doe@example.com' }),
      call('POST', path, { name: 'X', inbox_id: seeded.inboxes.email }),
      call('PUT', `${path}/${widgetVisitor}`, { email: 'jane.doe@example.com' }),
    ];
    expect((await Promise.all(refused)).map(({ status }) => status)).toEqual([422, 422, 422]);
    expect((await call('DELETE', `${path}/${widgetVisitor}`)).status).toBe(200);
    sandbox.store.addContact(1, { name: 'Direct' });
    await sandbox.settle();
    expect(arrivals).toEqual([]);
  });

  it('tells nothing of a merge that is taken back', async () => {
    const { inbox_identifier: inbox, source_id: source } = seeded.apiInbox;
    const refused = await call('PATCH', `/public/api/v1/inboxes/${inbox}/contacts/${source}`, {
      email: 'bianca.rossi@example.com',
      phone_number: '12',
    });
    expect(refused.status).toBe(422);
    await sandbox.settle();
    expect(arrivals).toEqual([]);
  });

  it('tells a new picture by updated_at alone', async () => {
    const path = `${account}/contacts/${widgetVisitor}`;
    await call('PUT', path, { avatar_url: 'https://pictures.example.com/a.png' });
    expect(await changes()).toEqual(updatedAt);
    expect(arrivals[0]?.body['avatar']).toMatch(/^https:/);
    arrivals = [];
    await call('DELETE', `${path}/avatar`);
    expect(await changes()).toEqual(updatedAt);
    expect(arrivals[0]?.body['avatar']).toBe('');
  });

  it('tells what a merge changed in the contact that stays', async () => {
    const merge = { base_contact_id: widgetVisitor, mergee_contact_id: janeDoe };
    await call('POST', `${account}/actions/contact_merge`, merge);
    const merged = await changes();
    expect(merged['email']).toEqual({
      previous_value: null,
      current_value: 'jane.doe@example.com',
    });
    expect(merged).not.toHaveProperty('name');
    expect(arrivals[0]?.body['id']).toBe(widgetVisitor);
  });

  it('tells of contacts of the client API', async () => {
    const path = `/public/api/v1/inboxes/${seeded.apiInbox.inbox_identifier}/contacts`;
    await call('POST', path, { name: 'App user', email: 'app.user@example.com' });
    const { body } = await onlyArrival();
    expect(body).toMatchObject({ event: 'contact_created', name: 'App user' });
    arrivals = [];
    await call('PATCH', `${path}/${seeded.apiInbox.source_id}`, { name: 'Jane from the app' });
    expect(await changes()).toEqual({
      name: { previous_value: 'Jane Doe', current_value: 'Jane from the app' },
      ...updatedAt,
    });
  });
});

describe('conversation and message events', () => {
  beforeEach(() => {
    sandbox.store.messages = [];
  });

  const jane = {
    id: janeDoe,
    email: 'jane.doe@example.com',
    phone_number: '+5511987654321',
    identifier: 'crm-1001',
  };

  it('posts a conversation with its sender, assignee and session', async () => {
    await subscribe(['conversation_created']);
    const conversation = firstConversation();
    sandbox.store.publish({ name: 'conversation_created', conversation });
    const { body } = await onlyArrival();
    expect(body).toEqual({
      additional_attributes: {},
      can_reply: true,
      channel: 'Channel::Api',
      contact_inbox: {
        id: 1,
        contact_id: janeDoe,
        inbox_id: seeded.inboxes.api,
        source_id: seeded.apiInbox.source_id,
        created_at: isoTime,
        updated_at: isoTime,
        hmac_verified: false,
        pubsub_token: expect.any(String),
      },
      id: 1,
      inbox_id: seeded.inboxes.api,
      messages: [],
      labels: ['vip'],
      meta: {
        sender: expect.objectContaining({ ...jane, type: 'contact' }),
        assignee: expect.objectContaining({ id: 2, name: 'Omar Haddad', type: 'user' }),
        assignee_type: 'User',
        team: null,
        hmac_verified: false,
      },
      status: 'open',
      custom_attributes: { order_number: '1001' },
      snoozed_until: null,
      unread_count: 0,
      first_reply_created_at: null,
      priority: null,
      waiting_since: 0,
      agent_last_seen_at: 0,
      contact_last_seen_at: 0,
      last_activity_at: conversation.last_activity_at.getTime() / 1000,
      timestamp: conversation.last_activity_at.getTime() / 1000,
      created_at: conversation.created_at.getTime() / 1000,
      updated_at: conversation.updated_at.getTime() / 1000,
      account: { id: 1, name: 'Acme Support' },
      event: 'conversation_created',
    });
  });

  it.each(['conversation_updated', 'conversation_status_changed'] as const)(
    'posts %s with the changes and the last message that is neither private nor an activity',
    async (name) => {
      await subscribe([name]);
      const conversation = firstConversation();
      const last = addMessage({ content: 'One\\\ntwo\n' });
      addMessage({ private: true, message_type: 1, sender: { type: 'User', id: 1 } });
      addMessage({ message_type: 2, sender: null });
      conversation.status = 'resolved';
      const status = { previous_value: 'open', current_value: 'resolved' };
      sandbox.store.publish({ name, conversation, changes: { status } });
      const { body } = await onlyArrival();
      expect(body).toMatchObject({
        event: name,
        status: 'resolved',
        unread_count: 1,
        changed_attributes: name === 'conversation_updated' ? [{ status }] : null,
        messages: [
          {
            id: last.id,
            content: 'One\ntwo',
            message_type: 0,
            created_at: Math.floor(last.created_at.getTime() / 1000),
            sender: { id: janeDoe, type: 'contact' },
          },
        ],
      });
      expect(body['messages']).toHaveLength(1);
    },
  );

  it('tells when the time to reply is over', async () => {
    await subscribe(['conversation_updated']);
    const inbox = sandbox.store.inboxes.find((row) => row.id === seeded.inboxes.api);
    if (!inbox) throw new Error('No API inbox');
    inbox.channel = { ...inbox.channel, additional_attributes: { agent_reply_time_window: '2' } };
    const message = addMessage();
    const replies: unknown[] = [];
    for (const hours of [1, 3]) {
      arrivals = [];
      message.created_at = new Date(Date.now() - hours * 3_600_000);
      const event = { conversation: firstConversation(), changes: {} };
      sandbox.store.publish({ name: 'conversation_updated', ...event });
      replies.push((await onlyArrival()).body['can_reply']);
    }
    expect(replies).toEqual([true, false]);
  });

  it('posts an incoming message with the whole contact and conversation', async () => {
    await subscribe(['message_created']);
    const message = addMessage({ content: 'Where is my order?', source_id: 'm-1' });
    sandbox.store.publish({ name: 'message_created', message });
    const { body } = await onlyArrival();
    expect(body).toEqual({
      account: { id: 1, name: 'Acme Support' },
      additional_attributes: {},
      content_attributes: {},
      content_type: 'text',
      content: 'Where is my order?',
      conversation: expect.objectContaining({ id: 1, channel: 'Channel::Api', unread_count: 1 }),
      created_at: message.created_at.toISOString(),
      id: message.id,
      inbox: { id: seeded.inboxes.api, name: 'Acme App' },
      message_type: 'incoming',
      private: false,
      sender: expect.objectContaining({ ...jane, avatar: '', account: expect.any(Object) }),
      source_id: 'm-1',
      event: 'message_created',
    });
    expect(body['conversation']).not.toHaveProperty('event');
    expect(body['sender']).not.toHaveProperty('type');
  });

  it('posts what agents write, private notes included', async () => {
    await subscribe(['message_updated']);
    const message = addMessage({
      message_type: 1,
      private: true,
      sender: { type: 'User', id: 2 },
      attachments: [{ id: 1, file_type: 'image' }],
    });
    sandbox.store.publish({ name: 'message_updated', message });
    const { body } = await onlyArrival();
    expect(body).toMatchObject({
      event: 'message_updated',
      message_type: 'outgoing',
      private: true,
      attachments: [{ id: 1, file_type: 'image' }],
    });
    const { email } = sandbox.store.users.find((user) => user.id === 2) ?? {};
    expect(body['sender']).toEqual({ id: 2, name: 'Omar Haddad', email, type: 'user' });
    expect(body).not.toHaveProperty('changed_attributes');
  });

  it('posts no activities', async () => {
    await subscribe(['message_created']);
    const message = addMessage({ message_type: 2, sender: null });
    sandbox.store.publish({ name: 'message_created', message });
    await sandbox.settle();
    expect(sandbox.deliveries).toEqual([]);
  });

  it('tells of the messages that a merge gave another sender', async () => {
    await subscribe(['message_updated']);
    const message = addMessage();
    const merge = { base_contact_id: widgetVisitor, mergee_contact_id: janeDoe };
    await call('POST', `${account}/actions/contact_merge`, merge);
    const { body } = await onlyArrival();
    expect(body).toMatchObject({ id: message.id, sender: { id: widgetVisitor } });
  });
});
