import { cases } from './recorded_cases.js';
import { keys, seeded, type ChatwootSandbox, type Store } from '../../../sandbox/chatwoot/index.js';

/** A request that answers a recorded pair which no operation of the catalogue is walked through. */
export interface RecordedProbe {
  method: string;
  /** A function where only the sandbox knows an id. */
  path: string | ((store: Store) => string);
  body?: unknown;
  /** An administrator's unless told. */
  key?: string;
  /** What is sent first, with what follows from it. */
  before?: RecordedProbe;
}

const ACCOUNT = '/api/v1/accounts/1';
const CONTACT = `${ACCOUNT}/contacts/1`;
const { inbox_identifier: inbox, source_id: source } = seeded.apiInbox;
const CLIENT = `/public/api/v1/inboxes/${inbox}/contacts`;
const RANGE = 'since=1700000000&until=1800000000';
const get = (path: string): RecordedProbe => ({ method: 'GET', path });
const post = (path: string, body: object): RecordedProbe => ({ method: 'POST', path, body });
const conversations = [1, 2, 4].map((id) => `${ACCOUNT}/conversations/${String(id)}`);

const HELP = `${ACCOUNT}/portals/acme-help`;
const TWO_CONDITIONS = {
  payload: ['email', 'name'].map((attribute_key, index) => ({
    ...{ attribute_key, filter_operator: 'contains', values: ['a'] },
    ...(index === 0 && { query_operator: 'and' }),
  })),
};
const SETTINGS = {
  auto_resolve_after: 1440,
  auto_resolve_message: 'Bye',
  auto_resolve_ignore_waiting: true,
  auto_resolve_label: 'vip',
  audio_transcriptions: true,
  industry: 'Retail',
};
const OF_ONE = {
  payload: [{ attribute_key: 'display_id', filter_operator: 'equal_to', values: ['1'] }],
};
const SURVEY = { content: 'How was it?', content_type: 'input_csat' };

/** Of agents with attributes of their own, which the recording shows here alone. */
export const memberProbes: readonly RecordedProbe[] = [
  get(`${ACCOUNT}/agents`),
  get(`${ACCOUNT}/assignable_agents?inbox_ids[]=2`),
  post(`${ACCOUNT}/inbox_members`, { inbox_id: 3, user_ids: [2] }),
  { method: 'PATCH', path: `${ACCOUNT}/inbox_members`, body: { inbox_id: 3, user_ids: [2] } },
  post(`${ACCOUNT}/teams/1/team_members`, { user_ids: [1] }),
  { method: 'PATCH', path: `${ACCOUNT}/teams/1/team_members`, body: { user_ids: [1, 2] } },
];

