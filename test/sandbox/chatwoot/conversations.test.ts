import {
  addConversation,
  addMessage,
  createConversation,
  createMessage,
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
  type Contact,
  type Conversation,
  type Inbox,
  type StoreEvent,
} from '../../../sandbox/chatwoot/index.js';
import { caller } from '../../helpers/sandbox_call.js';

interface ConversationBody {
  id: number;
  status: string;
  priority: string | null;
  labels: string[];
  custom_attributes: Record<string, unknown>;
  snoozed_until: string | null;
  unread_count: number;
  waiting_since: number;
  first_reply_created_at: number;
  messages: MessageBody[];
  muted: boolean;
  can_reply: boolean;
  inbox_id: number;
  meta: Record<string, unknown>;
}
interface MessageBody {
  id: number;
  content: string | null;
  message_type: number;
  status: string;
  private: boolean;
  content_attributes: Record<string, unknown>;
}
interface ListBody {
  data: { meta: Record<string, number>; payload: ConversationBody[] };
}

const account = '/api/v1/accounts/1';
const list = `${account}/conversations`;
const { janeDoe, website, secureApp, email, whatsapp, locked } = seeded.conversations;
const agentKey = { key: keys.agent };
const botKey = { key: keys.bot };
const badRole = { error: 'You are not authorized to do this action' };
const closedToBots = { error: 'Access to this endpoint is not authorized for bots' };

let sandbox: ChatwootSandbox;
let next: ChatwootSandbox;
let old: ChatwootSandbox;
let events: StoreEvent[] = [];

const call = caller(() => sandbox);
const callNext = caller(() => next);
const callOld = caller(() => old);

beforeAll(async () => {
  sandbox = await startChatwootSandbox();
  next = await startChatwootSandbox({ version: '4.16.0' });
  old = await startChatwootSandbox({ version: '3.3.0' });
  sandbox.store.listen((event) => events.push(event));
});
beforeEach(() => {
  [sandbox, next, old].forEach((server) => server.reset());
  events = [];
});
afterAll(() => Promise.all([sandbox, next, old].map((server) => server.close())));

function names(): string[] {
  return events.map((event) => event.name);
}

function contact(id: number): Contact {
  const found = sandbox.store.contact(1, id);
  if (!found) throw new Error(`no contact ${id}`);
  return found;
}

function inbox(id: number): Inbox {
  const found = sandbox.store.inboxes.find((row) => row.id === id);
  if (!found) throw new Error(`no inbox ${id}`);
  return found;
}

function stored(displayId: number): Conversation {
  const found = sandbox.store.conversations.find((row) => row.display_id === displayId);
  if (!found) throw new Error(`no conversation ${displayId}`);
  return found;
}

async function show(id: number): Promise<ConversationBody> {
  return (await call<ConversationBody>('GET', `${list}/${id}`)).body;
}

async function ids(query: string, options = {}, from = call): Promise<number[]> {
  const { body } = await from<ListBody>('GET', `${list}${query}`, options);
  return body.data.payload.map((row) => row.id);
}

function post(path: string, body: unknown = {}, options = {}): ReturnType<typeof call> {
  return call('POST', `${list}/${path}`, { body, ...options });
}

describe('conversation', () => {
  it('has one shape, with its last message and real counts', async () => {
    const body = await show(website);
    expect(body).toMatchObject({
      id: website,
      account_id: 1,
      inbox_id: 1,
      status: 'open',
      priority: 'urgent',
      custom_attributes: { order_number: '2002' },
      unread_count: 3,
      can_reply: true,
      muted: false,
      snoozed_until: null,
      agent_last_seen_at: 0,
      first_reply_created_at: Date.parse('2026-02-10T09:00:00Z') / 1000,
      messages: [{ content: 'And how much is it?', message_type: 0, conversation_id: website }],
      meta: { sender: { id: 9 }, channel: 'Channel::WebWidget', hmac_verified: false },
    });
    expect(body.meta).not.toHaveProperty('assignee');
    expect(body.meta).not.toHaveProperty('team');
  });

  it('names the team and the agent, and writes the end of a snooze as ISO text', async () => {
    expect((await show(email)).meta).toMatchObject({
      assignee: { id: 2, role: 'agent' },
      assignee_type: 'User',
      team: { id: 1, name: 'sales', is_member: false },
    });
    const snoozed = await show(whatsapp);
    expect(snoozed.snoozed_until).toBe('2036-01-01T09:00:00.000Z');
    expect(snoozed.can_reply).toBe(false);
  });

  it.each([
    ['unknown', 999, keys.administrator, 404, { error: 'Resource could not be found' }],
    ["of an inbox the agent isn't in", secureApp, keys.agent, 401, badRole],
  ])('answers one %s with an error', async (_what, id, key, status, body) => {
    expect(await call('GET', `${list}/${id}`, { key })).toMatchObject({ status, body });
  });

  it("shows a team's conversation to its member, without listing it", async () => {
    expect((await call('GET', `${list}/${email}`, agentKey)).status).toBe(200);
    expect(await ids('?status=all', agentKey)).not.toContain(email);
  });
});

