import { idOf, type Row } from '../check.js';
import type { LiveServer } from '../server.js';
import {
  newAttribute,
  newContact,
  newConversation,
  newInbox,
  newLabels,
  webhookUrl,
} from '../world.js';

/** Where operations name records: each is made anew, and one run of a step names each kind once. */
export class Records {
  readonly #made = new Map<string, Promise<string>>();
  readonly #server: LiveServer;
  readonly #operation: string;

  constructor(server: LiveServer, operation: string) {
    this.#server = server;
    this.#operation = operation;
  }

  /** The record for a field; undefined where the field names none. */
  async of(field: string): Promise<string | undefined> {
    const kind = KIND_OF[`${this.#operation}.${field}`] ?? KIND_OF[field] ?? field;
    const make = kinds[isClientStep(this.#operation) ? `client ${kind}` : kind] ?? kinds[kind];
    if (!make) return undefined;
    return this.get(kind, make);
  }

  get(kind: string, make = kinds[kind]): Promise<string> {
    const known = this.#made.get(kind);
    if (known) return known;
    if (!make) throw new Error(`nothing makes ${kind}`);
    const made = make(this.#server, this);
    this.#made.set(kind, made);
    return made;
  }
}

type Make = (server: LiveServer, records: Records) => Promise<string>;

/** Fields that name a record of another kind than their own name. */
const KIND_OF: Record<string, string> = {
  agents: 'agent',
  author: 'agent',
  labels: 'label title',
  inboxes: 'inbox',
  category_slug: 'category slug',
  parent_category: 'other category',
  associated_category: 'other category',
  associated_article: 'other article',
  'update_inbox.inbox': 'website',
  'create_inbox.portal': 'portal id',
  'update_inbox.portal': 'portal id',
  'find_inbox_label_matrix.labels': 'label',
  'update_agent.agent': 'member',
  'delete_agent.agent': 'member',
  'find_platform_agent_bot.agent_bot': 'platform bot',
  'update_platform_agent_bot.agent_bot': 'platform bot',
  'delete_platform_agent_bot.agent_bot': 'platform bot',
  'delete_account_user.user': 'account user',
  'find_agent_bot.agent_bot': 'bot',
  'update_agent_bot.agent_bot': 'bot',
  'delete_agent_bot.agent_bot': 'bot',
  'set_inbox_agent_bot.agent_bot': 'bot',
};

const isClientStep = (operation: string): boolean =>
  /_inbox_(contact|conversation|message|typing_status|last_seen)$|^find_api_inbox$/.test(operation);

const post = async (server: LiveServer, path: string, body: Row): Promise<string> => {
  const made = await server.api.call<Row & { payload?: Row }>('POST', path, body);
  return idOf(made.payload ?? made);
};
const platform = async (
  { api, keys, made }: LiveServer,
  path: string,
  body: Row,
): Promise<string> => {
  const id = idOf(await api.root('POST', `/platform/api/v1/${path}`, body, keys.platformApp));
  if (!path.includes('/')) made.push(`/platform/api/v1/${path}/${id}`);
  return id;
};
const person = (server: LiveServer): Row => {
  const name = server.fresh();
  return { name, email: `${name}@example.com`, password: `Aa1!${name}` };
};

/** A portal's part, by its path below the portal. */
async function inPortal(server: LiveServer, records: Records, part: Row): Promise<Row> {
  const portal = await records.get('portal');
  const { path, ...body } = part;
  const { payload } = await server.api.call<{ payload: Row }>(
    'POST',
    `/portals/${portal}/${String(path)}`,
    body,
  );
  return payload;
}
const category = async (server: LiveServer, records: Records): Promise<Row> =>
  inPortal(server, records, {
    path: 'categories',
    name: 'Billing',
    slug: server.fresh(),
    locale: 'en',
  });
const article = async (server: LiveServer, records: Records): Promise<string> =>
  idOf(
    await inPortal(server, records, {
      path: 'articles',
      ...{ title: server.fresh(), content: 'Here.', description: 'x' },
      author_id: Number(await records.get('agent')),
      category_id: Number(await records.get('category')),
    }),
  );

const kinds: Record<string, Make> = {
  account: async (server, records) => {
    const account = await platform(server, 'accounts', { name: server.fresh() });
    await records.get('nothing', () => Promise.resolve(account));
    return account;
  },
  user: (server) => platform(server, 'users', person(server)),
  'account user': async (server, records) => {
    const user = await records.get('user');
    const path = `accounts/${await records.get('account')}/account_users`;
    await platform(server, path, { user_id: Number(user), role: 'agent' });
    return user;
  },
  'platform bot': (server) => platform(server, 'agent_bots', { name: server.fresh() }),
  agent: async (server) =>
    idOf(await server.api.root('GET', '/api/v1/profile', undefined, server.keys.agent)),
  member: async (server) => {
    const user = await platform(server, 'users', person(server));
    const member = { user_id: Number(user), role: 'agent' };
    await platform(server, `accounts/${server.accountId}/account_users`, member);
    return user;
  },
  bot: (server) => post(server, '/agent_bots', { name: server.fresh(), outgoing_url: '' }),
  team: (server) => post(server, '/teams', { name: server.fresh() }),
  label: async (server, records) => {
    const title = await records.get('label title');
    const { payload } = await server.api.call<{ payload: Row[] }>('GET', '/labels');
    return idOf(payload.find((row) => row['title'] === title));
  },
  'label title': async (server) => (await newLabels(server, 1)).join(),
  canned_response: (server) =>
    post(server, '/canned_responses', { short_code: server.fresh(), content: 'Hi' }),
  webhook: async (server) => {
    const made = await server.api.call<{ payload: { webhook: Row } }>('POST', '/webhooks', {
      webhook: { url: webhookUrl(server), subscriptions: ['contact_created'] },
    });
    return idOf(made.payload.webhook);
  },
  custom_filter: (server) =>
    post(server, '/custom_filters', {
      custom_filter: { name: server.fresh(), type: 0, query: { payload: [] } },
    }),
  custom_attribute: async (server) => {
    const key = await newAttribute(server, 'list', { attribute_values: ['Free'] });
    const rows = await server.api.call<Row[]>('GET', '/custom_attribute_definitions');
    return idOf(rows.find((row) => row['attribute_key'] === key));
  },
  automation_rule: (server) =>
    post(server, '/automation_rules', {
      ...{ name: server.fresh(), event_name: 'message_created', active: true },
      conditions: [
        {
          ...{ attribute_key: 'content', filter_operator: 'contains', values: ['x'] },
          query_operator: null,
        },
      ],
      actions: [{ action_name: 'mute_conversation', action_params: [] }],
    }),
  portal: async (server) => {
    const slug = server.fresh();
    // Older servers fail without a domain, newer ones without the languages.
    await server.api.call('POST', '/portals', { name: slug, slug, custom_domain: '' });
    const config = { allowed_locales: ['en', 'pt_BR'], default_locale: 'en' };
    await server.api.call('PATCH', `/portals/${slug}`, { portal: { config } });
    return slug;
  },
  'portal id': async (server, records) => {
    const slug = await records.get('portal');
    const { payload } = await server.api.call<{ payload: Row[] }>('GET', '/portals');
    return idOf(payload.find((row) => row['slug'] === slug));
  },
  category: async (server, records) => idOf(await category(server, records)),
  'category slug': async (server, records) => String((await category(server, records))['slug']),
  'other category': async (server, records) => idOf(await category(server, records)),
  article,
  'other article': article,
  website: (server) =>
    post(server, '/inboxes', {
      name: server.fresh(),
      channel: { type: 'web_widget', website_url: 'https://www.example.com' },
    }),
  inbox: async (server) => (await newInbox(server)).id,
  contact: async (server) => (await newContact(server)).id,
  conversation: async (server, records) => {
    const known = { inboxId: await records.get('inbox'), contactId: await records.get('contact') };
    return (await newConversation(server, known)).id;
  },
  message: async (server, records) => {
    const path = `/conversations/${await records.get('conversation')}/messages`;
    return post(server, path, { content: 'Hello' });
  },

  'client inbox': async (server, records) => {
    const inbox = await newInbox(server);
    await records.get('inbox id', () => Promise.resolve(inbox.id));
    return inbox.identifier;
  },
  'client contact_identifier': async (server, records) => {
    const inbox = await records.get('inbox', kinds['client inbox']);
    const path = `/public/api/v1/inboxes/${inbox}/contacts`;
    const made = await server.api.root('POST', path, { name: 'Ann' }, '');
    return String(made['source_id']);
  },
  'client conversation': async (server, records) => {
    const inbox = await records.get('inbox', kinds['client inbox']);
    const contact = await records.get('contact_identifier', kinds['client contact_identifier']);
    const path = `/public/api/v1/inboxes/${inbox}/contacts/${contact}/conversations`;
    return idOf(await server.api.root('POST', path, {}, ''));
  },
};
