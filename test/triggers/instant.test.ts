import app from '../../index.js';
import { arriveContact, keys } from '../../sandbox/chatwoot/index.js';
import { failureOf } from '../helpers/running/app.js';
import { run } from '../helpers/running/light_app.js';
import { guardNetwork } from '../helpers/nock.js';
import {
  ACME,
  api,
  arrivals,
  authData,
  instant,
  instantTriggers,
  log,
  sandbox,
  signed,
  switchOn,
  targetUrl,
  type Perform,
} from '../helpers/instant.js';

describe('instant triggers on Chatwoot', () => {
  instantTriggers();

  it.each(instant)('%s makes one webhook and takes it back', async (key) => {
    const before = sandbox.store.webhooks.length;
    const { subscribeData } = await switchOn(key);
    const [made] = sandbox.store.webhooks.slice(before);
    expect(made).toMatchObject({ url: targetUrl, account_id: ACME });
    expect(subscribeData).toEqual({ id: String(made?.id), account: '1', secret: made?.secret });
    expect(sandbox.requests).toHaveLength(1);

    const { performUnsubscribe } = app.triggers[key].operation;
    await run(performUnsubscribe, { authData, subscribeData });
    expect(sandbox.store.webhooks).toHaveLength(before);
    // Somebody may have deleted it by hand.
    await expect(run(performUnsubscribe, { authData, subscribeData })).resolves.toEqual({});
  });

  it('an agent’s key is told that it takes an administrator’s', async () => {
    authData['apiKey'] = keys.agent;
    const { name, message } = await failureOf(
      run(app.triggers.new_contact_instant.operation.performSubscribe, { authData, targetUrl }),
    );
    expect(name).toBe('AppError');
    expect(message).toMatch(/administrator/);
  });

  it('new_contact_instant waits for a visitor to become known, and tells of each contact once', async () => {
    const { received } = await switchOn('new_contact_instant');
    const visitor = arriveContact(sandbox.store, ACME, { name: 'snowy-sun-611' });
    expect(await received()).toEqual([]);
    await api('PUT', `/contacts/${String(visitor.id)}`, { name: 'Ana' });
    expect(await received()).toEqual([]);
    await api('PUT', `/contacts/${String(visitor.id)}`, { email: 'ana@example.com' });
    expect(await received()).toMatchObject([{ id: String(visitor.id), email: 'ana@example.com' }]);
    await api('PUT', `/contacts/${String(visitor.id)}`, { phone_number: '+5511900000001' });
    expect(await received()).toEqual([]);
    await api('POST', '/contacts', { name: 'Rui', phone_number: '+5511900000002' });
    expect(await received()).toMatchObject([{ name: 'Rui', phone: '+5511900000002' }]);
  });

  it('new_contact_instant tells of every visitor at once when asked to', async () => {
    const { received } = await switchOn('new_contact_instant', { visitors: 'all' });
    arriveContact(sandbox.store, ACME, { name: 'snowy-sun-611' });
    expect(await received()).toMatchObject([{ name: 'snowy-sun-611' }]);
    expect(sandbox.store.webhooks.at(-1)?.subscriptions).toEqual(['contact_created']);
  });

  it('updated_contact_instant tells what changed, and not that somebody was active', async () => {
    const { received } = await switchOn('updated_contact_instant');
    await api('PUT', '/contacts/1', {
      email: 'jane@new.example.com',
      custom_attributes: { plan_tier: 'Free' },
    });
    expect(await received()).toMatchObject([
      {
        id: '1',
        email: 'jane@new.example.com',
        changed_fields: ['email', 'custom_attributes.plan_tier'],
        previous_values: { email: 'jane.doe@example.com', 'custom_attributes.plan_tier': 'Pro' },
      },
    ]);
    const contact = sandbox.store.contact(ACME, 1);
    if (!contact) throw new Error('no contact 1');
    const moved = { previous_value: null, current_value: '2026-11-20T10:00:00.000Z' };
    sandbox.store.publish({
      name: 'contact_updated',
      contact,
      changes: { last_activity_at: moved, updated_at: moved },
    });
    expect(await received()).toEqual([]);
  });

  it('updated_contact_instant can be limited to fields', async () => {
    const { received } = await switchOn('updated_contact_instant', {
      changed_fields: ['phone', 'custom_attributes.plan_tier'],
    });
    await api('PUT', '/contacts/1', { name: 'J' });
    await api('PUT', '/contacts/1', { custom_attributes: { seats: 4 } });
    expect(await received()).toEqual([]);
    await api('PUT', '/contacts/1', { custom_attributes: { plan_tier: 'Free' } });
    expect(await received()).toMatchObject([{ changed_fields: ['custom_attributes.plan_tier'] }]);
    await api('POST', '/contacts/1/labels', { labels: ['lead'] });
    expect(await received()).toEqual([]);
  });

  it.each([
    ['updated_contact_instant', '/contacts/1/labels'],
    ['updated_conversation_instant', '/conversations/1/labels'],
  ] as const)('%s can be limited to labels that are added', async (key, path) => {
    await api('POST', path, { labels: ['newsletter'] });
    const { received } = await switchOn(key, { added_labels: ['VIP', 'lead'] });
    await api('POST', path, { labels: ['newsletter', 'churned'] });
    await api('POST', path, { labels: ['churned'] });
    expect(await received()).toEqual([]);
    await api('POST', path, { labels: ['churned', 'vip'] });
    expect(await received()).toMatchObject([{ id: '1', changed_fields: ['labels'] }]);
    // It stays, and is taken off again.
    await api('POST', path, { labels: ['vip'] });
    await api('POST', path, { labels: [] });
    expect(await received()).toEqual([]);
    await api('POST', path, { labels: ['lead'] });
    expect(await received()).toHaveLength(1);
  });

  it('updated_contact_instant tells of a chosen field or a chosen label where both are asked for', async () => {
    const input = { changed_fields: ['name'], added_labels: 'vip' };
    const { received } = await switchOn('updated_contact_instant', input);
    await api('POST', '/contacts/1/labels', { labels: ['lead'] });
    await api('PUT', '/contacts/1', { email: 'j@example.com' });
    expect(await received()).toEqual([]);
    await api('POST', '/contacts/1/labels', { labels: ['vip'] });
    expect(await received()).toMatchObject([{ changed_fields: ['labels'] }]);
    await api('PUT', '/contacts/1', { name: 'J' });
    expect(await received()).toMatchObject([{ changed_fields: ['name'] }]);
  });

  it('conversation triggers tell of a conversation’s life', async () => {
    const created = await switchOn('new_conversation_instant', { inbox: '2' });
    const start = { inbox_id: 2, contact_id: 1, message: { content: 'Hello' } };
    await api('POST', '/conversations', start);
    const [conversation] = await created.received();
    expect(conversation).toMatchObject({ inbox_id: '2', contact: { id: '1' }, status: 'open' });
    const path = `/conversations/${String(conversation?.['id'])}`;

    sandbox.store.webhooks = [];
    const updated = await switchOn('updated_conversation_instant');
    await api('POST', `${path}/labels`, { labels: ['vip'] });
    expect(await updated.received()).toMatchObject([
      { id: conversation?.['id'], labels: ['vip'], changed_fields: ['labels'] },
    ]);

    sandbox.store.webhooks = [];
    const resolved = await switchOn('conversation_status_changed_instant', {
      from: 'open',
      to: 'resolved',
    });
    await api('POST', `${path}/toggle_status`, { status: 'pending' });
    await api('POST', `${path}/toggle_status`, { status: 'resolved' });
    await api('POST', `${path}/toggle_status`, { status: 'open' });
    expect(await resolved.received()).toEqual([]);
    await api('POST', `${path}/toggle_status`, { status: 'resolved' });
    expect(await resolved.received()).toMatchObject([
      { status: 'resolved', previous_values: { status: 'open' } },
    ]);
  });

  it.each([
    [{}, ['Outgoing']],
    [{ private_notes: 'include' }, ['Outgoing', 'Note']],
    [{ private_notes: 'only' }, ['Note']],
    [{ direction: 'incoming' }, []],
    [{ inbox: '99' }, []],
  ])('new_message_instant with %j tells of %j', async (inputData, wanted) => {
    const { received } = await switchOn('new_message_instant', inputData);
    await api('POST', '/conversations/1/messages', { content: 'Outgoing' });
    await api('POST', '/conversations/1/messages', { content: 'Note', private: true });
    const contents = (await received()).map(({ content }) => content);
    expect(contents.sort()).toEqual([...wanted].sort());
  });

  it('an event that comes twice starts one run', async () => {
    sandbox.duplicateDeliveries = true;
    const { received } = await switchOn('new_message_instant');
    await api('POST', '/conversations/1/messages', { content: 'Once' });
    expect(await received()).toHaveLength(1);
  });

  it.each(['contact', 'conversation', 'message'])(
    'a %s whose signature does not fit is read again instead of being believed',
    async (what) => {
      const key = (
        {
          contact: 'new_contact_instant',
          conversation: 'new_conversation_instant',
          message: 'new_message_instant',
        } as const
      )[what as 'contact'];
      const { receive } = await switchOn(key);
      await api('POST', '/contacts', { name: 'Rui', phone_number: '+5511900000002' });
      await api('POST', '/conversations', {
        inbox_id: 2,
        contact_id: 1,
        message: { content: 'True' },
      });
      await sandbox.settle();
      const [arrival] = arrivals;
      if (!arrival) throw new Error('nothing arrived');
      const forged = {
        ...arrival,
        content: arrival.content
          .replaceAll('"True"', '"Forged"')
          .replaceAll('"Rui"', '"Forged"')
          .replaceAll('"open"', '"resolved"'),
      };
      sandbox.requests.length = 0;
      const [record] = await receive(forged);
      expect(JSON.stringify(record)).not.toMatch(/Forged|resolved/);
      expect(record).toHaveProperty('id');
      // A message comes with what its conversation tells, as in the event.
      expect(sandbox.requests.map(({ method }) => method)).toEqual(
        what === 'message' ? ['GET', 'GET'] : ['GET'],
      );
    },
  );

  it.each([
    ['no JSON', 'hello', 'the body is not a JSON object'],
    ['a list', '[]', 'the body is not a JSON object'],
    ['nothing', '', 'the body is not a JSON object'],
    [
      'another event',
      '{"event":"webwidget_triggered","id":1,"account":{"id":1}}',
      'the event is "webwidget_triggered", not contact_created or contact_updated',
    ],
    [
      'another account',
      '{"event":"contact_created","id":1,"account":{"id":2}}',
      'it belongs to account 2',
    ],
    ['no record', '{"event":"contact_created","account":{"id":1}}', 'it names no record'],
    [
      'a path for an ID',
      '{"event":"contact_created","id":"..","account":{"id":1}}',
      'it names no record',
    ],
    [
      'an event of a long name',
      `{"event":"${'x'.repeat(1e6)}","id":1,"account":{"id":1}}`,
      `the event is "${'x'.repeat(60)}…", not contact_created or contact_updated`,
    ],
    [
      'a visitor',
      '{"event":"contact_created","id":2,"account":{"id":1}}',
      "the trigger's fields leave it out",
    ],
    [
      'a gone record',
      '{"event":"contact_created","id":9999,"email":"x@y.z","account":{"id":1}}',
      'its record is gone',
    ],
  ])('a body with %s is ignored, with the reason in the log', async (_case, content, reason) => {
    const { receive } = await switchOn('new_contact_instant');
    log.mockClear();
    expect(await receive({ headers: {}, content })).toEqual([]);
    expect(String(log.mock.lastCall)).toBe(`Event ignored: ${reason}.\n`);
  });

  it.each([
    ['new_contact_instant', '{"event":"contact_created","id":1,"email":"x@y.z"}'],
    ['new_contact_instant', '{"event":"contact_updated","id":1,"changed_attributes":{"email":1}}'],
    [
      'updated_contact_instant',
      '{"event":"contact_updated","changed_attributes":[null,{"constructor":{}},7]}',
    ],
    ['new_message_instant', '{"event":"message_created","message_type":0,"conversation":[]}'],
    [
      'new_message_instant',
      '{"event":"message_created","message_type":0,"conversation":{"id":".."}}',
    ],
    [
      'new_conversation_instant',
      '{"event":"conversation_created","meta":[],"labels":{},"messages":[null]}',
    ],
  ] as const)('%s bears an odd body: %s', async (key, body) => {
    // Only these have the field; the others refuse it when they are switched on.
    const input = key.startsWith('updated') ? { changed_fields: ['email', 'constructor'] } : {};
    const { receive } = await switchOn(key, input);
    const content = JSON.stringify({
      id: 9999,
      account: { id: 1 },
      ...(JSON.parse(body) as object),
    });
    const records = await receive({ headers: {}, content });
    expect(records.every(({ id }) => id === '1')).toBe(true);
  });

  it('new_contact_instant knows a contact by its social account', async () => {
    const { received } = await switchOn('new_contact_instant');
    arriveContact(sandbox.store, ACME, {
      name: 'On Telegram',
      additional_attributes: { social_telegram_user_id: 77 },
    });
    expect(await received()).toMatchObject([{ name: 'On Telegram' }]);
    const visitor = arriveContact(sandbox.store, ACME, { name: 'On Instagram' });
    expect(await received()).toEqual([]);
    const path = `/contacts/${String(visitor.id)}`;
    const additional_attributes = { social_instagram_user_name: 'insta' };
    await api('PUT', path, { additional_attributes });
    expect(await received()).toMatchObject([{ name: 'On Instagram' }]);
    await api('PUT', path, { email: 'insta@example.com' });
    expect(await received()).toEqual([]);
  });

  it('an update that does not tell what changed is no reason to be silent', async () => {
    const { receive, subscribeData } = await switchOn('updated_conversation_instant');
    const tell = (more: object) => {
      const content = JSON.stringify({ event: 'conversation_updated', id: 1, ...more });
      const timestamp = String(Math.floor(Date.now() / 1000));
      const secret = String(subscribeData['secret']);
      return receive({ content, headers: signed(secret, timestamp, content) });
    };
    const untold = [{ id: '1', changed_fields: [], previous_values: {} }];
    expect(await tell({ status: 'open' })).toMatchObject(untold);
    expect(await tell({ status: 'resolved', changed_attributes: null })).toMatchObject(untold);
    expect(await tell({ status: 'resolved', changed_attributes: null })).toEqual([]);
    const moved = { updated_at: { previous_value: 1, current_value: 2 } };
    expect(await tell({ changed_attributes: [moved] })).toEqual([]);
    expect(await tell({ changed_attributes: [] })).toEqual([]);
  });

  it.each([
    ['two hours old', () => Date.now() / 1000 - 7200, false],
    ['of the beginning of time', () => 1, false],
    ['of the next hour', () => Date.now() / 1000 + 7200, false],
    ['no number', () => NaN, false],
    ['beyond all numbers', () => '9'.repeat(400), false],
    ['half an hour old', () => Date.now() / 1000 - 1800, true],
    ['a minute ahead', () => Date.now() / 1000 + 60, true],
  ])('an event that was signed at a time %s is believed or read again', async (_case, at, ok) => {
    const { receive, subscribeData } = await switchOn('new_contact_instant');
    const told = { event: 'contact_created', id: 1, email: 'told@example.com', account: { id: 1 } };
    const content = JSON.stringify(told);
    const time = at();
    const timestamp = typeof time === 'number' ? String(Math.floor(time)) : time;
    sandbox.requests.length = 0;
    const headers = signed(String(subscribeData['secret']), timestamp, content);
    const [record] = await receive({ content, headers });
    expect(record?.['email']).toBe(ok ? 'told@example.com' : 'jane.doe@example.com');
    expect(sandbox.requests).toHaveLength(ok ? 0 : 1);
  });

  it.each(instant)('%s lists samples of the shape of its events, in one request', async (key) => {
    const records = await run(app.triggers[key].operation.performList as Perform, { authData });
    expect(sandbox.requests).toHaveLength(1);
    expect(records.length).toBeGreaterThan(0);
    const given = new Set(records.flatMap((record) => Object.keys(record)));
    expect([...given]).toEqual(
      expect.arrayContaining(Object.keys(app.triggers[key].operation.sample)),
    );
  });
});

describe('instant triggers on platforms without webhooks', () => {
  guardNetwork();
  const highlevel = { platform: 'highlevel', apiKey: 'pit-1', accountId: 'loc1' };
  const { operation } = app.triggers.new_message_instant;

  it('say so in the form and when switched on, and what to use instead', async () => {
    const [notice] = await run(operation.inputFields[0] as never as Perform, {
      authData: highlevel,
    });
    expect(notice).toMatchObject({
      type: 'copy',
      helpText: /HighLevel cannot tell at once of new messages/,
    });
    for (const perform of [operation.performSubscribe, operation.performList]) {
      const { message } = await failureOf(run(perform as Perform, { authData: highlevel }));
      expect(message).toMatch(/HighLevel cannot tell at once of new messages.*Workflow.*Webhook/);
    }
  });
});
