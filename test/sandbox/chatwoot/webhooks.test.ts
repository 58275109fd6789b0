import { createHmac } from 'node:crypto';
import {
  arriveContact,
  keys,
  seeded,
  startChatwootSandbox,
  webhookEvents,
} from '../../../sandbox/chatwoot/index.js';
import { holdTimeLimits } from '../../helpers/time_limit.js';
import {
  account,
  arrivals,
  call,
  onlyArrival,
  receiverUrl,
  receiving,
  sandbox,
  subscribe,
  type Arrival,
  type WebhookBody,
  webhookReceiver,
} from '../../helpers/sandbox/webhooks.js';

webhookReceiver();

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
    receiving.answer = limit.end;
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

  it('shares no signal among deliveries: Node warns of more than ten listeners', async () => {
    for (let left = 12; left > 0; left -= 1) {
      await subscribe(['contact_created'], `${receiverUrl}/${left}`);
    }
    const listening = jest.spyOn(EventTarget.prototype, 'addEventListener');
    arriveContact(sandbox.store, 1);
    await sandbox.settle();
    const signals = listening.mock.contexts.filter((target) => target instanceof AbortSignal);
    jest.restoreAllMocks();
    expect(arrivals).toHaveLength(12);
    const counts = [...new Set(signals)].map(
      (signal) => signals.filter((other) => other === signal).length,
    );
    expect(Math.max(...counts)).toBeLessThan(10);
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