describe('list', () => {
  it('shows open ones unless told otherwise, by latest activity', async () => {
    expect(await ids('')).toEqual([locked, website, janeDoe]);
    expect(await ids('?status=all')).toEqual([
      locked,
      whatsapp,
      email,
      secureApp,
      website,
      janeDoe,
    ]);
    expect(await ids('?status=snoozed')).toEqual([whatsapp]);
    expect(await ids('?status=nonsense')).toEqual([]);
  });

  it('shows agents the conversations of their inboxes', async () => {
    expect(await ids('?status=all', agentKey)).toEqual([website, janeDoe]);
  });

  it.each([
    ['inbox_id=3', [secureApp]],
    ['team_id=1', [email]],
    ['labels[]=lead&labels[]=none', [email]],
    ['labels=vip', [email, janeDoe]],
    ['assignee_type=me', [whatsapp]],
    ['assignee_type=unassigned', [locked, secureApp, website]],
    ['assignee_type=assigned', [whatsapp, email, janeDoe]],
    [`source_id=${seeded.apiInbox.source_id}`, [janeDoe]],
    ['conversation_type=unattended', [whatsapp, secureApp, website, janeDoe]],
    ['sort_by=created_at_asc', [janeDoe, website, secureApp, email, whatsapp, locked]],
    ['sort_by=created_at_desc', [locked, whatsapp, email, secureApp, website, janeDoe]],
    ['sort_by=priority_desc', [website, whatsapp, email, secureApp, locked, janeDoe]],
    ['sort_by=priority_asc', [secureApp, email, whatsapp, website, locked, janeDoe]],
    ['sort_by=waiting_since_asc', [website, secureApp, whatsapp, janeDoe, email, locked]],
    ['sort_by=unread', [website, locked, whatsapp, secureApp, email, janeDoe]],
    ['sort_by=nonsense', [locked, whatsapp, email, secureApp, website, janeDoe]],
  ])('takes %s', async (query, expected) => {
    const found = await ids(`?status=all&${query}`);
    expect(found).toEqual(expected);
  });

  it('looks for q in every status, not in activities', async () => {
    expect(await ids('?q=ORDER')).toEqual([whatsapp]);
    expect(await ids('?q=rate+this')).toEqual([]);
  });

  it('has pages of 25, but everything that was updated within some seconds', async () => {
    const session = sandbox.store.contactInboxes[0];
    if (!session) throw new Error('no session');
    for (let count = 0; count < 30; count++) addConversation(sandbox.store, session);
    expect(await ids('?sort_by=created_at_asc')).toHaveLength(25);
    expect(await ids('?page=2')).toHaveLength(8);
    expect(await ids('?updated_within=60')).toHaveLength(30);
    expect(events).toEqual([]);
  });

  it('counts before the assignee, in the list and in meta', async () => {
    const counts = { mine_count: 1, assigned_count: 3, unassigned_count: 3, all_count: 6 };
    const { body } = await call<ListBody>('GET', `${list}?status=all&assignee_type=me`);
    expect(body.data.meta).toEqual(counts);
    expect((await call('GET', `${list}/meta?status=all`)).body).toEqual({ meta: counts });
  });

  it('knows created_at_desc since 3.4', async () => {
    const oldest = old.store.conversations[0];
    if (oldest) oldest.last_activity_at = new Date();
    expect((await ids('?sort_by=created_at_desc', {}, callOld))[0]).toBe(janeDoe);
    expect((await ids('?sort_by=latest', {}, callOld))[0]).toBe(janeDoe);
  });

  it('answers 404 for an unknown team', async () => {
    expect((await call('GET', `${list}?team_id=99`)).status).toBe(404);
  });
});

