import app from '../../index.js';
import { createMessage } from '../../sandbox/chatwoot/index.js';
import { run } from '../helpers/running/light_app.js';
import {
  api,
  arrivals,
  authData,
  instant,
  instantTriggers,
  onRelease,
  sandbox,
  switchOn,
  type Instant,
  type Perform,
} from '../helpers/instant.js';

describe('instant triggers on Chatwoot', () => {
  instantTriggers();

  // Before 4.12 nothing is signed, before 4.14.2 events of conversations name no account.
  describe.each(['3.5.2', '4.13.0', '4.15.1'])('an event of Chatwoot %s', (version) => {
    onRelease(version);

    const conversationPath = () => {
      const { display_id: id } = sandbox.store.conversations.at(-1) ?? {};
      return `/conversations/${String(id)}`;
    };
    /** What makes an event of each trigger. */
    const doings: Record<Instant, () => Promise<unknown>> = {
      new_contact_instant: () =>
        api('POST', '/contacts', {
          name: 'Ana Lima',
          email: 'a@b.co',
          phone_number: '+5511900000009',
        }),
      updated_contact_instant: async () => {
        await doings.new_contact_instant();
        const { id } = sandbox.store.contacts.at(-1) ?? {};
        await api('PUT', `/contacts/${String(id)}`, { name: 'Ana Luz' });
      },
      new_conversation_instant: () =>
        api('POST', '/conversations', {
          inbox_id: 2,
          contact_id: 1,
          assignee_id: 1,
          team_id: 1,
          message: { content: 'Hi' },
        }),
      updated_conversation_instant: async () => {
        await doings.new_conversation_instant();
        await api('POST', `${conversationPath()}/labels`, { labels: ['vip'] });
      },
      conversation_status_changed_instant: async () => {
        await doings.new_conversation_instant();
        await api('POST', `${conversationPath()}/toggle_status`, { status: 'resolved' });
      },
      new_message_instant: () => api('POST', '/conversations/1/messages', { content: 'Hi' }),
    };
    const keysOf = (value: unknown, name = ''): string[] =>
      typeof value !== 'object' || value === null || /attributes|values|changed/.test(name)
        ? [name]
        : Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${name}.${key}`));

    it.each(instant)(
      '(%s) starts one run, in the shape of the samples and of what is read again',
      async (key) => {
        const { received, subscribeData } = await switchOn(key);
        await doings[key]();
        await sandbox.settle();
        const unsigned = arrivals.map((arrival) => ({ ...arrival, headers: {} }));
        sandbox.requests.length = 0;
        const events = await received();
        expect(events).toHaveLength(1);
        // Believed as it came: signed texts of all scripts fit.
        expect(sandbox.requests).toEqual([]);
        const [event] = events;
        const { operation } = app.triggers[key];
        const samples = await run(operation.performList as Perform, { authData });
        const sample = samples.find(({ id }) => id === event?.['id']);
        expect(keysOf(event).length).toBeGreaterThan(6);
        expect(keysOf(event)).toEqual(expect.arrayContaining(keysOf(operation.sample)));
        expect(keysOf(sample).sort()).toEqual(keysOf(event).sort());
        if (!subscribeData['secret']) return;
        const perform = operation.perform as Perform;
        const again = [];
        for (const rawRequest of unsigned) {
          again.push(...(await run(perform, { authData, subscribeData, rawRequest })));
        }
        expect(keysOf(again[0]).sort()).toEqual(keysOf(event).sort());
      },
    );

    it.each(['contact', 'user'])('tells of a message’s %s the same as the samples', async (who) => {
      const { received } = await switchOn('new_message_instant');
      const [conversation] = sandbox.store.conversations;
      if (!conversation) throw new Error('the seed has no conversation');
      const sender = who === 'contact' ? { type: 'Contact' as const, id: 1 } : undefined;
      if (sender) createMessage(sandbox.store, conversation, { content: 'Hi', sender });
      else await doings.new_message_instant();
      const [event] = await received();
      expect(event).toMatchObject({ content: 'Hi', sender_type: who });
      const samples = await run(app.triggers.new_message_instant.operation.performList as Perform, {
        authData,
      });
      const sample = samples.find(({ id }) => id === event?.['id']);
      const senderOf = (record: Record<string, unknown> = {}) =>
        Object.entries(record).filter(([key]) => key.startsWith('sender'));
      expect(senderOf(sample)).toEqual(senderOf(event));
      // Chatwoot tells an agent's e-mail in the events alone.
      expect(event?.['sender_email']).toBe(sender && 'jane.doe@example.com');
    });
  });
});
