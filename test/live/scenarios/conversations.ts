import { failure, holds, idOf, same, says } from '../check.js';
import type { Scenario } from '../scenario.js';
import {
  newContact,
  newConversation,
  newInbox,
  newLabels,
  personOf,
  storedConversation,
} from '../world.js';

export const conversations: Scenario[] = [
  {
    name: 'create conversation with its first message',
    everyRelease: true,
    run: async (server) => {
      const { id: contact } = await newContact(server);
      const { id: inbox } = await newInbox(server);
      const input = { contact, inbox, message: 'Welcome!', status: 'pending' };
      const made = await server.app.create('create_conversation', input);
      same('it is new', made['is_new'], true);
      holds('it', await storedConversation(server, idOf(made)), { status: 'pending' });
      const [message] = await server.app.search('find_message', { conversation: idOf(made) });
      same('its message', message?.['content'], 'Welcome!');
    },
  },
  {
    name: 'one conversation for each contact is given back',
    run: async (server) => {
      const more = { lock_to_single_conversation: true };
      const { id: inbox } = await newInbox(server, { more });
      const { id: contact } = await newContact(server);
      const first = await server.app.create('create_conversation', { contact, inbox });
      const again = await server.app.create('create_conversation', {
        contact,
        inbox,
        message: 'Hi',
      });
      same('the second', [again['id'], again['is_new']], [first['id'], false]);
    },
  },
  {
    name: 'update conversation writes status, priority, labels and attributes',
    everyRelease: true,
    run: async (server) => {
      const [label = ''] = await newLabels(server, 1);
      const { id } = await newConversation(server);
      await server.app.create('update_conversation', {
        conversation: id,
        ...{ status: 'resolved', priority: 'high', add_labels: [label] },
        attributes_json: '{"order": "77"}',
      });
      holds('it', await storedConversation(server, id), {
        ...{ status: 'resolved', priority: 'high', labels: [label] },
        custom_attributes: { order: '77' },
      });
    },
  },
  {
    name: 'update conversation keeps labels and attributes',
    everyRelease: true,
    run: async (server) => {
      const titles = await newLabels(server, 2);
      const { id } = await newConversation(server);
      const path = `/conversations/${id}`;
      await server.api.call('POST', `${path}/labels`, { labels: titles.slice(0, 1) });
      await server.api.call('POST', `${path}/custom_attributes`, { custom_attributes: { a: '1' } });
      await server.app.create('update_conversation', {
        conversation: id,
        add_labels: titles.slice(1),
        attributes_json: '{"b": "2"}',
      });
      const stored = await storedConversation(server, id);
      same('the labels', (stored['labels'] as string[]).toSorted(), titles);
      same('the attributes', stored['custom_attributes'], { a: '1', b: '2' });
    },
  },
  {
    name: 'priority alone is written',
    everyRelease: true,
    run: async (server) => {
      const { id } = await newConversation(server);
      const input = { conversation: id, priority: 'urgent' };
      holds('the output', await server.app.create('update_conversation', input), { id });
      holds('it', await storedConversation(server, id), { priority: 'urgent' });
    },
  },
  {
    name: 'agent is assigned and taken off',
    needs: ['agent'],
    run: async (server) => {
      const agent = idOf(await personOf(server, server.keys.agent ?? ''));
      const inbox = await newInbox(server);
      const members = { inbox_id: Number(inbox.id), user_ids: [Number(agent)] };
      await server.api.call('POST', '/inbox_members', members);
      const { id } = await newConversation(server, { inboxId: inbox.id });
      const assignee = async (): Promise<unknown> => {
        const { meta } = (await storedConversation(server, id)) as { meta: { assignee?: object } };
        return meta.assignee && idOf(meta.assignee);
      };
      await server.app.create('update_conversation', { conversation: id, agent });
      same('the agent', await assignee(), agent);
      await server.app.create('update_conversation', { conversation: id, agent: 'nobody' });
      same('nobody', (await assignee()) ?? null, null);
    },
  },
  {
    name: 'unknown agent leaves the one that is there',
    needs: ['agent'],
    run: async (server) => {
      const agent = idOf(await personOf(server, server.keys.agent ?? ''));
      const inbox = await newInbox(server);
      const members = { inbox_id: Number(inbox.id), user_ids: [Number(agent)] };
      await server.api.call('POST', '/inbox_members', members);
      const { id } = await newConversation(server, { inboxId: inbox.id });
      await server.app.create('update_conversation', { conversation: id, agent });
      const input = { conversation: id, agent: '2000000000' };
      await failure('an unknown agent', server.app.create('update_conversation', input));
      holds('it', await storedConversation(server, id), {
        meta: { assignee: { id: Number(agent) } },
      });
    },
  },
  {
    name: 'snoozing until a time',
    run: async (server) => {
      const { id } = await newConversation(server);
      const snoozed_until = '2035-01-02T03:04:05Z';
      await server.app.create('update_conversation', {
        ...{ conversation: id, status: 'snoozed', snoozed_until },
      });
      const stored = await storedConversation(server, id);
      same('the status', stored['status'], 'snoozed');
      const { snoozed_until: until } = stored;
      const time = typeof until === 'number' ? until * 1000 : Date.parse(String(until));
      same('the time', time, Date.parse(snoozed_until));
    },
  },
  {
    name: 'find conversation by contact, open ones first',
    everyRelease: true,
    run: async (server) => {
      const { id, contactId, inboxId } = await newConversation(server);
      const other = await newConversation(server, { contactId, inboxId });
      await server.app.create('update_conversation', {
        conversation: other.id,
        status: 'resolved',
      });
      const found = await server.app.search('find_conversation', { contact: contactId });
      same('they', found.map(idOf), [id, other.id]);
    },
  },
  {
    name: 'find conversation by priority and label',
    everyRelease: true,
    run: async (server) => {
      const [label = ''] = await newLabels(server, 1);
      const { id } = await newConversation(server);
      const input = { conversation: id, priority: 'low', add_labels: [label] };
      await server.app.create('update_conversation', input);
      const found = await server.app.search('find_conversation', {
        priority: 'low',
        labels: [label],
      });
      same('they', found.map(idOf), [id]);
    },
  },
  {
    name: 'find conversation with an unknown ID finds nothing',
    run: async ({ app }) => {
      const found = await app.search('find_conversation', { conversation: '2000000000' });
      same('it', found, []);
    },
  },
  {
    name: 'message is sent as it was typed',
    everyRelease: true,
    run: async (server) => {
      const { id } = await newConversation(server);
      const message = '**Hello** – שלום\nsecond line {not a variable}';
      await server.app.create('send_message', { conversation: id, message });
      const [found] = await server.app.search('find_message', { conversation: id });
      same('the text', found?.['content'], message);
    },
  },
  {
    name: 'Chatwoot fills in its own placeholders',
    everyRelease: true,
    run: async (server) => {
      const { id: contactId } = await newContact(server, { name: 'Ann Lee' });
      const { id } = await newConversation(server, { contactId });
      const input = { conversation: id, message: 'Dear {{contact.name}}' };
      await server.app.create('send_message', input);
      const [found] = await server.app.search('find_message', { conversation: id });
      same('the text', found?.['content'], 'Dear Ann Lee');
    },
  },
  {
    name: 'private note stays with the team',
    run: async (server) => {
      const { id } = await newConversation(server);
      const input = { conversation: id, message: 'Be kind', private: 'yes' };
      holds('it', await server.app.create('send_message', input), { private: true });
    },
  },
  {
    name: 'message with attachments',
    needs: ['receiver'],
    everyRelease: true,
    run: async (server) => {
      const { id } = await newConversation(server);
      const base = server.receiver?.localUrl ?? '';
      const attachments = [`${base}/one.png`, `${base}/two.png`];
      const input = { conversation: id, message: 'Two pictures', attachments };
      await server.app.create('send_message', input);
      const [found] = await server.app.search('find_message', { conversation: id });
      same('how many', (found?.['attachments'] as unknown[] | undefined)?.length, 2);
    },
  },
  {
    name: 'attachment that can’t be read sends nothing',
    run: async (server) => {
      const { id } = await newConversation(server);
      const input = {
        conversation: id,
        message: 'Look',
        attachments: ['http://127.0.0.1:9/gone.png'],
      };
      says('it', await failure('it', server.app.create('send_message', input)), /attach/i);
      same('the messages', await server.app.search('find_message', { conversation: id }), []);
    },
  },
];
