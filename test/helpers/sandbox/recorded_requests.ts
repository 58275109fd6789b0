import { cases } from './recorded_cases.js';
import { keys, seeded, type ChatwootSandbox } from '../../../sandbox/chatwoot/index.js';

/** A request that answers a recorded pair which no operation of the catalogue is walked through. */
export interface RecordedProbe {
  method: string;
  path: string;
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

/** In this order, on one seed. */
export const probes: readonly RecordedProbe[] = [
  get(`${ACCOUNT}/assignable_agents?inbox_ids[]=2`),
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
  get(`${ACCOUNT}/conversations?status=all`),
  post(`${ACCOUNT}/conversations/filter`, {
    payload: [{ attribute_key: 'display_id', filter_operator: 'equal_to', values: ['1'] }],
  }),
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
  { method, path }: Pick<RecordedProbe, 'method' | 'path'>,
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
  const response = await fetch(sandbox.url + path, {
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
