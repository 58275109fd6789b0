import { locationId } from '../../../sandbox/highlevel/index.js';
import {
  call,
  highlevelServer,
  janeId,
  put,
  refused,
  sandbox,
  type Reply,
} from '../../helpers/sandbox/highlevel.js';

highlevelServer();

describe('conversations', () => {
  const janes = 'conversation00000001';
  const path = `/conversations/search?locationId=${locationId}`;

  interface ConversationsJson {
    conversations: { id: string; sort: number[]; unreadCount: number; starred?: boolean }[];
    total: number;
  }

  test('search: newest message first, 20 by default', async () => {
    const { body } = await call<ConversationsJson>(path);
    expect(body.total).toBe(37);
    expect(body.conversations).toHaveLength(20);
    const dates = body.conversations.map((conversation) => conversation.sort[0] ?? 0);
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
  });

  test('search: startAfterDate is the sort value of the last one; startAfterId is ignored', async () => {
    const first = (await call<ConversationsJson>(`${path}&startAfterId=x`)).body.conversations;
    const cursor = first.at(-1)?.sort[0];
    const next = (await call<ConversationsJson>(`${path}&startAfterDate=${cursor}`)).body;
    expect(next.conversations).toHaveLength(17);
    const ids = [...first, ...next.conversations].map((conversation) => conversation.id);
    expect(new Set(ids).size).toBe(37);
  });

  test('search: by contact, status, assignee and query', async () => {
    expect(await call(`${path}&contactId=${janeId}`)).toMatchObject({
      body: {
        total: 1,
        conversations: [
          {
            id: janes,
            fullName: 'Jane Doe',
            type: 'TYPE_PHONE',
            lastMessageType: 'TYPE_SMS',
            lastMessageBody: 'Thank you!',
            lastMessageDirection: 'inbound',
            unreadCount: 2,
          },
        ],
      },
    });
    const unread = (await call<ConversationsJson>(`${path}&status=unread&limit=100`)).body;
    expect(unread.conversations.every((conversation) => conversation.unreadCount > 0)).toBe(true);
    expect(unread.total).toBe(13);
    expect((await call<ConversationsJson>(`${path}&assignedTo=unassigned`)).body.total).toBe(9);
    expect((await call<ConversationsJson>(`${path}&query=jane`)).body.total).toBe(1);
  });

  test('search: unknown values are a 422', async () => {
    expect((await call(`${path}&status=open`)).status).toBe(422);
    expect((await call(`${path}&limit=101`)).status).toBe(422);
    expect((await call('/conversations/search')).status).toBe(422);
  });

  test('get has no envelope', async () => {
    expect(await call(`/conversations/${janes}`)).toMatchObject({
      body: { id: janes, contactId: janeId, type: 1, unreadCount: 2, inbox: true, deleted: false },
    });
    expect((await call('/conversations/none')).status).toBe(400);
  });

  test('update: only unreadCount, starred and feedback, with locationId', async () => {
    const update = (body: unknown) => call(`/conversations/${janes}`, { method: 'PUT', body });
    expect(await update({ locationId, unreadCount: 0, starred: true })).toMatchObject({
      status: 200,
      body: { success: true, conversation: { id: janes, unreadCount: 0, starred: true } },
    });
    expect(await update({ status: 'closed' })).toMatchObject(
      refused(422, ['property status should not exist', 'locationId should not be empty']),
    );
  });

  test('create is a 201, a second one a 400', async () => {
    const body = { locationId, contactId: 'contact0000000000039' };
    expect(await call('/conversations/', { body })).toMatchObject({
      status: 201,
      body: { success: true, conversation: { contactId: 'contact0000000000039' } },
    });
    expect(await call('/conversations/', { body })).toMatchObject(
      refused(400, 'Conversation with the contact id:contact0000000000039 already exists!'),
    );
  });
});