describe('filter', () => {
  const condition = (key: string, operator: string, values?: unknown, joiner?: string): object => ({
    attribute_key: key,
    filter_operator: operator,
    values,
    query_operator: joiner,
  });

  async function filtered(payload: object[], options = {}): Promise<number[]> {
    const answer = await call<{ payload: ConversationBody[] }>('POST', `${list}/filter`, {
      body: { payload },
      ...options,
    });
    expect(answer.status).toBe(200);
    return answer.body.payload.map((row) => row.id);
  }

  it('has no data around its answer', async () => {
    const body = { payload: [condition('status', 'equal_to', ['all'])] };
    const answer = await call<object>('POST', `${list}/filter`, { body });
    expect(Object.keys(answer.body)).toEqual(['meta', 'payload']);
    expect(answer.body).toMatchObject({
      meta: { mine_count: 1, unassigned_count: 3, all_count: 6 },
    });
  });

  it.each([
    [
      'several statuses',
      ['status', 'equal_to', ['open', 'pending']],
      [locked, secureApp, website, janeDoe],
    ],
    ['not a status', ['status', 'not_equal_to', ['open']], [whatsapp, email, secureApp]],
    ['priorities', ['priority', 'equal_to', ['urgent', 'low']], [secureApp, website]],
    ['inboxes as text', ['inbox_id', 'equal_to', ['1', '4']], [email, website]],
    ['inboxes as numbers', ['inbox_id', 'equal_to', [1]], [website]],
    ['nobody', ['assignee_id', 'is_not_present', []], [locked, secureApp, website]],
    ['others than an agent, not nobody', ['assignee_id', 'not_equal_to', [2]], [whatsapp]],
    ['a contact', ['contact_id', 'equal_to', [1]], [whatsapp, janeDoe]],
    ['labels', ['labels', 'equal_to', ['vip', 'none']], [email, janeDoe]],
    ['no labels', ['labels', 'is_not_present', []], [locked, whatsapp, secureApp, website]],
    ['part of a display id', ['display_id', 'contains', ['4']], [email]],
    ['a subject', ['mail_subject', 'contains', ['invoice']], [email]],
    ['a language, in its case', ['browser_language', 'equal_to', ['pt-BR', 'en']], [website]],
    ['a custom attribute', ['order_number', 'equal_to', ['2002']], [website]],
    ['a day', ['created_at', 'is_greater_than', ['2026-02-10']], [locked, whatsapp, email]],
  ])('finds %s', async (_what, [key, operator, values], expected) => {
    expect(await filtered([condition(String(key), String(operator), values)])).toEqual(expected);
  });

  it('joins conditions, and keeps to the inboxes of an agent', async () => {
    const both = [
      condition('status', 'equal_to', ['open'], 'and'),
      condition('labels', 'equal_to', ['vip']),
    ];
    expect(await filtered(both)).toEqual([janeDoe]);
    expect(await filtered([condition('status', 'equal_to', ['all'])], agentKey)).toEqual([
      website,
      janeDoe,
    ]);
  });

  it('refuses unknown keys and operators, and knows contact_id since 4.14.2', async () => {
    const refuse = async (payload: object[], from = call): Promise<unknown> =>
      (await from('POST', `${list}/filter`, { body: { payload } })).body;
    const byContact = condition('contact_id', 'equal_to', [1]);
    expect(await refuse([condition('nope', 'equal_to', ['1'])])).toMatchObject({
      error: expect.stringMatching(/^Invalid attribute key - \[nope\]\..*\[status,assignee_id/),
    });
    expect(await refuse([condition('status', 'contains', ['1'])])).toMatchObject({
      error: 'Invalid operator. The allowed operators for status are [equal_to,not_equal_to].',
    });
    // Before 3.8 the database fails over a key that nobody checked.
    expect(await refuse([byContact], callOld)).toEqual({
      status: 500,
      error: 'Internal Server Error',
    });
  });
});

describe('create', () => {
  it('takes a source id alone, and publishes the conversation', async () => {
    const body = { source_id: seeded.apiInbox.source_id, custom_attributes: { order_number: '9' } };
    const answer = await call<ConversationBody>('POST', list, { body });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: 7,
        inbox_id: 2,
        status: 'open',
        messages: [],
        custom_attributes: { order_number: '9' },
      },
    });
    expect(answer.body.waiting_since).toBeGreaterThan(0);
    expect(names()).toEqual(['conversation_created']);
  });

  it('makes the session for an inbox and a contact, with a first message', async () => {
    const body = { inbox_id: 4, contact_id: 9, status: 'pending', message: { content: 'Hello' } };
    const answer = await call('POST', list, { body });
    expect(answer.body).toMatchObject({
      inbox_id: 4,
      status: 'pending',
      waiting_since: 0,
      messages: [{ content: 'Hello', message_type: 1, sender: { id: 1, type: 'user' } }],
    });
    expect(names()).toEqual(['conversation_created', 'message_created', 'conversation_updated']);
    expect(contact(9).id).toBe(9);
    expect(sandbox.store.contactInboxes.at(-1)?.source_id).toBe('amara.obi@example.com');
  });

  it('takes the agent, the team and the end of the snooze', async () => {
    const values = {
      assignee_id: 2,
      team_id: 2,
      status: 'snoozed',
      snoozed_until: '2036-02-01T00:00:00Z',
    };
    const body = { source_id: seeded.apiInbox.source_id, ...values };
    expect((await call('POST', list, { body })).body).toMatchObject({
      snoozed_until: '2036-02-01T00:00:00.000Z',
      meta: { assignee: { id: 2 }, team: { id: 2 } },
    });
    const outsider = await call<ConversationBody>('POST', list, {
      body: { ...body, assignee_id: 1 },
    });
    expect(outsider.body.meta).not.toHaveProperty('assignee');
  });

  it('gives the last one in a locked inbox, whatever was asked for', async () => {
    const body = { source_id: seeded.lockedApiInbox.source_id, status: 'resolved' };
    expect((await call('POST', list, { body })).body).toMatchObject({ id: locked, status: 'open' });
    expect(events).toEqual([]);
  });

  it('starts resolved for a blocked contact', async () => {
    const body = { inbox_id: 2, contact_id: seeded.contacts.blocked, status: 'open' };
    expect((await call('POST', list, { body })).body).toMatchObject({
      status: 'resolved',
      muted: true,
    });
  });

  it('rolls back when the message is refused', async () => {
    const before = sandbox.store.contactInboxes.length;
    const message = { content: 'x'.repeat(150_001) };
    const answer = await call('POST', list, { body: { inbox_id: 4, contact_id: 9, message } });
    expect(answer).toMatchObject({ status: 422, body: { attributes: ['content'] } });
    expect(sandbox.store.conversations).toHaveLength(6);
    expect(sandbox.store.contactInboxes).toHaveLength(before);
    expect(events).toEqual([]);
  });

  it.each([
    ['without a session', {}, keys.administrator, 404],
    ["in an inbox the agent isn't in", { inbox_id: 4, contact_id: 9 }, keys.agent, 401],
    [
      'with an unknown status',
      { source_id: seeded.apiInbox.source_id, status: 'x' },
      keys.administrator,
      500,
    ],
    [
      "with another contact's source id",
      { inbox_id: 2, contact_id: 9, source_id: seeded.apiInbox.source_id },
      keys.administrator,
      422,
    ],
  ])('fails %s', async (_what, body, key, status) => {
    expect((await call('POST', list, { body, key })).status).toBe(status);
    expect(events).toEqual([]);
  });
});

