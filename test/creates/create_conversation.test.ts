import { seeded } from '../../sandbox/chatwoot/index.js';
import {
  perform as create,
  platformFields as createFields,
} from '../../creates/create_conversation.js';
import { failureOf } from '../helpers/running/app.js';
import { run, runKeepingCache } from '../helpers/running/light_app.js';
import { conversationServer } from '../helpers/servers/conversation_server.js';

const { locked } = seeded.conversations;
const { inboxes } = seeded;
const OMAR = 2;
const TOMORROW = new Date(Math.ceil(Date.now() / 1000) * 1000 + 86_400_000).toISOString();

describe('starting conversations on a Chatwoot server', () => {
  const server = conversationServer();
  const { stored, sent, bodyOf, texts, runCreate, metaOf } = server;

  describe('create_conversation', () => {
    it('sends one request with everything it takes, after a look at the contact', async () => {
      const meta = await metaOf(
        run(createFields, { authData: server.authData, inputData: { contact: '1' } }),
      );
      const started = await runCreate(
        {
          contact: '1',
          inbox: String(inboxes.api),
          message: 'Welcome {{contact.name}}!',
          status: 'Pending',
          attr_order_number: '77',
          attr_gift: 'yes',
        },
        meta,
      );
      expect(started).toMatchObject({
        is_new: true,
        status: 'pending',
        // The server fills in who is written to.
        last_message: 'Welcome Jane Doe!',
        custom_attributes: { order_number: '77', gift: true },
        contact: { id: '1' },
      });
      expect(sent()).toEqual(['GET contacts/1', 'POST conversations']);
      expect(bodyOf(-1)).toMatchObject({ message: { content: 'Welcome {{contact.name}}!' } });
      expect(texts(started.id)).toEqual(['Welcome Jane Doe!']);
    });

    it('sends the first message as it was typed, as long as the server takes', async () => {
      const message = ` ${'🎁'.repeat(149_999)}`;
      const started = await runCreate({ contact: '1', inbox: String(inboxes.api), message });
      expect(bodyOf(-1)).toMatchObject({ message: { content: message } });
      expect(started.last_message).toBe(message);
    });

    it('stays in the session the contact has in an API inbox', async () => {
      const started = await runCreate({ contact: '1', inbox: String(inboxes.api) });
      const session = server.sandbox.store.contactInboxes.find(
        ({ source_id }) => source_id === seeded.apiInbox.source_id,
      );
      expect(session).toBeDefined();
      expect(stored(started.id).contact_inbox_id).toBe(session?.id);
    });

    it('notes what else it is to hold, beside its own mark, in a session that is named', async () => {
      const started = await runCreate({
        contact: '1',
        inbox: String(inboxes.api),
        source_id: 'app-77',
        additional_attributes: '{"referer":"https://example.com/pricing","plan":{"seats":3}}',
      });
      expect(sent()).toEqual(['POST conversations']);
      expect(bodyOf(-1)).toMatchObject({
        source_id: 'app-77',
        additional_attributes: {
          referer: 'https://example.com/pricing',
          plan: { seats: 3 },
          zapier_request: expect.any(String) as string,
        },
      });
      expect(started.is_new).toBe(true);
      const session = server.sandbox.store.contactInboxes.find(
        ({ id }) => id === stored(started.id).contact_inbox_id,
      );
      expect(session).toMatchObject({ contact_id: 1, source_id: 'app-77' });
    });

    it('assigns, labels and ranks it', async () => {
      const inputData = {
        contact: '1',
        inbox: String(inboxes.website),
        agent: String(OMAR),
        team: '1',
        add_labels: ['lead', 'vip'],
        priority: 'high',
        status: 'snoozed',
        snoozed_until: TOMORROW,
      };
      const started = await runCreate(inputData);
      expect(started).toMatchObject({
        is_new: true,
        assignee_id: '2',
        team_id: '1',
        labels: ['lead', 'vip'],
        priority: 'high',
        status: 'snoozed',
        snoozed_until: TOMORROW,
      });
      expect(sent()).toEqual([
        'GET assignable_agents',
        'GET teams',
        'GET contacts/1',
        'POST conversations',
        'POST conversations/7/labels',
        'PATCH conversations/7',
      ]);
      server.sandbox.requests.length = 0;
      await runKeepingCache(create, { authData: server.authData, inputData });
      expect(sent()).toEqual([
        'GET contacts/1',
        'POST conversations',
        'POST conversations/8/labels',
        'PATCH conversations/8',
      ]);
    });

    it('assigns the agent again when the team puts them aside', async () => {
      const started = await runCreate({
        contact: '1',
        inbox: String(inboxes.website),
        agent: '1',
        team: '1',
      });
      expect(started).toMatchObject({ assignee_id: '1', team_id: '1' });
      expect(stored(started.id)).toMatchObject({ assignee_id: 1, team_id: 1 });
      expect(sent().at(-1)).toBe('POST conversations/7/assignments');
    });

    it('writes into the one there is in an inbox locked to a single conversation', async () => {
      const before = structuredClone(stored(locked));
      const started = await runCreate({
        contact: '9',
        inbox: String(inboxes.locked),
        message: 'One more thing',
        status: 'resolved',
        priority: 'urgent',
        add_labels: ['vip'],
      });
      expect(started).toMatchObject({ id: '6', is_new: false, last_message: 'One more thing' });
      expect(stored(locked)).toMatchObject({
        status: before.status,
        priority: before.priority,
        labels: before.labels,
      });
      expect(texts(locked).filter((text) => text === 'One more thing')).toHaveLength(1);
      expect(sent()).toEqual(['GET contacts/9', 'POST conversations']);
    });

    it('says what was done when the labels fail', async () => {
      server.sandbox.fail({ path: /labels/, status: 500 });
      const { message } = await failureOf(
        runCreate({
          contact: '1',
          inbox: String(inboxes.api),
          add_labels: 'vip',
          priority: 'low',
        }),
      );
      expect(message).toContain(
        'Done: the new conversation (ID 7). Perhaps done: the labels. Not done: the priority.',
      );
    });

    it.each([
      [{ inbox: undefined }, 'Inbox: this field is required'],
      [{ inbox: 'WhatsApp' }, 'Inbox: `WhatsApp` is not an ID'],
      [{ status: 'done' }, 'Status: `done` is not one of its options'],
      [{ snoozed_until: TOMORROW }, 'Snooze Until: it goes with the status Snoozed'],
      [{ template_body_1: 'Jane' }, 'Template: this field is required'],
      [{ message: 'x'.repeat(150_001) }, 'Message: the text has 150001 characters'],
      [{ color: 'red' }, '`color` is not a field of this step'],
      [{ additional_attributes: '[1]' }, 'Additional Attributes: this JSON must be an object'],
      [{ additional_attributes: '{"a' }, 'Additional Attributes: this is not valid JSON'],
      [
        { additional_attributes: { referer: 'x'.repeat(1501) } },
        'Additional Attributes, referer: the text has 1501 characters',
      ],
      [{ conversation: '4' }, '`conversation` is not a field of this step'],
      [{ contact: 'jane' }, 'Contact: `jane`'],
    ])('refuses %j before any request', async (input, text) => {
      const { message } = await failureOf(
        runCreate({ contact: '1', inbox: String(inboxes.api), ...input }),
      );
      expect(message).toContain(text);
      expect(server.sandbox.requests).toEqual([]);
    });

    it.each([
      [{ agent: '2', inbox: String(inboxes.secureApi) }, 'Agent: the agent `2` cannot be assigned'],
      [{ agent: '99' }, 'Agent: the agent `99` cannot be assigned'],
      [{ team: '99' }, 'Team: Chatwoot has no team `99` in this account. Choose'],
      [{ contact: '999' }, 'Chatwoot has no contact 999'],
      [{ inbox: '99' }, 'Chatwoot has no contact 1 or inbox 99'],
      [{ contact: '8', source_id: seeded.apiInbox.source_id }, 'Source ID: in this inbox of'],
      [
        { contact: '2', inbox: String(inboxes.whatsapp) },
        'Inbox: this contact has no phone number',
      ],
      [{ contact: '2', inbox: String(inboxes.email) }, 'Inbox: this contact has no email'],
    ])('creates nothing for %j', async (input, text) => {
      const count = server.sandbox.store.conversations.length;
      const { message } = await failureOf(
        runCreate({ contact: '1', inbox: String(inboxes.api), ...input }),
      );
      expect(message).toContain(text);
      expect(server.sandbox.store.conversations).toHaveLength(count);
    });

    it('hints at a Source ID that is taken', async () => {
      server.sandbox.fail({ method: 'POST', path: /conversations$/, status: 500 });
      const { message } = await failureOf(
        runCreate({ contact: '1', inbox: '2', source_id: 'app-77' }),
      );
      expect(message).toContain('Check the Source ID:');
    });

    it('hints at inboxes that cannot start conversations', async () => {
      server.sandbox.fail({ method: 'POST', path: /conversations$/, status: 500 });
      const { message } = await failureOf(runCreate({ contact: '1', inbox: '2' }));
      expect(message).toContain('(Facebook, Instagram, Telegram, Line)');
    });
  });
});
