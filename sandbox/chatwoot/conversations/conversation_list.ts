import type { AccountContext, AccountRoute } from '../auth.js';
import { listedConversations } from './conversation_access.js';
import { conversationJson } from './conversation_json.js';
import { notFound } from '../rails/errors.js';
import { likePattern } from '../filters/like_pattern.js';
import { messagesOf, unreadMessages } from '../messages/message_json.js';
import { asText, isBlank, toInteger, type JsonObject } from '../rails/params.js';
import { sortedPage } from '../rails/sorted_page.js';
import { priorities, type Conversation, type Store, type User } from '../store.js';

type Compare = (a: Conversation, b: Conversation) => number;

/** Conversations per page, in the list and in the filter. */
const conversationsPerPage = 25;

/** Adds GET /conversations and GET /conversations/meta. */
export function conversationListRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/conversations', (context) => {
    const { params, user } = context;
    const found = find(store, context);
    const listed = withAssigneeType(found, params, user);
    const compare = sorter(store, params);
    const page = isBlank(params['updated_within'])
      ? pageOf(listed, compare, params)
      : listed
          .filter((row) => wasUpdatedWithin(row, toInteger(params['updated_within'])))
          .toSorted(compare);
    return {
      data: {
        meta: counts(found, user),
        payload: page.map((row) => conversationJson(store, row, user)),
      },
    };
  });

  route('GET', '/conversations/meta', (context) => ({
    meta: counts(find(store, context), context.user),
  }));
}

/** The page `page` asks for. */
export function pageOf(rows: Conversation[], compare: Compare, params: JsonObject): Conversation[] {
  const page = Math.max(1, toInteger(params['page']));
  return sortedPage(rows, compare, (page - 1) * conversationsPerPage, conversationsPerPage);
}

/** How many of the conversations are the user's, anybody's, nobody's. */
export function counts(rows: Conversation[], user: User): Record<string, number> {
  const unassigned = rows.filter((row) => row.assignee_id === null).length;
  return {
    mine_count: rows.filter((row) => row.assignee_id === user.id).length,
    assigned_count: rows.length - unassigned,
    unassigned_count: unassigned,
    all_count: rows.length,
  };
}

function find(store: Store, context: AccountContext): Conversation[] {
  const { account, params } = context;
  const { team_id: teamId, inbox_id: inboxId, source_id: sourceId, q } = params;
  if (teamId !== undefined) {
    const team = store.teams.find((row) => row.id === toInteger(teamId));
    if (team?.account_id !== account.id) throw notFound();
  }
  return listedConversations(store, context)
    .filter((row) => inboxId === undefined || row.inbox_id === toInteger(inboxId))
    .filter((row) => teamId === undefined || row.team_id === toInteger(teamId))
    .filter((row) => hasType(row, params))
    .filter((row) => (q === undefined ? hasStatus(row, params) : says(store, row, asText(q))))
    .filter((row) => hasAnyLabel(row, params))
    .filter((row) => sourceId === undefined || sourceIdOf(store, row) === sourceId);
}

function sourceIdOf(store: Store, row: Conversation): string | undefined {
  return store.contactInboxes.find(({ id }) => id === row.contact_inbox_id)?.source_id;
}

function hasStatus(row: Conversation, params: JsonObject): boolean {
  const status = params['status'] ?? 'open';
  return status === 'all' || row.status === status;
}

/** Nobody is mentioned or takes part without being assigned here, so those two are empty. */
function hasType(row: Conversation, { conversation_type: type }: JsonObject): boolean {
  if (type === 'mention' || type === 'participating') return false;
  return type !== 'unattended' || !row.first_reply_created_at || row.waiting_since !== null;
}

function says(store: Store, row: Conversation, q: string): boolean {
  const pattern = likePattern(`%${q}%`, 'iu');
  return messagesOf(store, row).some(
    ({ message_type: type, content }) => type < 2 && content !== null && pattern.test(content),
  );
}

function hasAnyLabel(row: Conversation, { labels }: JsonObject): boolean {
  if (labels === undefined) return true;
  const asked = [labels].flat().flatMap((label) =>
    asText(label)
      .toLowerCase()
      .split(/\s*,\s*/),
  );
  return row.labels.some((label) => asked.includes(label.toLowerCase()));
}

function withAssigneeType(rows: Conversation[], params: JsonObject, user: User): Conversation[] {
  switch (params['assignee_type']) {
    case 'me':
      return rows.filter((row) => row.assignee_id === user.id);
    case 'unassigned':
      return rows.filter((row) => row.assignee_id === null);
    case 'assigned':
      return rows.filter((row) => row.assignee_id !== null);
    default:
      return rows;
  }
}

function wasUpdatedWithin(row: Conversation, seconds: number): boolean {
  return row.updated_at.getTime() > Date.now() - seconds * 1000;
}

/** Unknown orders are no error: they give the default one. */
function sorter(store: Store, params: JsonObject): Compare {
  const unread = (row: Conversation): number => unreadMessages(store, row).length;
  const legacy: Record<string, Compare> = {
    latest: descending(byActivity),
    sort_on_created_at: byCreation,
    sort_on_priority: byPriority(true, descending(byActivity)),
    sort_on_waiting_since: byWaiting(false),
  };
  const current: Record<string, Compare> = {
    last_activity_at_asc: byActivity,
    created_at_asc: byCreation,
    created_at_desc: descending(byCreation),
    priority_asc: byPriority(false, descending(byActivity)),
    priority_desc: byPriority(true, descending(byActivity)),
    waiting_since_asc: byWaiting(false),
    waiting_since_desc: byWaiting(true),
    priority_desc_created_at_asc: byPriority(true, byCreation),
    // Unlike `unread_count`, the order counts past ten.
    unread: (a, b) => unread(b) - unread(a) || byActivity(b, a),
  };
  const known = { ...legacy, ...(store.atLeast('3.4.0') && current) };
  return known[asText(params['sort_by'])] ?? descending(byActivity);
}

function byActivity(a: Conversation, b: Conversation): number {
  return a.last_activity_at.getTime() - b.last_activity_at.getTime();
}

function byCreation(a: Conversation, b: Conversation): number {
  return a.created_at.getTime() - b.created_at.getTime();
}

function descending(compare: Compare): Compare {
  return (a, b) => compare(b, a);
}

/** Conversations without a priority come last in both directions. */
function byPriority(isDescending: boolean, then: Compare): Compare {
  const rank = ({ priority }: Conversation): number => {
    if (priority === null) return priorities.length;
    const index = priorities.indexOf(priority);
    return isDescending ? priorities.length - 1 - index : index;
  };
  return (a, b) => rank(a) - rank(b) || then(a, b);
}

function byWaiting(isDescending: boolean): Compare {
  return (a, b) => {
    if (!a.waiting_since || !b.waiting_since) {
      return Number(!a.waiting_since) - Number(!b.waiting_since) || byCreation(a, b);
    }
    const earlier = a.waiting_since.getTime() - b.waiting_since.getTime();
    return (isDescending ? -earlier : earlier) || byCreation(a, b);
  };
}