describe('update', () => {
  it('changes the priority and nothing else', async () => {
    const body = { priority: 'low', status: 'resolved' };
    const answer = await call('PATCH', `${list}/${website}`, { body });
    expect(answer.body).toMatchObject({ priority: 'low', status: 'open' });
    expect(names()).toEqual(['conversation_updated']);
    await sandbox.settle();
    expect((await show(website)).messages[0]).toMatchObject({ message_type: 2 });
  });

  it('answers toggle_priority with nothing', async () => {
    expect((await post(`${website}/toggle_priority`, { priority: null })).text).toBe('');
    expect((await show(website)).priority).toBeNull();
  });

  it('deletes for administrators', async () => {
    expect(await call('DELETE', `${list}/${website}`, agentKey)).toMatchObject({
      status: 401,
      body: badRole,
    });
    expect(await call('DELETE', `${list}/${website}`)).toMatchObject({ status: 200, text: '' });
    expect((await call('GET', `${list}/${website}`)).status).toBe(404);
    expect(sandbox.store.messages.some((row) => row.inbox_id === 1)).toBe(false);
  });
});

describe('status', () => {
  it('sets one by name, and tells', async () => {
    const { body } = await post(`${website}/toggle_status`, { status: 'resolved' });
    expect(body).toEqual({
      meta: {},
      payload: {
        success: true,
        conversation_id: website,
        current_status: 'resolved',
        snoozed_until: null,
      },
    });
    expect(names()).toEqual(['conversation_status_changed', 'conversation_updated']);
    expect(events[0]).toMatchObject({
      changes: { status: { previous_value: 'open', current_value: 'resolved' } },
    });
    expect((await show(website)).waiting_since).toBe(0);
  });

  it('toggles, and ends a snooze', async () => {
    const until = Date.parse('2036-03-01T00:00:00Z') / 1000;
    const body = { status: 'snoozed', snoozed_until: until };
    expect((await post(`${website}/toggle_status`, body)).body).toMatchObject({
      payload: { current_status: 'snoozed', snoozed_until: '2036-03-01T00:00:00.000Z' },
    });
    expect((await post(`${website}/toggle_status`)).body).toMatchObject({
      payload: { current_status: 'open', snoozed_until: null },
    });
  });

  it('assigns an agent who opens it, not an administrator', async () => {
    await post(`${website}/toggle_status`, { status: 'open' });
    expect(stored(website).assignee_id).toBeNull();
    await post(`${website}/toggle_status`, { status: 'resolved' }, agentKey);
    expect(stored(website).assignee_id).toBeNull();
    await post(`${website}/toggle_status`, {}, agentKey);
    expect(stored(website)).toMatchObject({ status: 'open', assignee_id: 2 });
  });

  it('fails for an unknown status', async () => {
    expect((await post(`${website}/toggle_status`, { status: 'closed' })).status).toBe(500);
  });

  it('mutes by resolving and blocking the contact', async () => {
    expect((await post(`${website}/mute`)).text).toBe('');
    expect(await show(website)).toMatchObject({ status: 'resolved', muted: true });
    expect(names()).toEqual([
      'conversation_status_changed',
      'conversation_updated',
      'contact_updated',
    ]);
    await post(`${website}/unmute`);
    expect(await show(website)).toMatchObject({ status: 'resolved', muted: false });
  });
});

describe('assignments', () => {
  it('assigns an agent, a bot, and nobody', async () => {
    expect((await post(`${website}/assignments`, { assignee_id: 2 })).body).toMatchObject({
      id: 2,
    });
    const bot = { assignee_id: 1, assignee_type: 'AgentBot' };
    expect((await post(`${website}/assignments`, bot)).body).toMatchObject({
      name: 'Acme Greeter',
    });
    expect((await show(website)).meta).toMatchObject({ assignee_type: 'AgentBot' });
    const nobody = await post(`${website}/assignments`, { assignee_id: 999 });
    expect([nobody.status, nobody.text]).toEqual([200, 'null']);
    expect((await show(website)).meta).not.toHaveProperty('assignee');
  });

  it('assigns a team, which an assignee_id keeps from being looked at', async () => {
    const both = { assignee_id: null, team_id: 1 };
    expect((await post(`${website}/assignments`, both)).text).toBe('null');
    expect(stored(website).team_id).toBeNull();
    const team = await post(`${website}/assignments`, { team_id: 1 });
    expect(team.body).toMatchObject({ id: 1, name: 'sales', account_id: 1 });
    expect((await post(`${website}/assignments`, { team_id: 99 })).text).toBe('null');
    expect(stored(website).team_id).toBeNull();
  });

  it("unassigns who isn't in the new team", async () => {
    await post(`${whatsapp}/assignments`, { team_id: 1 });
    expect(stored(whatsapp)).toMatchObject({ team_id: 1, assignee_id: null });
  });

  it('lists who can be assigned', async () => {
    const found = async (query: string): Promise<number[]> => {
      const path = `${account}/assignable_agents?${query}`;
      const { body } = await call<{ payload: { id: number }[] }>('GET', path);
      return body.payload.map(({ id }) => id).toSorted((a, b) => a - b);
    };
    expect(await found('inbox_ids[]=1&inbox_ids[]=2')).toEqual([1, 2, 3]);
    expect(await found('inbox_ids[]=1&inbox_ids[]=4')).toEqual([1, 3]);
  });
});

