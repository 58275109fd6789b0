import { addConversation, keys, seeded } from '../../../../sandbox/chatwoot/index.js';
import { caller } from '../../../helpers/running/sandbox_call.js';
import {
  agentKey,
  call,
  contact,
  conversationServers,
  email,
  events,
  ids,
  janeDoe,
  list,
  locked,
  names,
  old,
  post,
  sandbox,
  secureApp,
  show,
  type ConversationBody,
  type ListBody,
  website,
  whatsapp,
} from '../../../helpers/sandbox/conversations.js';

conversationServers();

const badRole = { error: 'You are not authorized to do this action' };
const callOld = caller(() => old);

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
