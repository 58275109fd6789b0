import { addMessage, keys, seeded } from '../../sandbox/chatwoot/index.js';
import { conversationSample } from '../../objects/conversation.js';
import { filterFields } from '../../searches/find_conversation.js';
import { failureOf } from '../helpers/running/app.js';
import { run } from '../helpers/running/light_app.js';
import { conversationServer, type Field } from '../helpers/servers/conversation_server.js';
import type { ListKey } from '../../platforms/contract/list.js';
import { listTrigger } from '../helpers/running/list_trigger.js';

const { janeDoe, website, secureApp, email, whatsapp, locked } = seeded.conversations;
const { inboxes } = seeded;

describe('finding conversations on a Chatwoot server', () => {
  const server = conversationServer();
  const { useKey, stored, sent, runFind } = server;
  const runList = (key: ListKey, bundle: Parameters<typeof run>[1]) =>
    run(listTrigger(key).operation.perform, bundle);
  const idsOf = (found: { id: string }[]) => found.map(({ id }) => Number(id));

  describe('find_conversation', () => {
    it('finds by id in one request', async () => {
      const [found, ...others] = await runFind({ conversation: String(email) });
      expect(others).toEqual([]);
      expect(found).toMatchObject({
        id: '4',
        status: 'resolved',
        priority: 'medium',
        channel: 'Email',
        inbox_id: '4',
        assignee_id: '2',
        assignee_name: 'Omar Haddad',
        team_id: '1',
        team_name: 'sales',
        labels: ['lead', 'vip'],
        custom_attributes: { order_number: '4004', gift: true },
        contact: { email: 'ben.castellan@example.com' },
        url: `${server.sandbox.url}/app/accounts/1/conversations/4`,
      });
      expect(sent()).toEqual(['GET conversations/4']);
      expect(Object.keys(found ?? {})).toEqual(
        expect.arrayContaining(Object.keys(conversationSample)),
      );
    });

    it.each([{ conversation: '1' }, { contact: '1' }, { agent: '2', inbox: '2' }])(
      "never takes Chatwoot's own note for the last message: %j",
      async (input) => {
        const { store } = server.sandbox;
        const conversation = stored(janeDoe);
        store.messages = store.messages.filter((row) => row.conversation_id !== conversation.id);
        const note = { content: 'Conversation was marked resolved', message_type: 2 as const };
        addMessage(store, conversation, { ...note, sender: null });
        const ours = async () => (await runFind(input)).find(({ id }) => id === '1');
        const silent = await ours();
        expect(silent).toBeDefined();
        expect(silent).not.toHaveProperty('last_message');
        addMessage(store, conversation, { content: 'Thank you' });
        addMessage(store, conversation, { ...note, sender: null });
        expect(await ours()).toMatchObject({ last_message: 'Thank you' });
      },
    );

    it.each([
      { conversation: '999' },
      { conversation: '4', status: 'open' },
      { conversation: '4', contact: '1' },
      { contact: '999' },
      { contact: '9', priority: 'low' },
      { team: '2' },
    ])('has nothing for %j', async (input) => {
      expect(await runFind(input)).toEqual([]);
      expect(server.sandbox.requests).toHaveLength(1);
    });

    it("lists a contact's, open ones first, then the last active", async () => {
      stored(locked).status = 'resolved';
      expect(idsOf(await runFind({ contact: '9' }))).toEqual([website, locked]);
      stored(website).status = 'pending';
      expect(idsOf(await runFind({ contact: '9' }))).toEqual([locked, website]);
      expect(idsOf(await runFind({ contact: '9', inbox: inboxes.locked }))).toEqual([locked]);
      expect(new Set(sent())).toEqual(new Set(['GET contacts/9/conversations']));
    });

    it.each([
      [{ status: 'Snoozed' }, [whatsapp]],
      [{ inbox: '4' }, [email]],
      [{ agent: '2' }, [janeDoe, email]],
      [{ agent: 'nobody', inbox: inboxes.website, priority: 'urgent' }, [website]],
      [{ team: '1', labels: ['vip', 'nothing'] }, [email]],
      [{ priority: 'high', agent: '1' }, [whatsapp]],
    ])('filters by %j', async (input, found) => {
      expect(idsOf(await runFind(input))).toEqual(found);
      expect(sent()).toEqual(['POST conversations/filter']);
    });

    it('puts open ones first, also from behind a full page of others', async () => {
      const open = stored(website);
      for (let index = 0; index < 30; index += 1) {
        server.sandbox.store.conversations.push({
          ...structuredClone(stored(email)),
          id: 1000 + index,
          display_id: 1000 + index,
          inbox_id: open.inbox_id,
          last_activity_at: new Date(),
        });
      }
      const [first, ...others] = await runFind({ inbox: String(open.inbox_id) });
      expect(first?.status).toBe('open');
      expect(others.filter(({ status }) => status !== 'open')).toHaveLength(25);
      expect(sent()).toEqual(['POST conversations/filter', 'POST conversations/filter']);
    });

    it.each([
      [{ status: 'done' }, 'Status: `done` is not one of its options'],
      [{ priority: 'top' }, 'Priority: `top` is not one of its options'],
      [{ agent: 'Omar' }, 'Agent: `Omar` is not an ID'],
      [{ conversation: '#4' }, 'Conversation: `#4` is not a conversation ID'],
      [{}, 'Fill at least one field to search by'],
    ])('refuses %j before any request', async (input, text) => {
      const { message } = await failureOf(runFind(input));
      expect(message).toContain(text);
      expect(server.sandbox.requests).toEqual([]);
    });

    it('says that an agent may not see a conversation', async () => {
      useKey(keys.agent);
      const { message } = await failureOf(runFind({ conversation: String(secureApp) }));
      expect(message).toContain('may not do this with conversation 3');
    });

    it('offers its filters without a request', async () => {
      const fields = (await run(filterFields, { authData: server.authData })) as Field[];
      expect(fields.map(({ key }) => key)).toEqual([
        'status',
        'inbox',
        'agent',
        'team',
        'labels',
        'priority',
      ]);
      expect(server.sandbox.requests).toEqual([]);
    });
  });

  describe('dropdowns', () => {
    it('list conversations of every status, the last active first', async () => {
      const found = await runList('list_conversations', { authData: server.authData });
      expect(found.map(({ id }) => Number(id))).toEqual(
        expect.arrayContaining([janeDoe, website, secureApp, email, whatsapp, locked]),
      );
      expect(found[0]?.name).toMatch(/^.+ – #6, Api, open: Please rate/);
      expect(server.sandbox.requests.map(({ query }) => query)).toEqual(['status=all&page=1']);
    });

    it('list the inboxes that reach a contact, none without one', async () => {
      const inputData = { contact: '3' };
      const found = await runList('list_contact_inboxes', { authData: server.authData, inputData });
      expect(found).toContainEqual({ id: '4', name: 'Acme Mail (Email)' });
      expect(found.map(({ id }) => id)).not.toContain(String(inboxes.whatsapp));
      expect(sent()).toEqual(['GET contacts/3/contactable_inboxes']);
      expect(await runList('list_contact_inboxes', { authData: server.authData })).toEqual([]);
      expect(server.sandbox.requests).toHaveLength(1);
    });

    it('list contacts', async () => {
      const found = await runList('list_contacts', { authData: server.authData });
      expect(found.map(({ id }) => id)).toContain('1');
    });
  });
});
