import { asText } from '../../http/body.js';
import type { ErrorRule } from '../../http/error_rule.js';
import { path as encoded } from '../../http/path.js';
import { request, type ApiRequest } from '../../http/request.js';
import { rowsIn } from '../toolkit/answer.js';
import type { Choice } from '../contract/form.js';
import type { Lists } from '../contract/list.js';
import type { DeclaredList } from '../toolkit/lists.js';
import { toText } from '../toolkit/values/index.js';
import { agentBotChoices } from './agent_bots.js';
import { accountRequest, type ChatwootClient } from './client.js';
import { contactChoices } from './contacts/find.js';
import { conversationChoices } from './conversations/find.js';
import { chatwootTexts, platformErrors } from './errors.js';
import { apiInboxChoices, contactInboxChoices } from './inboxes.js';
import { inboxContactChoices } from './inbox_contacts/choices.js';
import { messageChoices } from './messages/choices.js';
import { labelChoices, labelIdChoices, toOwnLabel } from './labels.js';

/** A list of the API, as it is read for a dropdown. */
interface ApiList {
  /** With `{field}` for what the step's form must hold first. */
  path: string;
  /** The API gives the list page by page. */
  paged?: true;
  /** The platform API's lists stand apart from the account's. */
  base?: 'platform';
  /** What its own refusals mean. */
  errors?: readonly ErrorRule[];
  /** Where the list is in the answer: bare unless told. */
  at?: readonly string[];
  /** Where each row holds the list that is meant. */
  inner?: 'hooks';
  /** The API gives one kind at a time: the queries that give them all. */
  kinds?: readonly Record<string, string>[];
  /** The key of what is chosen; `id` unless told. */
  id?: string;
  label: (row: Record<string, unknown>) => string;
}

const named = (row: Record<string, unknown>): string => asText(row['name']);

const withSlug = (row: Record<string, unknown>): string => `${named(row)} (${asText(row['slug'])})`;

/** What dropdowns choose from, each declared once; its key is public. */
export const chatwootLists = {
  list_account_users: {
    noun: 'Member',
    plural: 'Users of an Account',
    dependsOn: { account: 'Account' },
    search: 'find_account_user.user_id',
    ...fromApi({
      path: '/accounts/{account}/account_users',
      base: 'platform',
      id: 'user_id',
      // This part of the API tells no names.
      label: (row) => `User ${asText(row['user_id'])}, ${asText(row['role'])}`,
    }),
  },
  list_agent_bots: {
    noun: 'Bot',
    plural: 'Agent Bots',
    search: 'find_agent_bot.id',
    read: agentBotChoices,
  },
  list_agents: {
    noun: 'Agent',
    plural: 'Agents',
    search: 'find_agent.id',
    ...fromApi({
      path: '/agents',
      label: (row) => `${asText(row['available_name']) || named(row)} (${asText(row['email'])})`,
    }),
  },
  list_api_inboxes: {
    noun: 'Inbox',
    plural: 'API Inboxes',
    goesBy: 'text',
    read: apiInboxChoices,
  },
  list_articles: {
    noun: 'Article',
    plural: 'Articles of a Portal',
    dependsOn: { portal: 'Portal' },
    search: 'find_article.id',
    ...fromApi({
      path: '/portals/{portal}/articles',
      at: ['payload'],
      paged: true,
      // It has pages, and a title may stand on another one too.
      label: (row) => `${asText(row['title'])} (ID ${asText(row['id'])})`,
    }),
  },
  list_automation_rules: {
    noun: 'Rule',
    plural: 'Automation Rules',
    search: 'find_automation_rule.id',
    ...fromApi({ path: '/automation_rules', at: ['payload'], label: named }),
  },
  list_canned_responses: {
    noun: 'Response',
    plural: 'Canned Responses',
    search: 'find_canned_response.id',
    ...fromApi({
      path: '/canned_responses',
      label: (row) => `${asText(row['short_code'])}: ${asText(row['content']).slice(0, 60)}`,
    }),
  },
  list_categories: {
    noun: 'Category',
    plural: 'Categories of a Portal',
    dependsOn: { portal: 'Portal' },
    search: 'find_category.id',
    ...fromApi({
      path: '/portals/{portal}/categories',
      at: ['payload'],
      label: (row) => `${named(row)} (${asText(row['locale'])}, ${asText(row['slug'])})`,
    }),
  },
  list_contact_inboxes: {
    noun: 'Inbox',
    plural: 'Inboxes of a Contact',
    dependsOn: { contact: 'Contact' },
    read: (client, input) => contactInboxChoices(client, input['contact']),
  },
  list_contacts: {
    noun: 'Contact',
    plural: 'Contacts',
    search: 'find_contact.id',
    paged: true,
    read: (client, _input, page) => contactChoices(client, page),
  },
  list_conversations: {
    noun: 'Conversation',
    plural: 'Conversations',
    search: 'find_conversation.id',
    paged: true,
    read: (client, _input, page) => conversationChoices(client, page),
  },
  list_custom_attributes: {
    noun: 'Attribute',
    plural: 'Custom Attributes',
    search: 'find_custom_attribute.id',
    ...fromApi({
      path: '/custom_attribute_definitions',
      label: (row) =>
        `${asText(row['attribute_display_name'])} (${asText(row['attribute_model']).replace('_attribute', '')}, ${asText(row['attribute_key'])})`,
    }),
  },
  list_custom_filters: {
    noun: 'Filter',
    plural: 'Custom Filters',
    search: 'find_custom_filter.id',
    ...fromApi({
      path: '/custom_filters',
      kinds: [
        { filter_type: 'conversation' },
        { filter_type: 'contact' },
        { filter_type: 'report' },
      ],
      label: (row) => `${named(row)} (${asText(row['filter_type'])})`,
    }),
  },
  list_inbox_contacts: {
    noun: 'Contact',
    plural: 'Contacts of an Inbox',
    goesBy: 'text',
    dependsOn: { inbox: 'Inbox' },
    paged: true,
    read: (client, input, page) => inboxContactChoices(client, input['inbox'], page),
  },
  list_inboxes: {
    noun: 'Inbox',
    plural: 'Inboxes',
    search: 'find_inbox.id',
    ...fromApi({
      path: '/inboxes',
      at: ['payload'],
      label: (row) => `${named(row)} (${asText(row['channel_type']).replace('Channel::', '')})`,
    }),
  },
  list_integration_hooks: {
    noun: 'Hook',
    plural: 'Integration Hooks',
    ...fromApi({
      path: '/integrations/apps',
      at: ['payload'],
      inner: 'hooks',
      label: (row) => `${asText(row['app_id'])} #${asText(row['id'])}`,
    }),
  },
  list_integrations: {
    noun: 'Integration',
    plural: 'Integrations',
    goesBy: 'text',
    search: 'find_integration.id',
    ...fromApi({ path: '/integrations/apps', at: ['payload'], label: named }),
  },
  list_label_ids: {
    noun: 'Label',
    plural: 'Labels by ID',
    search: 'find_label.id',
    read: labelIdChoices,
  },
  list_labels: {
    noun: 'Label',
    plural: 'Labels',
    goesBy: 'text',
    stored: toOwnLabel,
    read: labelChoices,
  },
  list_messages: {
    noun: 'Message',
    plural: 'Messages of a Conversation',
    dependsOn: { conversation: 'Conversation' },
    search: 'find_message.id',
    read: (client, input) => messageChoices(client, input['conversation']),
  },
  list_platform_accounts: {
    noun: 'Account',
    plural: 'Accounts',
    search: 'find_platform_account.id',
    ...fromApi({
      path: '/accounts',
      base: 'platform',
      errors: [
        { status: 404, text: () => chatwootTexts.noAccountList },
        { status: 500, text: () => chatwootTexts.brokenAccountList },
      ],
      label: named,
    }),
  },
  list_platform_agent_bots: {
    noun: 'Bot',
    plural: 'Platform Agent Bots',
    search: 'find_platform_agent_bot.id',
    ...fromApi({ path: '/agent_bots', base: 'platform', label: named }),
  },
  list_portal_ids: {
    noun: 'Portal',
    plural: 'Portals by ID',
    search: 'find_portal.id',
    ...fromApi({ path: '/portals', at: ['payload'], label: withSlug }),
  },
  list_portals: {
    noun: 'Portal',
    plural: 'Portals',
    goesBy: 'text',
    search: 'find_portal.slug',
    ...fromApi({ path: '/portals', at: ['payload'], id: 'slug', label: withSlug }),
  },
  list_teams: {
    noun: 'Team',
    plural: 'Teams',
    search: 'find_team.id',
    ...fromApi({ path: '/teams', label: named }),
  },
  list_webhooks: {
    noun: 'Webhook',
    plural: 'Webhooks',
    search: 'find_webhook.id',
    ...fromApi({
      path: '/webhooks',
      at: ['payload', 'webhooks'],
      label: (row) => [named(row), asText(row['url'])].filter(Boolean).join(': '),
    }),
  },
} satisfies Lists<DeclaredList<ChatwootClient>>;

