import { path } from '../../../http/path.js';
import { missAsNone } from '../../../http/problem.js';
import type { ApiRequest } from '../../../http/request.js';
import type { Conversation } from '../../../objects/conversation.js';
import type { Choice } from '../../contract/form.js';
import { isSameLabel } from '../../toolkit/labels.js';
import { conversationLabel } from '../../toolkit/output.js';
import { omit, refuseOthers, toText, toWords } from '../../toolkit/values/index.js';
import { accountRequest, isServerError, withErrors, type ChatwootClient } from '../client.js';
import { conversationIn, conversationsIn } from './shape.js';
import { conversationErrors } from '../errors.js';
import { chatwootProblems } from '../problems.js';
import { toOwnLabels } from '../labels.js';
import { toAgent, toPriority, toStatus } from './values.js';
import { toId } from '../ids.js';

/** Fixed by the server unless its operator says otherwise; a shorter page is the last. */
const PAGE_SIZE = 25;
/** How many pages are looked through where the server can't filter by itself. */
const MOST_PAGES = 4;

/** What a search may be limited to; what isn't asked for is undefined. */
interface Filters {
  status: string | undefined;
  priority: string | undefined;
  inbox: string | undefined;
  /** Null for conversations that are nobody's. */
  agent: string | null | undefined;
  team: string | undefined;
  /** One of them is enough. */
  labels: string[];
}

/** @throws Problem when it can't be a conversation's id */
export function checkConversationId(id: string): void {
  toId('Conversation', id, (_field, value) => chatwootProblems.badConversationId(value));
}

/** Reads one conversation. @throws Problem (missing) for an unknown id */
export async function readConversation(client: ChatwootClient, id: string): Promise<Conversation> {
  return accountRequest(
    withErrors(client, conversationErrors),
    { method: 'GET', path: path`/conversations/${id}`, subject: `conversation ${id}` },
    (data, own) => conversationIn(own, data),
  );
}

/**
 * Conversations for a search, in one request: the one with the id, else the contact's 20 latest, else
 * those the server's filter finds. Open ones first, then by their last activity.
 * @throws Problem naming the filter that can't be as it is
 */
export async function findConversations(
  client: ChatwootClient,
  query: Record<string, unknown>,
): Promise<Conversation[]> {
  const { conversation, contact } = query;
  const filters = readFilters(omit(query, ['conversation', 'contact']));
  if (conversation !== undefined) {
    const found = await missAsNone(readConversation(client, toText(conversation)));
    const isAsked = (one: Conversation): boolean =>
      passes(one, filters) && (contact === undefined || one.contact?.id === toText(contact));
    return found && isAsked(found) ? [found] : [];
  }
  if (contact === undefined) return searchByFilter(client, filters);
  const conversations = (await missAsNone(conversationsWith(client, toText(contact)))) ?? [];
  return openFirst(conversations.filter((one) => passes(one, filters)));
}

/**
 * A contact's 20 latest conversations, the last active first: servers before 4.1 give the newest first.
 * @throws Problem (missing) for an unknown contact
 */
export async function conversationsWith(
  client: ChatwootClient,
  contactId: string,
): Promise<Conversation[]> {
  const conversations = await readConversations(client, {
    method: 'GET',
    path: path`/contacts/${contactId}/conversations`,
    subject: `contact ${contactId}`,
  });
  const lastActive = ({ last_activity_at: at }: Conversation): number => Date.parse(at ?? '') || 0;
  return conversations.toSorted((a, b) => lastActive(b) - lastActive(a));
}

/** One page of all conversations for a dropdown, the last active first. */
export async function conversationChoices(client: ChatwootClient, page: number): Promise<Choice[]> {
  const conversations = await readConversations(client, {
    method: 'GET',
    path: '/conversations',
    // Without the status only open ones come.
    query: { status: 'all', page },
  });
  return conversations.map((one) => ({ id: one.id, label: conversationLabel(one) }));
}

function readFilters(query: Record<string, unknown>): Filters {
  const { status, priority, inbox, agent, team, labels, ...others } = query;
  refuseOthers(others);
  return {
    status: status === undefined ? undefined : toStatus(status),
    priority: priority === undefined ? undefined : toPriority(priority),
    inbox: inbox === undefined ? undefined : toId('Inbox', inbox),
    agent: agent === undefined ? undefined : toAgent(agent),
    team: team === undefined ? undefined : toId('Team', team),
    // The server's filter compares by case: its own labels are lower case, others as they were written.
    labels: [...new Set([...toOwnLabels(toWords(labels)), ...toWords(labels)])],
  };
}