describe('messages', () => {
  const path = '/conversations/conversation00000001/messages';
  const exported = `/conversations/messages/export?locationId=${locationId}`;

  interface MessagesJson {
    messages: {
      lastMessageId: string;
      nextPage: boolean;
      messages: { id: string; body: string }[];
    };
  }

  interface ExportJson {
    messages: { id: string; messageType: string; dateAdded: string }[];
    nextCursor: string | null;
    total: number;
  }

  test('list: nested, newest first, continued by lastMessageId', async () => {
    const { messages } = (await call<MessagesJson>(`${path}?limit=3`)).body;
    expect(messages).toMatchObject({ nextPage: true, messages: [{ body: 'Thank you!' }, {}, {}] });
    const next = await call<MessagesJson>(
      `${path}?limit=3&lastMessageId=${messages.lastMessageId}`,
    );
    expect(next.body.messages).toMatchObject({ nextPage: false });
    expect(next.body.messages.messages).toHaveLength(2);
  });

  test('list: by type', async () => {
    const { body } = await call<MessagesJson>(`${path}?type=TYPE_EMAIL,TYPE_CALL`);
    expect(body.messages.messages).toHaveLength(2);
  });

  test('export: everything but e-mails, newest first, by cursor', async () => {
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: Reply<ExportJson> = await call(
        `${exported}&cursor=${encodeURIComponent(cursor)}`,
      );
      ids.push(...next.body.messages.map((message) => message.id));
      expect(next.body.messages.some((item) => item.messageType === 'TYPE_EMAIL')).toBe(false);
      expect(next.body.total).toBe(37 * 4);
      cursor = next.body.nextCursor;
    }
    expect(new Set(ids).size).toBe(37 * 4);
  });

  test('export: channel, dates, order and limits', async () => {
    const emails = (await call<ExportJson>(`${exported}&channel=Email&sortOrder=asc`)).body;
    expect(emails.total).toBe(37);
    expect(emails.messages[0]?.dateAdded).toBe('2025-06-02T13:25:00.000Z');
    const early = await call<ExportJson>(`${exported}&endDate=2025-06-02T13:10:00Z`);
    expect(early.body.total).toBe(2);
    expect((await call(`${exported}&limit=9`)).status).toBe(422);
    expect((await call(`${exported}&channel=Fax`)).status).toBe(422);
  });

  test('send: an SMS goes into the contact’s conversation', async () => {
    const body = { type: 'SMS', contactId: janeId, message: 'Hello {{contact.name}}' };
    expect(await call('/conversations/messages', { body })).toMatchObject({
      status: 200,
      body: { conversationId: 'conversation00000001', messageId: expect.any(String) },
    });
    expect(sandbox.store.messages.at(-1)).toMatchObject({
      body: 'Hello {{contact.name}}',
      direction: 'outbound',
      messageType: 'TYPE_SMS',
    });
  });

  test('send: opens a conversation where there is none', async () => {
    const body = { type: 'SMS', contactId: 'contact0000000000038', message: 'Hello' };
    expect(await call('/conversations/messages', { body })).toMatchObject({
      body: { conversationId: 'conversation00000041' },
    });
  });

  test('send: an e-mail needs html, any message some content', async () => {
    const email = { type: 'Email', contactId: janeId, subject: 'Hi' };
    const message = 'There is no message or attachments for this message. Skip sending.';
    const send = (body: unknown) => call('/conversations/messages', { body });
    expect(await send({ ...email, message: 'Hello' })).toMatchObject(refused(422, message));
    expect(await send({ ...email, html: '<p>Hello</p>' })).toMatchObject({ status: 200 });
    expect(await send({ type: 'SMS', contactId: janeId })).toMatchObject(refused(422, message));
  });

  describe('e-mails', () => {
    const jane = { type: 'Email', contactId: janeId, html: '<p>Hello</p>' };
    const send = (body: object = {}) =>
      call<{ messageId: string; emailMessageId: string }>('/conversations/messages', {
        body: { ...jane, ...body },
      });
    const row = async (type = 'TYPE_EMAIL') =>
      (await call<MessagesJson>(`${path}?type=${type}`)).body.messages.messages;

    test('are rows without a text, which name records that have it', async () => {
      const [email] = await row();
      expect(email).not.toHaveProperty('body');
      expect(email).not.toHaveProperty('subject');
      expect(email).toMatchObject({
        meta: { email: { messageIds: ['email000000000000001'], subject: 'Your appointment' } },
      });
      const read = await call('/conversations/messages/email/email000000000000001');
      expect(read.body).toMatchObject({
        emailMessage: { subject: 'Your appointment', body: '<p>See you on Friday at 10:00.</p>' },
      });
      expect(await call(`/conversations/messages/email/${email?.id ?? ''}`)).toMatchObject({
        status: 400,
      });
      expect(await call(`/conversations/messages/${email?.id ?? ''}`)).toMatchObject({
        body: { message: { id: email?.id } },
      });
    });

    test('answered, make no new row: theirs grows and moves up by `updatedAt` alone', async () => {
      const [before] = await row();
      const reply = await send({ replyMessageId: 'email000000000000001' });
      const { messageId, emailMessageId } = reply.body;
      expect(messageId).toBe(before?.id);
      expect(await row()).toMatchObject([
        { meta: { email: { messageIds: ['email000000000000001', emailMessageId] } } },
      ]);
      const first = async (sortBy: string) =>
        (await call<ExportJson>(`${exported}&channel=Email&sortBy=${sortBy}`)).body.messages[0];
      expect(await first('updatedAt')).toMatchObject({ id: messageId });
      expect(await first('createdAt')).not.toMatchObject({ id: messageId });
    });

    test('answer an e-mail, not a message', async () => {
      const [email] = await row();
      expect((await send({ replyMessageId: email?.id })).status).toBe(404);
    });

    test('go to the contact’s own address, letter by letter', async () => {
      expect(await send({ emailTo: 'Jane.Doe@example.com' })).toMatchObject({
        status: 400,
        body: { canonicalCode: 'CONVERSATIONS_MSG_INVALID_EMAILTO' },
      });
      expect((await send({ emailTo: 'jane.doe@example.com' })).status).toBe(200);
    });

    test('are refused where the contact wants none', async () => {
      await put({ dndSettings: { Email: { status: 'active' } } });
      expect(await send()).toMatchObject({
        status: 400,
        body: {
          message: 'Cannot send message as DND is active for Email.',
          canonicalCode: 'CONVERSATIONS_MSG_DND_ACTIVE_EMAIL',
        },
      });
    });
  });

  test('send: unknown type, unknown contact, contact without phone', async () => {
    const send = (body: unknown) => call('/conversations/messages', { body });
    expect((await send({ type: 'Fax', contactId: janeId, message: 'a' })).status).toBe(422);
    expect((await send({ type: 'SMS', contactId: 'nobody', message: 'a' })).status).toBe(400);
    expect(
      (await send({ type: 'SMS', contactId: 'contact0000000000040', message: 'a' })).status,
    ).toBe(400);
  });
});