/** How one list of the API is read: in one request, or one for each of its kinds. */
function fromApi(list: ApiList): Pick<DeclaredList<ChatwootClient>, 'paged' | 'read'> {
  const { at = [], id = 'id', inner, label, kinds = [{}], paged } = list;
  return {
    ...(paged && { paged }),
    read: async (client, input, page) => {
      const needed = fieldsOf(list);
      // Without what the list depends on there is nothing to choose.
      if (needed.some((field) => input[field] === undefined)) return [];
      const place = {
        path: pathOf(list, input),
        subject: needed.map((field) => `${field} ${toText(input[field])}`).join(', '),
      };
      const lists = await Promise.all(
        kinds.map(async (kind) => {
          const data = await read(client, list, place, { ...kind, page });
          return rowsIn(client.wire, data, { at, has: [id] });
        }),
      );
      const found = lists.flat();
      const rows = inner ? found.flatMap((row) => rowsIn(client.wire, row[inner] ?? [])) : found;
      return rows.map((row): Choice => ({ id: asText(row[id]), label: label(row) }));
    },
  };
}

/** Answers may hold secrets, of which a dropdown needs none: they reach no log. */
async function read(
  client: ChatwootClient,
  { base, errors = [], paged }: ApiList,
  place: Pick<ApiRequest, 'path' | 'subject'>,
  { page, ...kind }: { page: number },
): Promise<unknown> {
  const query = paged ? { ...kind, page } : kind;
  const call = { ...place, method: 'GET', query, secret: true } as const;
  if (base !== 'platform') return accountRequest(client, call);
  const wire = { ...client.wire, errors: [...errors, ...platformErrors] };
  return request(client.host, wire, { ...call, path: `/platform/api/v1${place.path}` });
}

/** The list's path with the form's values in it. */
function pathOf({ path }: ApiList, input: Record<string, unknown>): string {
  return path.replace(/\{(\w+)\}/g, (_slot, field: string) => encoded`${toText(input[field])}`);
}

/** What the form must hold for the list's path. */
function fieldsOf({ path }: ApiList): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, field = '']) => field);
}
