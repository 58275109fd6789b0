import {
  addMessage,
  createConversation,
  createMessage,
  keys,
  seeded,
  type Inbox,
} from '../../../sandbox/chatwoot/index.js';
import {
  call,
  contact,
  conversationServers,
  events,
  ids,
  janeDoe,
  list,
  locked,
  names,
  post,
  sandbox,
  show,
  stored,
  type ConversationBody,
  website,
  whatsapp,
} from '../../helpers/sandbox/conversations.js';

conversationServers();

const botKey = { key: keys.bot };
const closedToBots = { error: 'Access to this endpoint is not authorized for bots' };

function inbox(id: number): Inbox {
  const found = sandbox.store.inboxes.find((row) => row.id === id);
  if (!found) throw new Error(`no inbox ${id}`);
  return found;
}

describe('what customers do', () => {
  it('opens a conversation and writes, which reopens it', async () => {
    const conversation = createConversation(sandbox.store, contact(11), inbox(2));
    expect(names()).toEqual(['conversation_created']);
    await post(`${conversation.display_id}/toggle_status`, { status: 'resolved' });
    events.length = 0;
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
    events.length = 0;
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