describe('labels and attributes', () => {
  it('replaces the labels', async () => {
    expect((await post(`${email}/labels`, { labels: ['new', 'vip'] })).body).toEqual({
      payload: ['new', 'vip'],
    });
    expect((await call('GET', `${list}/${email}/labels`)).body).toEqual({
      payload: ['new', 'vip'],
    });
    expect(events[0]).toMatchObject({
      name: 'conversation_updated',
      changes: { label_list: { previous_value: ['lead', 'vip'], current_value: ['new', 'vip'] } },
    });
    expect((await post(`${email}/labels`)).body).toEqual({ payload: [] });
  });

  it('shows a label as it was sent, and filters by the tag behind it, by case', async () => {
    const sent = { payload: ['VIP', 'Brand-New'] };
    const byLabel = async (label: string): Promise<number[]> => {
      const payload = [
        {
          attribute_key: 'labels',
          filter_operator: 'equal_to',
          values: [label],
          query_operator: null,
        },
      ];
      const { body } = await call<{ payload: { id: number }[] }>('POST', `${list}/filter`, {
        body: { payload },
      });
      return body.payload.map(({ id }) => id);
    };
    expect((await post(`${website}/labels`, { labels: ['VIP', 'Brand-New'] })).body).toEqual(sent);
    expect((await call('GET', `${list}/${website}/labels`)).body).toEqual(sent);
    expect(await byLabel('vip')).toContain(website);
    expect(await byLabel('VIP')).toEqual([]);
    expect(await byLabel('Brand-New')).toEqual([website]);
    expect(await byLabel('brand-new')).toEqual([]);
  });

  it('replaces the attributes, and merges only since 4.16', async () => {
    const body = { custom_attributes: { gift: false }, merge: true };
    const path = `${list}/${email}/custom_attributes`;
    expect((await call('POST', path, { body })).body).toEqual({
      custom_attributes: { gift: false },
    });
    expect((await callNext('POST', path, { body })).body).toEqual({
      custom_attributes: { order_number: '4004', gift: false },
    });
    expect(names()).toEqual(['conversation_updated']);
  });

  it.each([
    [{ custom_attributes: { note: 'x'.repeat(1501) } }, 422],
    [{ custom_attributes: { count: 10_000_000_000 } }, 422],
    [{ custom_attributes: { note: 'x'.repeat(1500), count: 9_999_999_999 } }, 200],
    [{}, 500],
    [{ custom_attributes: '{"a":1}' }, 500],
  ])('checks attributes (%#)', async (body, status) => {
    expect((await post(`${email}/custom_attributes`, body)).status).toBe(status);
  });
});

describe('seen and unread', () => {
  it('counts unread messages from when an agent last saw it', async () => {
    expect((await post(`${website}/update_last_seen`)).body).toMatchObject({ unread_count: 0 });
    expect((await post(`${website}/unread`)).body).toMatchObject({ unread_count: 1 });
    expect(events).toEqual([]);
  });

  it('stops counting at ten', async () => {
    for (let count = 0; count < 12; count++) addMessage(sandbox.store, stored(website));
    expect((await show(website)).unread_count).toBe(10);
  });

  it('takes a typing status, and a transcript only with an e-mail', async () => {
    expect(await post(`${website}/toggle_typing_status`, { typing_status: 'on' })).toMatchObject({
      status: 200,
      text: '',
    });
    expect((await post(`${website}/transcript`, { email: 'a@example.com' })).text).toBe('');
    expect((await post(`${website}/transcript`)).status).toBe(422);
  });
});

