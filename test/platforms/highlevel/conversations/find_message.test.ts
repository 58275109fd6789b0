import type { Bundle } from 'zapier-platform-core';
import {
  filterFields as findMessageFields,
  perform as findMessage,
} from '../../../../searches/find_message.js';
import {
  highlevelConversations,
  ids,
  jane,
  janes,
  keysOf,
  queryOf,
  refused,
  runStep,
  runStepInCore,
  sandbox,
  sent,
  versions,
} from '../../../helpers/highlevel/conversations.js';

const UNKNOWN = 'nobodyKnows000000001';

type Input = Record<string, unknown>;

describe('conversations and messages of HighLevel', () => {
  highlevelConversations();

  describe('find_message', () => {
    const find = (input: Input = {}, meta: Partial<Bundle['meta']> = {}) =>
      runStep(findMessage, { conversation: janes().id, ...input }, meta);
    const fill = (count: number, values: Input = {}) => {
      const conversation = janes();
      for (let index = 0; index < count; index += 1) {
        const dateAdded = new Date(Date.now() + index).toISOString();
        sandbox.store.addMessage(conversation, {
          body: `Message ${String(index)}`,
          dateAdded,
          ...values,
        });
      }
    };

    it('gives the messages, newest first', async () => {
      const { results, paging_token: token } = await runStepInCore(findMessage, {
        conversation: janes().id,
      });
      expect(token).toBeNull();
      expect(results.map(({ content }) => content)).toEqual([
        'Thank you!',
        '<p>See you on Friday at 10:00.</p>',
        undefined,
        'Yes: 10:00 or 15:30?',
        'Hi, this is Jane. Do you have time on Friday?',
      ]);
      expect(results[1]).toMatchObject({
        subject: 'Your appointment',
        channel: 'Email',
        direction: 'outgoing',
        sender_type: 'user',
        contact_id: jane().id,
        conversation_id: janes().id,
      });
      expect(sent()).toEqual([
        `GET /conversations/${janes().id}/messages`,
        'GET /conversations/messages/email/email000000000000001',
      ]);
      expect(queryOf()).toEqual({ limit: '20' });
      expect(versions()).toEqual(new Set(['2021-04-15']));
    });

    describe('e-mails', () => {
      const thread = () => {
        const row = sandbox.store.messages.find(
          ({ conversationId, meta }) => conversationId === janes().id && meta,
        );
        if (!row) throw new Error('the seed has no e-mail');
        return row;
      };

      it('have their texts, and each of a thread is a message of its own', async () => {
        const dateAdded = '2025-06-02T13:30:00.000Z';
        const reply = sandbox.store.addReply(thread(), {
          subject: 'Re: Your appointment',
          body: '<p>I cannot.</p>',
          direction: 'inbound',
          status: 'opened',
          dateAdded,
        });
        const { results } = await find({ channel: 'Email' });
        expect(results).toEqual([
          expect.objectContaining({
            id: reply.id,
            content: '<p>I cannot.</p>',
            subject: 'Re: Your appointment',
            channel: 'Email',
            direction: 'incoming',
            status: 'opened',
            sender_type: 'contact',
            created_at: dateAdded,
            from: 'jane.doe@example.com',
            messageId: thread().id,
            conversation_id: janes().id,
          }),
          expect.objectContaining({
            id: 'email000000000000001',
            content: '<p>See you on Friday at 10:00.</p>',
            direction: 'outgoing',
            sender_type: 'user',
          }),
        ]);
        expect(ids((await find({ channel: 'Email', direction: 'incoming' })).results)).toEqual([
          reply.id,
        ]);
        expect(sent()).toHaveLength(6);
      });

      it('are found by their texts and subjects', async () => {
        const { results } = await find({ channel: 'Email', text: 'see you on FRIDAY' });
        expect(results.map(({ subject }) => subject)).toEqual(['Your appointment']);
        expect((await find({ channel: 'Email', text: 'your appoint' })).results).toHaveLength(1);
        expect((await find({ channel: 'Email', text: 'Monday' })).results).toEqual([]);
      });

      it('are not read where another channel is chosen', async () => {
        expect((await find({ channel: 'SMS' })).results).toHaveLength(3);
        expect(sent()).toHaveLength(1);
      });

      it('are read forty at a time, and the next page goes on behind them', async () => {
        fill(50, { messageType: 'TYPE_EMAIL', body: 'No.' });
        const first = await find({ channel: 'Email', text: 'friday' });
        expect(first).toEqual({ results: [], paging_token: expect.stringMatching(/^message/) });
        expect(sent()).toHaveLength(3 + 40);
        const second = await find(
          { channel: 'Email', text: 'friday' },
          { paging_token: first.paging_token ?? '' },
        );
        expect(ids(second.results)).toEqual(['email000000000000001']);
        expect(second.paging_token).toBeNull();
        expect(sent()).toHaveLength(43 + 1 + 11);
      });

      it('of a thread longer than that are its newest forty', async () => {
        const replies = Array.from({ length: 50 }, (_, index) =>
          sandbox.store.addReply(thread(), {
            dateAdded: new Date(Date.now() + index).toISOString(),
          }),
        );
        const { results, paging_token: token } = await find({ channel: 'Email' });
        expect(results).toHaveLength(40);
        expect(results[0]?.id).toBe(replies.at(-1)?.id);
        expect(token).toBeNull();
      });

      it('are as the list has them where their records are gone', async () => {
        sandbox.store.emails = [];
        const { results } = await find({ channel: 'Email' });
        expect(results).toMatchObject([
          { id: thread().id, subject: 'Your appointment', channel: 'Email', direction: 'outgoing' },
        ]);
      });

      it('take direction and subject from what the list has in its own place', async () => {
        const email = { messageIds: [], subject: 'Hi', direction: 'inbound' };
        const messages = [
          { id: 'm1', messageType: 'TYPE_EMAIL', contactId: 'c1', meta: { email } },
        ];
        sandbox.fail({ status: 200, body: JSON.stringify({ messages: { messages } }) });
        expect((await find()).results).toMatchObject([
          { id: 'm1', subject: 'Hi', direction: 'incoming', sender_type: 'contact' },
        ]);
      });

      it('are read bare, too, as the document says', async () => {
        const body = JSON.stringify({ id: 'email000000000000001', body: 'Bare', traceId: 't' });
        sandbox.fail({ path: /messages\/email/, status: 200, body });
        expect((await find({ channel: 'Email' })).results).toMatchObject([{ content: 'Bare' }]);
      });

      it('that can not be read are an error, not messages without a text', async () => {
        sandbox.fail({ path: /messages\/email/, status: 503, body: 'busy' });
        const input = { conversation: janes().id };
        expect((await refused(findMessage, input)).message).toMatch(/status 503/);
        sandbox.fail({ path: /messages\/email/, status: 200, body: '{}' });
        expect((await refused(findMessage, input)).message).toMatch(/does not understand/);
      });
    });

    it('goes on from the last message of the page before', async () => {
      fill(20);
      const first = await find();
      expect(first.results).toHaveLength(20);
      expect(first.paging_token).toBe(first.results.at(-1)?.id);
      sandbox.requests.length = 0;
      const second = await find({}, { paging_token: first.paging_token ?? '' });
      expect(queryOf()).toEqual({ limit: '20', lastMessageId: first.paging_token });
      expect(second.results).toHaveLength(5);
      expect(second.paging_token).toBeNull();
    });

    it('filters by direction, channel and text', async () => {
      const outgoing = await find({ direction: 'Outgoing' });
      expect(outgoing.results).toHaveLength(3);
      const emails = await find({ channel: 'email' });
      expect(emails.results.map(({ channel }) => channel)).toEqual(['Email']);
      expect(queryOf(2)).toEqual({ limit: '20', type: 'TYPE_EMAIL' });
      const texts = await find({ text: 'FRIDAY' });
      expect(texts.results).toHaveLength(2);
      expect((await find({ text: 'your appoint' })).results).toHaveLength(1);
    });

    it('checks the channel itself where the server does not', async () => {
      const messages = ['SMS', 'TYPE_EMAIL'].map((messageType, id) => ({
        id: `m${String(id)}`,
        messageType,
      }));
      sandbox.fail({ status: 200, body: JSON.stringify({ messages: { messages } }) });
      expect(ids((await find({ channel: 'SMS' })).results)).toEqual(['m0']);
    });

    it('reads on until a page has a hit', async () => {
      fill(70);
      const { results, paging_token: token } = await find({ text: 'thank you' });
      expect(results).toHaveLength(1);
      expect(token).toBeNull();
      expect(sent().filter((request) => request.endsWith('/messages'))).toHaveLength(4);
    });

    it('stops after some pages, and tells where to go on', async () => {
      fill(130);
      const first = await find({ text: 'thank you' });
      expect(first).toEqual({ results: [], paging_token: expect.stringMatching(/^message/) });
      expect(sandbox.requests).toHaveLength(5);
      const second = await find({ text: 'thank you' }, { paging_token: first.paging_token ?? '' });
      expect(second.results).toHaveLength(1);
    });

    it('leaves out what HighLevel itself notes', async () => {
      fill(1, { messageType: 'TYPE_ACTIVITY_CONTACT' });
      expect((await find()).results).toHaveLength(5);
    });

    it('reads the answer as it is documented, too', async () => {
      const messages = [{ id: 'm1', messageType: 'TYPE_SMS', body: 'Flat' }];
      const body = JSON.stringify({ lastMessageId: 'm1', nextPage: true, messages });
      sandbox.fail({ status: 200, body });
      expect(await find()).toMatchObject({ results: [{ id: 'm1' }], paging_token: 'm1' });
    });

    it('ends where the server gives the same place again', async () => {
      const messages = [{ id: 'm1', messageType: 'TYPE_SMS' }];
      const body = JSON.stringify({ messages: { lastMessageId: 'm1', nextPage: true, messages } });
      sandbox.fail({ times: 2, status: 200, body });
      expect((await find({}, { paging_token: 'm1' })).paging_token).toBeNull();
    });

    it('misses an unknown conversation', async () => {
      const page = await find({ conversation: UNKNOWN });
      expect(page).toEqual({ results: [], paging_token: null });
    });

    it.each([
      [{ conversation: '318' }, /^Conversation: `318` is not a conversation ID/],
      [{ channel: 'Fax' }, /^Channel: `Fax` is not one of its options/],
      [{ direction: 'up' }, /^Direction: `up` is not one of its options/],
      [{ status: 'read' }, /^`status` is not a field of this step/],
    ])('refuses %j', async (input, text) => {
      const { message } = await refused(findMessage, { conversation: UNKNOWN, ...input });
      expect(message).toMatch(text);
      expect(sent()).toEqual([]);
    });

    it('has fields for its filters', async () => {
      expect(keysOf(await runStep(findMessageFields))).toEqual(['channel', 'direction', 'text']);
    });

    it('names the scope that the token lacks', async () => {
      const body = '{"message":"The token is not authorized for this scope."}';
      sandbox.fail({ status: 401, body });
      const { message } = await refused(findMessage, { conversation: UNKNOWN });
      expect(message).toContain('lacks the scope `conversations/message.readonly`');
    });
  });
});
