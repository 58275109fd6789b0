import { failure, holds, idOf, same, says, type Row } from '../check.js';
import { NotApplicable, type Scenario } from '../scenario.js';
import type { LiveServer } from '../server.js';
import {
  newContact,
  newConversation,
  newInbox,
  newLabels,
  personOf,
  storedContact,
  storedConversation,
} from '../world.js';

const assigneeOf = async (server: LiveServer, id: string): Promise<string | undefined> => {
  const { meta } = (await storedConversation(server, id)) as { meta: { assignee?: object } };
  return meta.assignee && idOf(meta.assignee);
};

/** A conversation in an inbox whose members are the agent and the administrator. */
async function conversationOfTwo(
  server: LiveServer,
): Promise<{ id: string; agent: string; administrator: string }> {
  const administrator = idOf(await personOf(server, server.keys.administrator));
  const agent = idOf(await personOf(server, server.keys.agent ?? ''));
  const { id: inbox } = await newInbox(server);
  await server.api.call('POST', '/inbox_members', {
    inbox_id: Number(inbox),
    user_ids: [Number(agent), Number(administrator)],
  });
  return { id: (await newConversation(server, { inboxId: inbox })).id, agent, administrator };
}

/** What a server does by itself, and what we make of it. */
export const serverWays: Scenario[] = [
  {
    name: 'picture whose address nobody serves is no failure',
    run: async (server) => {
      const { id } = await newContact(server);
      const avatar_url = `https://nobody.invalid/${server.fresh()}.png`;
      const output = await server.app.create('update_contact', { contact: id, avatar_url });
      same('the outcome', output['outcome'], 'updated');
      same('the picture', output['thumbnail'] ?? '', '');
    },
  },
  {
    name: 'picture as a file is stored beside other fields',
    needs: ['receiver'],
    run: async (server) => {
      const { id } = await newContact(server);
      const avatar = `${server.receiver?.localUrl ?? ''}/${server.fresh()}.png`;
      await server.app.create('update_contact', { contact: id, name: 'Ann', avatar });
      const stored = await storedContact(server, id);
      same('the name', stored['name'], 'Ann');
      says('the picture', stored['thumbnail'], /./);
    },
  },
  {
    name: 'new team keeps the agent who is asked for',
    needs: ['agent'],
    run: async (server) => {
      const { id, agent, administrator } = await conversationOfTwo(server);
      const team = idOf(
        await server.api.call('POST', '/teams', { name: server.fresh(), allow_auto_assign: true }),
      );
      const members = { user_ids: [Number(administrator)] };
      await server.api.call('POST', `/teams/${team}/team_members`, members);
      await server.app.create('update_conversation', { conversation: id, team, agent });
      same('the agent', await assigneeOf(server, id), agent);
      const { meta } = (await storedConversation(server, id)) as { meta: { team?: object } };
      same('the team', meta.team && idOf(meta.team), team);
    },
  },
  {
    name: 'new team’s agent is in the output',
    needs: ['agent'],
    run: async (server) => {
      const { id, administrator } = await conversationOfTwo(server);
      const team = idOf(
        await server.api.call('POST', '/teams', { name: server.fresh(), allow_auto_assign: true }),
      );
      const members = { user_ids: [Number(administrator)] };
      await server.api.call('POST', `/teams/${team}/team_members`, members);
      const output = await server.app.create('update_conversation', { conversation: id, team });
      const { assignee } = output as { assignee?: object };
      same('the agent', assignee && idOf(assignee), await assigneeOf(server, id));
    },
  },
  {
    name: 'opening with an agent’s key leaves the conversation to whom it belonged',
    needs: ['agent'],
    run: async (server) => {
      const { id, administrator } = await conversationOfTwo(server);
      const input = { conversation: id, agent: administrator, status: 'resolved' };
      await server.app.create('update_conversation', input);
      const opening = { conversation: id, status: 'open' };
      await server.app.create('update_conversation', opening, { key: server.keys.agent ?? '' });
      same('the status', (await storedConversation(server, id))['status'], 'open');
      same('the agent', await assigneeOf(server, id), administrator);
    },
  },
  {
    name: 'reply to another conversation’s message goes without the reference',
    run: async (server) => {
      const [one, other] = [await newConversation(server), await newConversation(server)];
      const path = `/conversations/${other.id}/messages`;
      const reply_to = idOf(await server.api.call('POST', path, { content: 'Hello' }));
      const input = { conversation: one.id, message: 'An answer', reply_to };
      await server.app.create('send_message', input);
      const { payload } = await server.api.call<{ payload: Row[] }>(
        'GET',
        `/conversations/${one.id}/messages`,
      );
      const { content, content_attributes: attributes } = payload.at(-1) ?? {};
      same('the text', content, 'An answer');
      same('the reference', (attributes as Row | undefined)?.['in_reply_to'] ?? null, null);
    },
  },
  {
    name: 'what there is to click is stored as it was built',
    run: async (server) => {
      const { id } = await newConversation(server);
      const message = {
        ...{ conversation: id, message: 'Which one?', content_type: 'input_select' },
        content_attributes:
          '[{"title": "Red", "value": "red"}, {"title": "Blue", "value": "blue"}]',
      };
      await server.app.create('send_message', message);
      const { payload } = await server.api.call<{ payload: Row[] }>(
        'GET',
        `/conversations/${id}/messages`,
      );
      holds('it', payload.at(-1), { content: 'Which one?', content_type: 'input_select' });
    },
  },
  {
    name: 'sent message’s status is what the server says',
    run: async (server) => {
      const { id } = await newConversation(server);
      const sent = await server.app.create('send_message', { conversation: id, message: 'Hi' });
      const [found] = await server.app.search('find_message', { conversation: id });
      same('the status', [sent['status'], found?.['status']], ['sent', 'sent']);
    },
  },
  {
    name: 'server that fails over labels says what is the matter',
    everyRelease: true,
    run: async (server) => {
      const isFaulty = await server.api.call('GET', '/labels').then(
        () => false,
        (fault: unknown) => String(fault).includes(' 500 '),
      );
      if (!isFaulty) throw new NotApplicable('fails over labels only where the server does');
      const message = await failure('labels', server.app.search('find_label', {}));
      says('the message', message, /label/i);
      if (/reconnect/i.test(message)) throw new Error(`blames the key: ${message}`);
      const { id } = await newContact(server);
      const add_labels = [server.fresh()];
      await server.app.create('add_contact_labels', { contact: id, add_labels });
    },
  },
  {
    name: 'route that came later names its release',
    everyRelease: true,
    run: async (server) => {
      const range = { group_by: 'agent', since: '2026-01-01', until: '2026-01-31' };
      const run = server.app.search('find_outgoing_messages_count', range);
      if (server.atLeast('4.11')) await run;
      else says('the message', await failure('it', run), /4\.11/);
    },
  },
  {
    name: 'all contacts by email are whole, page after page',
    run: async (server) => {
      const [label = ''] = await newLabels(server, 1);
      const emails: string[] = [];
      for (let left = 17; left > 0; left -= 1) {
        const { id, email } = await newContact(server, { name: 'Twin' });
        await server.api.call('POST', `/contacts/${id}/labels`, { labels: [label] });
        emails.push(email);
      }
      const input = { labels: [label], sort: 'email' };
      const page = async (
        paging_token?: string,
      ): Promise<{ results: Row[]; paging_token?: string }> =>
        (await server.app.part('find_contacts', 'perform', input, { meta: { paging_token } })) as {
          results: Row[];
          paging_token?: string;
        };
      const first = await page();
      const second = await page(first.paging_token);
      const found = [...first.results, ...second.results].map(({ email }) => email);
      same('they', found, emails.toSorted());
    },
  },
  {
    name: 'article’s position holds beside another category',
    run: async (server) => {
      const portal = server.fresh();
      // Older servers fail without a domain, newer ones without the languages.
      await server.api.call('POST', '/portals', { name: portal, slug: portal, custom_domain: '' });
      const config = { allowed_locales: ['en'], default_locale: 'en' };
      await server.api.call('PATCH', `/portals/${portal}`, { portal: { config } });
      const make = async (part: string, body: Row): Promise<Row> => {
        const path = `/portals/${portal}/${part}`;
        return (await server.api.call<{ payload: Row }>('POST', path, body)).payload;
      };
      const category = async (): Promise<string> =>
        idOf(await make('categories', { name: 'Billing', slug: server.fresh(), locale: 'en' }));
      const [first, second] = [await category(), await category()];
      const author_id = Number(idOf(await personOf(server, server.keys.administrator)));
      const write = (category_id: string): Promise<Row> =>
        make('articles', {
          ...{ title: server.fresh(), content: 'Here.', description: 'x' },
          ...{ author_id, category_id: Number(category_id) },
        });
      await write(second);
      const article = idOf(await write(first));
      const input = { portal, article, category: second, position: '3' };
      const output = await server.app.create('update_article', input);
      same('the position', String(output['position']), '3');
      holds('the category', output['category'], { id: second });
    },
  },
];