describe('messages', () => {
  const messages = `${website}/messages`;

  async function contents(query = ''): Promise<(string | null)[]> {
    const { body } = await call<{ payload: MessageBody[] }>('GET', `${list}/${messages}${query}`);
    return body.payload.map((row) => row.content);
  }

  it('lists the latest 20 ascending, or those before and after an id', async () => {
    const first = sandbox.store.messages.find((row) => row.content === 'Do you ship to Portugal?');
    const more = Array.from({ length: 130 }, (_, index) => `n${index}`);
    more.forEach((content) => addMessage(sandbox.store, stored(website), { content }));
    const [id] = sandbox.store.messages.filter((row) => row.content === 'n0').map((row) => row.id);
    expect(await contents()).toEqual(more.slice(-20));
    expect(await contents(`?before=${id}`)).toHaveLength(5);
    expect(await contents(`?after=${id}`)).toEqual(more.slice(1, 101));
    expect(await contents(`?after=${id}&before=${Number(id) + 2}`)).toEqual(['n0', 'n1']);
    expect(await contents(`?after=${first?.id}`)).toHaveLength(100);
  });

  it('leaves out notes when asked to, and shows files and senders', async () => {
    const { body } = await call<{ payload: object[] }>('GET', `${list}/${messages}`);
    expect(body).toMatchObject({ meta: { labels: [], contact: { id: 9, type: 'contact' } } });
    expect(body.payload[3]).toMatchObject({
      attachments: [{ file_type: 'file', extension: 'pdf', account_id: 1 }],
      sender: { id: 9, type: 'contact' },
    });
    expect(body.payload[0]).not.toHaveProperty('attachments');
    expect(await contents('?filter_internal_messages=true')).toHaveLength(4);
  });

  it('sends one, which is the first reply', async () => {
    const sent = await post(`${janeDoe}/messages`, { content: 'Hi', echo_id: 'e1' });
    expect(sent).toMatchObject({
      status: 200,
      body: {
        content: 'Hi',
        message_type: 1,
        private: false,
        echo_id: 'e1',
        conversation_id: janeDoe,
      },
    });
    expect((await show(janeDoe)).first_reply_created_at).toBeGreaterThan(0);
    expect(names()).toEqual(['message_created', 'conversation_updated']);
    await post(`${janeDoe}/messages`, { content: 'Again' });
    expect(names().slice(2)).toEqual(['message_created']);
  });

  it('keeps a note from being a reply', async () => {
    const { body } = await post(messages, { content: 'psst', private: 'true' });
    expect(body).toMatchObject({ private: true });
    expect((await show(website)).waiting_since).toBeGreaterThan(0);
    expect(names()).toEqual(['message_created']);
  });

  it('takes incoming ones in API inboxes only', async () => {
    const body = { content: 'From the app', message_type: 'incoming' };
    expect((await post(`${janeDoe}/messages`, body)).body).toMatchObject({
      message_type: 0,
      sender: { id: 1, type: 'contact' },
    });
    expect(names()).toContain('contact_updated');
    expect(await post(messages, body)).toMatchObject({
      status: 422,
      body: { error: 'Incoming messages are only allowed in Api inboxes' },
    });
  });

  it('takes a form with files', async () => {
    const form = new FormData();
    form.set('content', 'See here');
    form.set('private', 'false');
    form.set('content_attributes', '{"in_reply_to":"no"}');
    form.append('attachments[]', new Blob(['abc'], { type: 'image/png' }), 'a.png');
    form.append('attachments[]', new Blob(['{}'], { type: 'application/pdf' }), 'b.pdf');
    expect(await call('POST', `${list}/${messages}`, { form })).toMatchObject({
      status: 200,
      body: {
        content: 'See here',
        private: false,
        content_attributes: { in_reply_to: null },
        attachments: [
          { file_type: 'image', file_size: 3, extension: 'png' },
          { file_type: 'file', content_type: 'application/pdf', file_size: 2 },
        ],
      },
    });
  });

  it('resolves what a message answers', async () => {
    const original = sandbox.store.messages.find((row) => row.conversation_id === 4);
    const body = { content: 'Re', content_attributes: { in_reply_to: original?.id } };
    expect((await post(`${email}/messages`, body)).body).toMatchObject({
      content_attributes: {
        in_reply_to: original?.id,
        in_reply_to_external_id: '<invoice-4004@mail.example.com>',
      },
    });
  });

  it('reads the addresses of mail', async () => {
    const body = { content: 'Hi', cc_emails: 'a@example.com, b@example.com' };
    expect((await post(`${email}/messages`, body)).body).toMatchObject({
      content_attributes: {
        cc_emails: ['a@example.com', 'b@example.com'],
        bcc_emails: [],
        email: { text_content: { full: 'Hi' } },
      },
    });
    expect((await post(`${email}/messages`, { ...body, cc_emails: 'nobody' })).body).toEqual({
      error: 'Invalid email address',
    });
  });

  it.each([
    [
      { content: 'x'.repeat(150_001) },
      'Validation failed: Content is too long (maximum is 150000 characters)',
    ],
    [{ content: 'x', content_type: 'bogus' }, "'bogus' is not a valid content_type"],
    [{ content: 'x', message_type: 'bogus' }, "'bogus' is not a valid message_type"],
    [{ content: 'x', template_params: { language: 'en' } }, 'Validation failed: Name is required'],
    [
      { content: 'x', content_type: 'cards' },
      'Validation failed: Content attributes At least one item is required.',
    ],
  ])('refuses a bad one with one text (%#)', async (body, error) => {
    expect(await post(messages, body)).toMatchObject({ status: 422, body: { error } });
  });

  it('refuses more than 200 a minute', async () => {
    for (let count = 0; count < 200; count++) addMessage(sandbox.store, stored(website));
    expect((await post(messages, { content: 'x' })).body).toEqual({
      error: 'Validation failed: Too many messages',
    });
  });

  it('deletes softly', async () => {
    const id = sandbox.store.messages.find((row) => row.attachments.length > 0)?.id;
    const { body } = await call<MessageBody>('DELETE', `${list}/${messages}/${id}`);
    expect(body).toMatchObject({
      content: 'This message was deleted',
      content_attributes: { deleted: true },
    });
    expect(body).not.toHaveProperty('attachments');
    expect(names()).toEqual(['message_updated']);
    expect((await call('DELETE', `${list}/${janeDoe}/messages/${id}`)).status).toBe(404);
  });

  it('changes a status in API inboxes only', async () => {
    const { id } = (await post(`${janeDoe}/messages`, { content: 'x' })).body as MessageBody;
    const patch = (status: string): ReturnType<typeof call> =>
      call('PATCH', `${list}/${janeDoe}/messages/${id}`, {
        body: { status, external_error: 'No route' },
      });
    expect((await patch('failed')).body).toMatchObject({
      status: 'failed',
      content_attributes: { external_error: 'No route' },
    });
    await patch('read');
    expect((await patch('delivered')).body).toMatchObject({ status: 'read' });
    expect((await patch('nonsense')).body).toMatchObject({ status: 'read' });
    const own = sandbox.store.messages.find((row) => row.inbox_id === 1)?.id;
    expect(
      await call('PATCH', `${list}/${messages}/${own}`, { body: { status: 'read' } }),
    ).toMatchObject({
      status: 403,
      body: { error: 'Message status update is only allowed for API inboxes' },
    });
  });
});

