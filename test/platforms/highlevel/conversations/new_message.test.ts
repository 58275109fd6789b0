import { locationId } from '../../../../sandbox/highlevel/index.js';
import {
  filterFields as messageFields,
  perform as newMessage,
} from '../../../../triggers/new_message.js';
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
  pollAgain,
  pollInCore,
  queries,
  refuseScope,
  sample,
  sandbox,
  sent,
} from '../../../helpers/highlevel/triggers.js';

type Input = Record<string, unknown>;

const lastEmail = () => {
  const email = sandbox.store.emails.at(-1);
  if (!email) throw new Error('there is no e-mail');
  return email;
};

describe('the polling triggers of HighLevel', () => {
  highlevelTriggers();

  describe('new_message', () => {
    it('asks for the newest, page after page', async () => {
      const conversation = addConversation(ago(MINUTE));
      for (const index of many(30)) {
        sandbox.store.addMessage(conversation, { dateAdded: ago(index * 1000) });
      }
      await pollInCore(newMessage);
      const query = { locationId, sortBy: 'createdAt', sortOrder: 'desc' };
      const { nextCursor } = sandbox.requests[0]?.answer as { nextCursor: string };
      expect(sent()[0]).toBe('GET /conversations/messages/export');
      expect(queries()).toEqual([
        { ...query, limit: '20' },
        { ...query, limit: '100', cursor: nextCursor },
      ]);
      expect(sandbox.requests[0]?.headers['version']).toBe('2021-04-15');
    });

    it('gives it in the shape of all platforms', async () => {
      const conversation = addConversation(ago(90 * MINUTE));
      const values = {
        dateAdded: ago(MINUTE),
        body: 'See the file',
        messageType: 'TYPE_WHATSAPP',
        attachments: ['https://files.example.com/a.pdf'],
      };
      const incoming = sandbox.store.addMessage(conversation, values);
      const outgoing = sandbox.store.addMessage(conversation, {
        dateAdded: ago(1000),
        direction: 'outbound',
        userId: 'userAlice00000000001',
        messageType: 'TYPE_INTERNAL_COMMENT',
      });
      const records = await poll(newMessage);
      expect(records.slice(0, 2)).toEqual([
        expect.objectContaining({
          id: outgoing.id,
          direction: 'outgoing',
          private: true,
          channel: 'Internal Comment',
          sender_type: 'user',
          sender_id: 'userAlice00000000001',
        }),
        {
          id: incoming.id,
          conversation_id: conversation.id,
          content: 'See the file',
          direction: 'incoming',
          private: false,
          channel: 'WhatsApp',
          status: 'delivered',
          contact_id: conversation.contactId,
          sender_type: 'contact',
          sender_id: conversation.contactId,
          attachments: [{ url: 'https://files.example.com/a.pdf' }],
          created_at: values.dateAdded,
          conversation_url: `${APP}/conversations/conversations/${conversation.id}`,
          locationId,
          contentType: 'text/plain',
          updated_at: values.dateAdded,
          source: 'app',
        },
      ]);
    });

    it('filters by direction, and leaves out what HighLevel itself notes', async () => {
      const conversation = addConversation(ago(90 * MINUTE));
      const add = (values: Input) =>
        sandbox.store.addMessage(conversation, { dateAdded: ago(MINUTE), ...values });
      const incoming = add({});
      const outgoing = add({ direction: 'outbound' });
      add({ messageType: 'TYPE_ACTIVITY_CONTACT', direction: 'outbound' });
      const recent = async (input: Input) =>
        ids(
          (await poll(newMessage, input)).filter(({ created_at: at = '' }) => at > ago(5 * MINUTE)),
        );
      expect((await recent({})).toSorted()).toEqual([incoming.id, outgoing.id].toSorted());
      expect(await recent({ direction: 'incoming' })).toEqual([incoming.id]);
      expect(await recent({ direction: 'outgoing' })).toEqual([outgoing.id]);
    });

    it('gives e-mails only when they are asked for, and says so', async () => {
      const conversation = addConversation(ago(90 * MINUTE));
      const email = { messageType: 'TYPE_EMAIL', subject: 'Hi', dateAdded: ago(MINUTE) };
      sandbox.store.addMessage(conversation, email);
      const { id } = lastEmail();
      expect(ids(await poll(newMessage))).not.toContain(id);
      const [first] = await poll(newMessage, { channel: 'email' });
      expect(first).toMatchObject({ id, channel: 'Email', subject: 'Hi' });
      const fields = await poll(messageFields);
      expect(fields.map(({ key }) => key)).toEqual(['channel', 'direction']);
      expect(fields[0]?.helpText).toMatch(/but email.*choose Email.*At most 60 new ones/);
    });

    describe('over the channel Email', () => {
      const input = { channel: 'Email' };
      const pollEmails = () => poll(newMessage, input);
      const nextPoll = async (more: Input = {}) => {
        sandbox.requests.length = 0;
        return pollAgain(newMessage, { ...input, ...more });
      };
      const addEmail = (values: Input = {}) =>
        sandbox.store.addMessage(addConversation(ago(90 * MINUTE)), {
          messageType: 'TYPE_EMAIL',
          dateAdded: ago(MINUTE),
          body: '<p>Hello</p>',
          subject: 'Hi',
          ...values,
        });

      it('gives each with its text, read once for all polls', async () => {
        const thread = addEmail();
        const email = lastEmail();
        const expected = {
          id: email.id,
          messageId: thread.id,
          content: '<p>Hello</p>',
          subject: 'Hi',
          direction: 'incoming',
          sender_type: 'contact',
          channel: 'Email',
          created_at: email.dateAdded,
        };
        expect(await pollEmails()).toMatchObject([expected]);
        expect(queries()[0]).toEqual({
          locationId,
          channel: 'Email',
          sortBy: 'updatedAt',
          sortOrder: 'desc',
          limit: '20',
        });
        expect(sent().slice(1)).toEqual([`GET /conversations/messages/email/${email.id}`]);
        expect(await nextPoll()).toMatchObject([expected]);
        expect(sent()).toEqual(['GET /conversations/messages/export']);
      });

      it('gives every e-mail of a thread that grows, and none from before', async () => {
        const thread = addEmail({ dateAdded: ago(3 * 60 * MINUTE), direction: 'outbound' });
        expect(await pollEmails()).toEqual([]);
        const replies = [2, 1].map((minutes) =>
          sandbox.store.addReply(thread, { body: String(minutes), dateAdded: ago(minutes * 1000) }),
        );
        const found = await nextPoll();
        expect(ids(found)).toEqual(ids(replies).reverse());
        expect(found).toMatchObject([
          { content: '1', direction: 'incoming' },
          { content: '2', direction: 'incoming' },
        ]);
        expect(ids(await nextPoll({ direction: 'outgoing' }))).toEqual([]);
        expect(ids(await nextPoll())).toEqual(ids(replies).reverse());
        expect(sandbox.requests).toHaveLength(1);
      });

      it('starts nothing for an old one that somebody opens', async () => {
        const thread = addEmail({ dateAdded: ago(3 * 60 * MINUTE) });
        thread.dateUpdated = ago(1000);
        expect(await pollEmails()).toEqual([]);
        await nextPoll();
        expect(sandbox.requests).toHaveLength(1);
      });

      it('needs one request when there is nothing new', async () => {
        expect(await pollEmails()).toEqual([]);
        expect(sandbox.requests).toHaveLength(1);
      });

      it('reads three for a sample', async () => {
        const records = await poll(newMessage, input, sample);
        expect(records).toHaveLength(3);
        expect(records.every(({ content }) => content?.includes('See you on Friday'))).toBe(true);
        expect(sandbox.requests).toHaveLength(1 + 3);
      });

      it('gets to know all of every thread without reading any when the Zap is switched on', async () => {
        const thread = addEmail();
        sandbox.store.addReply(thread, { dateAdded: ago(1000) });
        const known = ids(await poll(newMessage, input, { isPopulatingDedupe: true }));
        expect(known).toEqual(
          expect.arrayContaining(sandbox.store.emails.slice(-2).map(({ id }) => id)),
        );
        expect(known.length).toBeGreaterThanOrEqual(39);
        expect(sent().every((request) => request.endsWith('/export'))).toBe(true);
      });

      it('gives a burst over several polls, each of sixty at most, and loses none', async () => {
        sandbox.store.rateLimit.max = 1000;
        for (const index of many(150)) addEmail({ dateAdded: ago(MINUTE + index) });
        const all = ids(sandbox.store.emails.slice(-150));
        expect(ids(await pollEmails())).toHaveLength(60);
        expect(sandbox.requests.length).toBeLessThanOrEqual(4 + 60);
        expect(ids(await nextPoll())).toHaveLength(120);
        expect(sandbox.requests.length).toBeLessThanOrEqual(7 + 60);
        const third = ids(await nextPoll());
        expect(new Set(third)).toEqual(new Set(all));
        await nextPoll();
        expect(sandbox.requests.length).toBeLessThanOrEqual(9);
        expect(sent().some((request) => request.includes('/email/'))).toBe(false);
      });

      it('gives what is known also below what it leaves for the next poll', async () => {
        sandbox.store.rateLimit.max = 1000;
        const thread = addEmail({ dateAdded: ago(30 * MINUTE) });
        const known = lastEmail().id;
        expect(ids(await pollEmails())).toEqual([known]);
        sandbox.store.addReply(thread, { dateAdded: ago(20 * MINUTE) });
        for (const index of many(70)) addEmail({ dateAdded: ago(MINUTE + index) });
        const second = ids(await nextPoll());
        expect(second).toHaveLength(61);
        expect(second).toContain(known);
        expect(ids(await nextPoll())).toHaveLength(72);
      });

      it('gives what the thread has where a record is gone', async () => {
        addEmail();
        const { id } = lastEmail();
        sandbox.store.emails = [];
        expect(await pollEmails()).toMatchObject([{ id, subject: 'Hi', channel: 'Email' }]);
      });
    });

    it('refuses a channel that the API can not filter by', async () => {
      const { message } = await failureOf(poll(newMessage, { channel: 'Live Chat' }));
      expect(message).toMatch(/^Channel: `Live Chat` is not one of its options: `SMS`/);
    });

    it('ends where the server has no more, whatever its cursor says', async () => {
      const body = JSON.stringify({ messages: [], nextCursor: 'x', total: 0 });
      sandbox.fail({ times: 9, status: 200, body });
      expect(await poll(newMessage)).toEqual([]);
      expect(sandbox.requests).toHaveLength(1);
    });

    it('names the scope that the token lacks', async () => {
      refuseScope(/export/);
      const { message } = await failureOf(poll(newMessage));
      expect(message).toContain('lacks the scope `conversations/message.readonly`');
    });
  });
});
