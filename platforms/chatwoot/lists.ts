import { asText } from '../../http/body.js';
import type { ErrorRule } from '../../http/error_rule.js';
import { path as encoded } from '../../http/path.js';
import { request } from '../../http/request.js';
import { rowsIn } from '../toolkit/answer.js';
import type { Choice, List } from '../contract/form.js';
import type { ListKey } from '../contract/list_key.js';
import { toText } from '../toolkit/values/index.js';
import { accountRequest, type ChatwootClient } from './client.js';
import { platformErrors, platformTexts } from './errors.js';

/** A list of the API, as a dropdown. */
interface ListSource {
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

const SOURCES = {
  list_agents: {
    path: '/agents',
    label: (row) => `${asText(row['available_name']) || named(row)} (${asText(row['email'])})`,
  },
  list_articles: {
    path: '/portals/{portal}/articles',
    at: ['payload'],
    paged: true,
    // It has pages, and a title may stand on another one too.
    label: (row) => `${asText(row['title'])} (ID ${asText(row['id'])})`,
  },
  list_automation_rules: { path: '/automation_rules', at: ['payload'], label: named },
  list_canned_responses: {
    path: '/canned_responses',
    label: (row) => `${asText(row['short_code'])}: ${asText(row['content']).slice(0, 60)}`,
  },
  list_categories: {
    path: '/portals/{portal}/categories',
    at: ['payload'],
    label: (row) => `${named(row)} (${asText(row['locale'])}, ${asText(row['slug'])})`,
  },
  list_custom_attributes: {
    path: '/custom_attribute_definitions',
    label: (row) =>
      `${asText(row['attribute_display_name'])} (${asText(row['attribute_model']).replace('_attribute', '')}, ${asText(row['attribute_key'])})`,
  },
  list_custom_filters: {
    path: '/custom_filters',
    kinds: [{ filter_type: 'conversation' }, { filter_type: 'contact' }, { filter_type: 'report' }],
    label: (row) => `${named(row)} (${asText(row['filter_type'])})`,
  },
  list_inboxes: {
    path: '/inboxes',
    at: ['payload'],
    label: (row) => `${named(row)} (${asText(row['channel_type']).replace('Channel::', '')})`,
  },
  list_integration_hooks: {
    path: '/integrations/apps',
    at: ['payload'],
    inner: 'hooks',
    label: (row) => `${asText(row['app_id'])} #${asText(row['id'])}`,
  },
  list_integrations: { path: '/integrations/apps', at: ['payload'], label: named },
  list_platform_accounts: {
    path: '/accounts',
    base: 'platform',
    errors: [
      { status: 404, text: () => platformTexts.noAccountList },
      { status: 500, text: () => platformTexts.brokenAccountList },
    ],
    label: named,
  },
  list_platform_agent_bots: { path: '/agent_bots', base: 'platform', label: named },
  list_portal_ids: { path: '/portals', at: ['payload'], label: withSlug },
  list_portals: { path: '/portals', at: ['payload'], id: 'slug', label: withSlug },
  list_teams: { path: '/teams', label: named },
  list_webhooks: {
    path: '/webhooks',
    at: ['payload', 'webhooks'],
    label: (row) => [named(row), asText(row['url'])].filter(Boolean).join(': '),
  },
} satisfies Partial<Record<ListKey, ListSource>>;

/** The dropdowns that are made of one list of the API each, by the key of their hidden trigger. */
export function apiLists(client: ChatwootClient): Partial<Record<ListKey, List>> {
  return Object.fromEntries(
    (Object.keys(SOURCES) as (keyof typeof SOURCES)[]).map((key): [string, List] => {
      const { paged }: ListSource = SOURCES[key];
      return [
        key,
        (page, input) =>
          page === 1 || paged ? readChoices(client, key, input, page) : Promise.resolve([]),
      ];
    }),
  );
}

/**
 * One of these lists, read in one request, or one for each of its kinds.
 * @param input what the step's form holds; without what the list depends on there is nothing to choose
 */
export async function readChoices(
  client: ChatwootClient,
  list: keyof typeof SOURCES,
  input: Record<string, unknown> = {},
  page = 1,
): Promise<Choice[]> {
  const source: ListSource = SOURCES[list];
  const { at = [], id = 'id', inner, label, kinds = [{}] } = source;
  const place = placeOf(source, input);
  if (place === undefined) return [];
  const lists = await Promise.all(
    kinds.map(async (kind) => {
      const data = await read(client, source, place, { ...kind, page });
      return rowsIn(client.wire, data, { at, has: [id] });
    }),
  );
  const found = lists.flat();
  const rows = inner ? found.flatMap((row) => rowsIn(client.wire, row[inner] ?? [])) : found;
  return rows.map((row) => ({ id: asText(row[id]), label: label(row) }));
}

/** Answers may hold secrets, of which a dropdown needs none: they reach no log. */
async function read(
  client: ChatwootClient,
  { base, errors = [], paged }: ListSource,
  place: string,
  { page, ...kind }: { page: number },
): Promise<unknown> {
  const query = paged ? { ...kind, page } : kind;
  const call = { method: 'GET', query, secret: true } as const;
  if (base !== 'platform') return accountRequest(client, { ...call, path: place });
  const wire = { ...client.wire, errors: [...errors, ...platformErrors] };
  return request(client.z, wire, { ...call, path: `/platform/api/v1${place}` });
}

/** The list's path with the form's values in it; undefined while one of them is blank. */
function placeOf({ path }: ListSource, input: Record<string, unknown>): string | undefined {
  const fields = [...path.matchAll(/\{(\w+)\}/g)].map(([, field = '']) => field);
  if (fields.some((field) => input[field] === undefined)) return undefined;
  return fields.reduce(
    (filled, field) => filled.replace(`{${field}}`, () => encoded`${toText(input[field])}`),
    path,
  );
}