/** In this order, on one seed. */
export const probes: readonly RecordedProbe[] = [
  get(`${ACCOUNT}/inboxes/1/assignable_agents`),
  get(`${ACCOUNT}/automation_rules/1`),
  get(`${ACCOUNT}/cache_keys`),
  get(`${ACCOUNT}/portals/acme-help`),
  ...[1, 2, 3].map((id) => get(`${ACCOUNT}/inboxes/${String(id)}`)),
  ...['inbox', 'label', 'team', 'agent'].map((by) =>
    get(`/api/v2/accounts/1/summary_reports/${by}?${RANGE}`),
  ),
  get(`/api/v2/accounts/1/reports?metric=avg_first_response_time&type=account&${RANGE}`),
  get(CONTACT),
  get(`${CONTACT}/conversations`),
  get(`${CONTACT}/labels`),
  get(`${ACCOUNT}/contacts/search?q=jane`),
  get(`${ACCOUNT}/contacts`),
  post(`${CONTACT}/labels`, { labels: ['vip'] }),
  post(`${CONTACT}/notes`, { content: 'Call back.' }),
  post(`${CONTACT}/destroy_custom_attributes`, { custom_attributes: ['seats'] }),
  { method: 'PUT', path: CONTACT, body: { name: 'Ana' } },
  { method: 'PATCH', path: CONTACT, body: { name: 'Ana Luz' } },
  post(`${ACCOUNT}/contacts`, { name: 'Nia', email: 'nia@example.com', inbox_id: 2 }),
  ...conversations.flatMap((path) => [
    get(path),
    get(`${path}/messages`),
    get(`${path}/labels`),
    post(`${path}/labels`, { labels: ['vip'] }),
    post(`${path}/custom_attributes`, { custom_attributes: { order_number: 'A-1' } }),
    post(`${path}/toggle_status`, { status: 'snoozed', snoozed_until: 1_900_000_000 }),
    post(`${path}/toggle_priority`, { priority: 'high' }),
    post(`${path}/assignments`, { assignee_id: 1 }),
    post(`${path}/assignments`, { team_id: 1 }),
    post(`${path}/messages`, { content: 'Hello' }),
    { method: 'PATCH', path, body: { priority: 'low' } },
  ]),
  post(`${ACCOUNT}/conversations`, {
    ...{ contact_id: 1, inbox_id: 2, assignee_id: 1, team_id: 1 },
    message: { content: 'Hi' },
  }),
  post(`${ACCOUNT}/conversations`, { contact_id: 1, inbox_id: 2, assignee_id: 1 }),
  post(`${ACCOUNT}/conversations/1/messages`, { content: 'Hello?', message_type: 'incoming' }),
  post(`${ACCOUNT}/conversations/1/messages`, {
    ...{ content: 'Yes', content_attributes: { in_reply_to: 1 } },
  }),
  post(`${ACCOUNT}/conversations/1/messages`, { content: 'Anything else?' }),
  get(`${CONTACT}/conversations`),
  // An activity tells of the new status, and lists show the last message.
  post(`${ACCOUNT}/conversations/1/toggle_status`, { status: 'resolved' }),
  get(`${ACCOUNT}/conversations/1/messages`),
  post(`${ACCOUNT}/conversations/filter`, OF_ONE),
  get(`${ACCOUNT}/conversations?status=all`),
  post(`${ACCOUNT}/conversations/1/messages`, SURVEY),
  {
    method: 'PATCH',
    path: ({ messages }) =>
      `${CLIENT}/${source}/conversations/1/messages/${String(messages.at(-1)?.id)}`,
    body: { submitted_values: { csat_survey_response: { rating: 5, feedback_message: 'Quick' } } },
  },
  get(`${ACCOUNT}/conversations?status=all`),
  post(`${ACCOUNT}/conversations/filter`, OF_ONE),
  { method: 'PATCH', path: `${ACCOUNT}/inboxes/2`, body: { name: 'App' } },
  post(`${ACCOUNT}/inboxes`, { name: 'Mail', channel: { type: 'email', email: 'm@example.com' } }),
  post(`${ACCOUNT}/custom_filters`, {
    ...{ name: 'Mine', filter_type: 'contact', query: TWO_CONDITIONS },
  }),
  get(`${ACCOUNT}/custom_filters?filter_type=contact`),
  ...[1, 2, 3, 4].map((id) => get(`${ACCOUNT}/custom_filters/${String(id)}`)),
  post(`${HELP}/categories`, {
    ...{ name: 'Fees', slug: 'fees', locale: 'en', parent_category_id: 1 },
    associated_category_id: 1,
  }),
  get(`${HELP}/categories`),
  post(`${HELP}/articles`, {
    ...{ title: 'Fees', content: 'x', author_id: 1, associated_article_id: 1 },
    meta: { title: 'Fees', description: 'All fees', tags: ['fees'] },
  }),
  get(`${HELP}/articles?page=1`),
  { method: 'PATCH', path: ACCOUNT, body: SETTINGS },
  get(ACCOUNT),
  post(`${ACCOUNT}/actions/contact_merge`, { base_contact_id: 1, mergee_contact_id: 5 }),
  { method: 'DELETE', path: `${ACCOUNT}/contacts/6` },
  post(CLIENT, { name: 'Zoe' }),
  { method: 'PATCH', path: `${CLIENT}/${source}`, body: { name: 'Zoe' } },
];

/**
 * The request that a refusal was recorded for, where its kind is the same for all endpoints: a key that is none,
 * a bot's, an agent's, or a record that there is none of. Undefined for refusals of values.
 */
export function refusedProbe(
  { method, path }: { method: string; path: string },
  { case: name }: { case: string },
): RecordedProbe | undefined {
  const own = cases[name];
  const isPlatform = path.startsWith('/platform');
  const ownKey = isPlatform ? keys.platformApp : keys.administrator;
  if (own) return { method, key: ownKey, ...own };
  const kind = /\[(dead key|bot key|agent key|unknown|minimal|full)\]/.exec(name)?.[1];
  if (kind === undefined) return undefined;
  const named = {
    'dead key': 'dead',
    'bot key': keys.bot,
    'agent key': keys.agent,
    unknown: ownKey,
    minimal: ownKey,
    full: ownKey,
  };
  const known = { account: '1', portal: 'acme-help', inbox, contact: source, id: '1' };
  const ids: Record<string, string> = {
    ...known,
    ...(kind === 'unknown' && lastOf(path)),
  };
  const filled = path.replace(/\{(\w+)\}/g, (_all, parameter: string) => ids[parameter] ?? 'nope');
  return {
    method,
    path: filled,
    key: named[kind as keyof typeof named],
    ...(method !== 'GET' && { body: { inbox_id: 2, user_ids: [1] } }),
  };
}

/** An unknown value for the last parameter of a path. */
function lastOf(path: string): Record<string, string> {
  const parameter = [...path.matchAll(/\{(\w+)\}/g)].at(-1)?.[1] ?? '';
  return { [parameter]: parameter === 'account' || parameter === 'id' ? '999999' : 'nope' };
}

/** Sends a request; what comes back stands in the sandbox's own record. */
export async function send(
  sandbox: ChatwootSandbox,
  { method, path, body, key = keys.administrator }: RecordedProbe,
): Promise<void> {
  const asked = typeof path === 'string' ? path : path(sandbox.store);
  const response = await fetch(sandbox.url + asked, {
    method,
    headers: {
      Accept: 'application/json',
      'Api-Access-Token': key,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  await response.text();
}