describe('WhatsApp', () => {
  async function delivered(body: object): Promise<MessageBody> {
    const { id } = (await post(`${whatsapp}/messages`, { content: 'Hi', ...body }))
      .body as MessageBody;
    await sandbox.settle();
    const { body: page } = await call<{ payload: MessageBody[] }>(
      'GET',
      `${list}/${whatsapp}/messages`,
    );
    const found = page.payload.find((row) => row.id === id);
    if (!found) throw new Error('the message is gone');
    return found;
  }

  const template = (name: string, body: object): object => ({
    template_params: { name, language: 'en', category: 'UTILITY', processed_params: { body } },
  });

  it.each([
    ['free text after a day', {}, 'Template not found or invalid template name'],
    ['an unknown template', template('nope', {}), expect.stringMatching(/^132001/)],
    [
      'too few parameters',
      template('order_update', { 1: 'Jane' }),
      expect.stringMatching(/^132000/),
    ],
  ])('fails later with %s', async (_what, body, external_error) => {
    expect(await delivered(body)).toMatchObject({
      status: 'failed',
      content_attributes: { external_error },
    });
  });

  it('delivers a template, and free text within a day', async () => {
    const sent = await delivered(template('order_update', { 1: 'Jane', 2: '1001' }));
    expect(sent).toMatchObject({ status: 'sent', source_id: expect.stringMatching(/^wamid\./) });
    createMessage(sandbox.store, stored(whatsapp), 'Thanks');
    expect(await delivered({})).toMatchObject({ status: 'sent' });
  });
});

describe('what customers do', () => {
  it('opens a conversation and writes, which reopens it', async () => {
    const conversation = createConversation(sandbox.store, contact(11), inbox(2));
    expect(names()).toEqual(['conversation_created']);
    await post(`${conversation.display_id}/toggle_status`, { status: 'resolved' });
    events = [];
    createMessage(sandbox.store, conversation, 'One more thing');
    expect(names()).toEqual([
      'conversation_status_changed',
      'conversation_updated',
      'message_created',
      'conversation_updated',
      'contact_updated',
    ]);
    const last = events.at(-1);
    const changes = last && 'changes' in last ? Object.keys(last.changes) : [];
    expect(changes).toEqual(['last_activity_at', 'updated_at']);
    expect(await show(conversation.display_id)).toMatchObject({ status: 'open', unread_count: 1 });
    expect((await ids(''))[0]).toBe(conversation.display_id);
  });

  it('leaves a muted one resolved, and the last one in a locked inbox', () => {
    contact(9).blocked = true;
    stored(website).status = 'resolved';
    createMessage(sandbox.store, stored(website), 'Hello?');
    expect(stored(website).status).toBe('resolved');
    expect(createConversation(sandbox.store, contact(9), inbox(6))).toBe(stored(locked));
  });
});

describe('bots', () => {
  it.each([
    ['GET', `/${website}`],
    ['PATCH', `/${website}`],
    ['POST', `/${website}/toggle_status`],
    ['POST', `/${website}/toggle_priority`],
    ['POST', `/${website}/toggle_typing_status`],
    ['POST', `/${website}/messages`],
    ['POST', `/${website}/assignments`],
    ['GET', `/${website}/labels`],
    ['POST', `/${website}/labels`],
  ])('may %s %s', async (method, path) => {
    const body = method === 'GET' ? undefined : { content: 'Beep' };
    expect((await call(method, list + path, { ...botKey, body })).status).toBe(200);
  });

  it.each([
    ['GET', ''],
    ['GET', '/meta'],
    ['POST', '/filter'],
    ['GET', `/${website}/messages`],
    ['DELETE', `/${website}`],
    ['POST', `/${website}/mute`],
    ['POST', `/${website}/update_last_seen`],
  ])('may not %s %s', async (method, path) => {
    expect(await call(method, list + path, botKey)).toMatchObject({
      status: 401,
      body: closedToBots,
    });
  });

  it('writes in its own name and hands over', async () => {
    stored(website).status = 'pending';
    const { body } = await post(`${website}/messages`, { content: 'Beep' }, botKey);
    expect(body).toMatchObject({ sender: { type: 'agent_bot', name: 'Acme Greeter' } });
    expect((await post(`${website}/toggle_status`, { status: 'open' }, botKey)).body).toMatchObject(
      {
        payload: { success: null, current_status: 'open' },
      },
    );
    expect(stored(website).waiting_since).not.toBeNull();
  });

  it("stays out of other accounts, and platform apps' tokens of this one", async () => {
    const path = '/api/v1/accounts/2/conversations/1';
    expect((await call('GET', path, botKey)).body).toEqual({
      error: 'Bot is not authorized to access this account',
    });
    expect((await call('GET', `${list}/1`, { key: keys.platformApp })).body).toEqual(closedToBots);
  });
});

