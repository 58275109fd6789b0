import {
  seeded,
  type Contact,
  type Conversation,
  type Message,
} from '../../../sandbox/chatwoot/index.js';
import {
  account,
  arrivals,
  call,
  onlyArrival,
  sandbox,
  subscribe,
  webhookReceiver,
} from '../../helpers/sandbox/webhooks.js';

webhookReceiver();

type Change = Record<string, { previous_value: unknown; current_value: unknown }>;
const { janeDoe, widgetVisitor } = seeded.contacts;
const isoTime: unknown = expect.stringMatching(/^\d{4}-.+T.+\.\d{3}Z$/);
const updatedAt = { updated_at: { previous_value: isoTime, current_value: isoTime } };

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

async function changes(): Promise<Change> {
  const { body } = await onlyArrival();
  expect(body['event']).toBe('contact_updated');
  const list = body['changed_attributes'] as Change[];
  expect(list.every((change) => Object.keys(change).length === 1)).toBe(true);
  return Object.assign({}, ...list) as Change;
}

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
    arrivals.length = 0;
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
    arrivals.length = 0;
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
      arrivals.length = 0;
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