async function searchByFilter(client: ChatwootClient, filters: Filters): Promise<Conversation[]> {
  const found = await readFiltered(client, filters);
  const hidesOpen = filters.status === undefined && found.length >= PAGE_SIZE;
  // The server knows no such order: open ones may stand on any page behind a full one of others.
  if (!hidesOpen || found.some(isOpen)) return openFirst(found);
  return openFirst([...(await readFiltered(client, { ...filters, status: 'open' })), ...found]);
}

/**
 * The first page of what the filter finds. Servers before 3.8 fail over a priority: there the conversations
 * are read without it, and looked through here.
 */
async function readFiltered(client: ChatwootClient, filters: Filters): Promise<Conversation[]> {
  try {
    return await readPage(client, filters);
  } catch (failure) {
    if (filters.priority === undefined || !isServerError(failure)) throw failure;
    return readByPriority(client, filters);
  }
}

/** @throws Problem where the pages end before the conversations do, and none has the priority */
async function readByPriority(client: ChatwootClient, filters: Filters): Promise<Conversation[]> {
  const { priority, status = 'all' } = filters;
  // With a status in any case: the server fails over a filter without conditions.
  const others = { ...filters, status, priority: undefined };
  const found: Conversation[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const read = await readPage(client, others, page);
    found.push(...read.filter((one) => one.priority === priority));
    if (read.length < PAGE_SIZE) return found;
  }
  if (found.length > 0) return found;
  throw chatwootProblems.noPriorityFilter(client.wire.platform, MOST_PAGES * PAGE_SIZE);
}

async function readPage(
  client: ChatwootClient,
  filters: Filters,
  page?: number,
): Promise<Conversation[]> {
  const conditions = conditionsOf(filters);
  return readConversations(client, {
    method: 'POST',
    path: '/conversations/filter',
    query: { page },
    body: {
      payload: conditions.map((condition, index) => ({
        ...condition,
        query_operator: index < conditions.length - 1 ? 'AND' : null,
      })),
    },
    readOnly: true,
  });
}

async function readConversations(
  client: ChatwootClient,
  call: ApiRequest,
): Promise<Conversation[]> {
  return accountRequest(client, call, (data, own) => conversationsIn(own, data));
}

function conditionsOf({
  status,
  priority,
  inbox,
  agent,
  team,
  labels,
}: Filters): Record<string, unknown>[] {
  const one = (key: string, value: string | undefined): Record<string, unknown>[] =>
    value === undefined ? [] : [equalTo(key, [value])];
  return [
    ...one('status', status),
    ...one('priority', priority),
    ...one('inbox_id', inbox),
    ...(agent === null
      ? [{ attribute_key: 'assignee_id', filter_operator: 'is_not_present', values: [] }]
      : one('assignee_id', agent)),
    ...one('team_id', team),
    ...(labels.length > 0 ? [equalTo('labels', labels)] : []),
  ];
}

function equalTo(key: string, values: string[]): Record<string, unknown> {
  return { attribute_key: key, filter_operator: 'equal_to', values };
}

function passes(one: Conversation, filters: Filters): boolean {
  const { status, priority, inbox, agent, team, labels } = filters;
  const isAsked = (wanted: string | undefined, held: string | undefined): boolean =>
    wanted === undefined || wanted === held;
  // Agents and bots are numbered apart, and the server's filter knows only agents.
  const person = one['assignee_type'] === 'AgentBot' ? undefined : one.assignee_id;
  return (
    isAsked(status, one.status) &&
    isAsked(priority, one.priority) &&
    isAsked(inbox, one.inbox_id) &&
    (agent === null ? person === undefined : isAsked(agent, person)) &&
    isAsked(team, one.team_id) &&
    (labels.length === 0 ||
      labels.some((label) => one.labels?.some((held) => isSameLabel(held, label))))
  );
}

/** The server's order, but with the open ones in front. */
function openFirst(conversations: readonly Conversation[]): Conversation[] {
  return [...conversations.filter(isOpen), ...conversations.filter((one) => !isOpen(one))];
}

function isOpen({ status }: Conversation): boolean {
  return status === 'open';
}