describe('client API', () => {
  const api = `/public/api/v1/inboxes/${seeded.apiInbox.inbox_identifier}/contacts`;
  const own = `${api}/${seeded.apiInbox.source_id}/conversations`;
  const open = { key: null };

  it('lists, shows and creates conversations', async () => {
    expect((await call('GET', own, open)).body).toMatchObject([
      { id: janeDoe, contact: { id: 1 } },
    ]);
    const body = { custom_attributes: { order_number: '7' }, status: 'resolved' };
    const made = await call<ConversationBody>('POST', own, { ...open, body });
    expect(made.body).toMatchObject({ id: 7, status: 'open', messages: [] });
    expect((await call('GET', `${own}/7`, open)).status).toBe(200);
    expect(stored(7).custom_attributes).toEqual({ order_number: '7' });
    expect(names()).toEqual(['conversation_created']);
    expect((await call('GET', `${own}/${whatsapp}`, open)).status).toBe(404);
  });

  it("shows all of the contact's conversations to a verified session", async () => {
    const session = sandbox.store.contactInboxes[0];
    if (session) session.hmac_verified = true;
    expect((await call('GET', own, open)).body).toMatchObject([{ id: janeDoe }, { id: whatsapp }]);
  });

  it('writes as the contact, and hides notes', async () => {
    const path = `${own}/${janeDoe}/messages`;
    const sent = await call('POST', path, {
      ...open,
      body: { content: 'Hi', message_type: 'outgoing' },
    });
    expect(sent.body).toMatchObject({ content: 'Hi', message_type: 0, sender: { id: 1 } });
    expect(names()).toEqual(['message_created', 'conversation_updated', 'contact_updated']);
    await post(`${janeDoe}/messages`, { content: 'psst', private: true });
    expect((await call('GET', path, open)).body).toMatchObject([{ content: 'Hi' }]);
  });

  it('only resolves', async () => {
    const path = `${own}/${janeDoe}/toggle_status`;
    expect((await call('POST', path, open)).body).toMatchObject({ status: 'resolved' });
    events = [];
    expect((await call('POST', path, open)).body).toMatchObject({ status: 'resolved' });
    expect(events).toEqual([]);
  });

  it('takes typing and the last look', async () => {
    expect(
      (await call('POST', `${own}/1/toggle_typing`, { ...open, body: { typing_status: 'on' } }))
        .text,
    ).toBe('');
    expect((await call('POST', `${own}/1/update_last_seen`, open)).text).toBe('');
    expect(stored(1).contact_last_seen_at).toBeInstanceOf(Date);
    expect(events).toEqual([]);
  });

  it('stores what a form of the bot was answered', async () => {
    const { id } = addMessage(sandbox.store, stored(1), { message_type: 1, content_type: 'form' });
    const body = { submitted_values: [{ name: 'size', value: 'L' }] };
    const answer = await call('PATCH', `${own}/1/messages/${id}`, { ...open, body });
    expect(answer.body).toMatchObject({ content_attributes: body });
    expect(names()).toEqual(['message_updated']);
  });
});

describe('satisfaction survey', () => {
  it('has a page, and takes a rating', async () => {
    const { uuid } = stored(locked);
    const path = `/public/api/v1/csat_survey/${uuid}`;
    const open = { key: null };
    expect((await call('GET', `/survey/responses/${uuid}`, open)).text).toContain(
      '<!DOCTYPE html>',
    );
    expect((await call('GET', path, open)).body).toMatchObject({
      inbox_name: 'Acme Locked App',
      csat_survey_response: null,
    });
    const submitted_values = { csat_survey_response: { rating: 5, feedback_message: 'Great' } };
    await call('PUT', path, { ...open, body: { message: { submitted_values } } });
    expect((await call('GET', path, open)).body).toMatchObject({
      csat_survey_response: { rating: 5, feedback_message: 'Great', contact_id: 9 },
    });
    expect((await call('GET', `/public/api/v1/csat_survey/${stored(1).uuid}`, open)).status).toBe(
      404,
    );
  });

  it('closes after two weeks', async () => {
    const survey = sandbox.store.messages.find((row) => row.content_type === 'input_csat');
    if (survey) survey.created_at = new Date(Date.now() - 16 * 86_400_000);
    const path = `/public/api/v1/csat_survey/${stored(locked).uuid}`;
    expect((await call('PUT', path, { key: null, body: {} })).status).toBe(422);
  });
});
