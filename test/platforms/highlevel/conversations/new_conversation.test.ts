import type { HighlevelClient } from '../../../../platforms/highlevel/client.js';
import { conversationIn } from '../../../../platforms/highlevel/conversations/shape.js';
import { locationId } from '../../../../sandbox/highlevel/index.js';
import {
  filterFields as conversationFields,
  perform as newConversation,
} from '../../../../triggers/new_conversation.js';
import { failureOf } from '../../../helpers/running/app.js';
import {
  addConversation,
  ago,
  APP,
  highlevelTriggers,
  ids,
  many,
  MINUTE,
  poll,
  pollInCore,
  queries,
  refuseScope,
  sandbox,
  sent,
  someone,
} from '../../../helpers/highlevel/triggers.js';

describe('the polling triggers of HighLevel', () => {
  highlevelTriggers();

  describe('new_conversation', () => {
    it('asks for those added since then, latest message first', async () => {
      addConversation(ago(MINUTE));
      await pollInCore(newConversation);
      expect(sent()).toEqual(['GET /conversations/search']);
      expect(queries()[0]).toEqual({
        locationId,
        sortBy: 'last_message_date',
        sort: 'desc',
        limit: '20',
        startDate: expect.stringMatching(/^\d{13}$/),
      });
      const since = Number(queries()[0]?.['startDate']);
      expect(since).toBeGreaterThan(Date.now() - 24 * 60 * MINUTE);
      expect(since).toBeLessThanOrEqual(Date.now() - 30 * MINUTE);
      expect(sandbox.requests[0]?.headers['version']).toBe('2021-04-15');
    });

    it("does not take HighLevel's own note for the last message", async () => {
      const note = { body: 'Opportunity created', messageType: 'TYPE_ACTIVITY_OPPORTUNITY' };
      const { id } = addConversation(ago(MINUTE), {}, note);
      const found = (await poll(newConversation)).find((conversation) => conversation.id === id);
      expect(found).toBeDefined();
      expect(found).not.toHaveProperty('last_message');
    });

    it('gives it in the shape of all platforms', async () => {
      const contact = someone();
      const dateAdded = ago(MINUTE);
      sandbox.store.addContact({});
      const conversation = sandbox.store.addConversation(contact, { dateAdded, type: 1 });
      const message = { dateAdded: ago(1000), body: 'Hello', messageType: 'TYPE_WHATSAPP' };
      sandbox.store.addMessage(conversation, message);
      expect(await poll(newConversation)).toEqual([
        {
          id: conversation.id,
          channel: 'Phone',
          assignee_id: contact.assignedTo,
          unread_count: 1,
          contact: {
            id: contact.id,
            name: 'Jane Doe',
            first_name: 'Jane',
            last_name: 'Doe',
            email: 'jane.doe@example.com',
            phone: '+15552010101',
            url: `${APP}/contacts/detail/${contact.id}`,
          },
          last_message: 'Hello',
          created_at: dateAdded,
          updated_at: message.dateAdded,
          last_activity_at: message.dateAdded,
          url: `${APP}/conversations/conversations/${conversation.id}`,
          locationId,
          lastMessageType: 'TYPE_WHATSAPP',
          lastMessageDirection: 'inbound',
        },
      ]);
    });

    it('steps on where more conversations share a millisecond than a page holds', async () => {
      const tie = ago(2 * MINUTE);
      for (let count = 0; count < 130; count += 1) addConversation(tie);
      const oldest = addConversation(ago(3 * MINUTE));
      const records = await poll(newConversation);
      // The API has no way to the ties beyond a page of 100.
      expect(records).toHaveLength(101);
      expect(ids(records)).toContain(oldest.id);
      const at = Date.parse(tie);
      expect(queries().map(({ startAfterDate }) => startAfterDate)).toEqual([
        undefined,
        String(at + 1),
        String(at),
      ]);
      expect(queries()[1]).toMatchObject({ limit: '100' });
    });

    it('does not take an old one for new, nor read on, where the server heeds no date', async () => {
      const old = Date.now() - 90 * MINUTE;
      const conversations = many(20).map((index) => ({
        id: `conversation${String(index)}`,
        contactId: 'c',
        dateAdded: old,
        lastMessageDate: Date.now() - index,
      }));
      sandbox.fail({ times: 9, status: 200, body: JSON.stringify({ conversations, total: 20 }) });
      expect(await poll(newConversation)).toEqual([]);
      expect(sandbox.requests.length).toBeLessThanOrEqual(3);
    });

    it('filters by agent, status, channel and direction', async () => {
      const wanted = addConversation(ago(MINUTE), {}, { messageType: 'TYPE_LIVE_CHAT' });
      addConversation(ago(MINUTE), {}, { direction: 'outbound' });
      const input = {
        agent: 'Nobody',
        status: 'Unread',
        channel: 'live chat',
        direction: 'incoming',
      };
      expect(ids(await poll(newConversation, input))).toEqual([wanted.id]);
      expect(queries()[0]).toMatchObject({
        assignedTo: 'unassigned',
        status: 'unread',
        lastMessageType: 'TYPE_LIVE_CHAT',
        lastMessageDirection: 'inbound',
      });
    });

    it.each([
      ['status', /^Status: `x` is not one of its options: `all`, `unread`/],
      ['channel', /^Channel: `x` is not one of its options: `SMS`/],
      ['direction', /^Direction: `x` is not one of its options: `incoming`, `outgoing`/],
    ])('refuses a %s that there is not', async (key, text) => {
      const { message } = await failureOf(poll(newConversation, { [key]: 'x' }));
      expect(message).toMatch(text);
      expect(sandbox.requests).toEqual([]);
    });

    it('has fields for its filters', async () => {
      const fields = await poll(conversationFields);
      expect(fields.map(({ key }) => key)).toEqual(['agent', 'status', 'channel', 'direction']);
      expect(fields).toMatchObject([{ dynamic: 'list_users.id.name' }, {}, {}, {}]);
      expect(fields.every(({ required }) => required === false)).toBe(true);
    });

    it('names the scope that the token lacks', async () => {
      refuseScope(/conversations\/search/);
      const { name, message } = await failureOf(poll(newConversation));
      expect(name).toBe('AppError');
      expect(message).toContain('lacks the scope `conversations.readonly`');
    });
  });

  describe('a conversation of another answer', () => {
    const client = { locationId, wire: { platform: 'HighLevel' } } as unknown as HighlevelClient;

    it('of a single read has a number for its type', () => {
      const data = {
        id: 'a',
        contactId: 'c',
        type: 3,
        unreadCount: 0,
        starred: false,
        inbox: true,
      };
      expect(conversationIn(client, { ...data, traceId: 't' })).toEqual({
        id: 'a',
        channel: 'Facebook Messenger',
        starred: false,
        unread_count: 0,
        contact: { id: 'c', url: `${APP}/contacts/detail/c` },
        url: `${APP}/conversations/conversations/a`,
        inbox: true,
      });
    });

    it('of a write has its date as text of milliseconds', () => {
      const conversation = { id: 'a', lastMessageDate: '1628008053263', assignedTo: null };
      expect(conversationIn(client, { success: true, conversation })).toEqual({
        id: 'a',
        last_activity_at: '2021-08-03T16:27:33.263Z',
        url: `${APP}/conversations/conversations/a`,
      });
    });

    it('must have an id', () => {
      expect(() => conversationIn(client, { success: true })).toThrow(/does not understand/);
    });
  });
});
