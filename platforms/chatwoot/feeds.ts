import type { PlainInputField } from 'zapier-platform-core';
import { isRecord } from '../../http/body.js';
import type { ApiRequest } from '../../http/request.js';
import type { Contact } from '../../objects/contact.js';
import type { Conversation } from '../../objects/conversation.js';
import type { Feed, FeedEntry, FeedPage } from '../contract/feed.js';
import { lookUp, refuseOthers, toOption, toWords } from '../toolkit/values/index.js';
import { accountRequest, type ChatwootClient } from './client.js';
import { TOTAL_ORDER } from './contacts/order.js';
import { contactsIn } from './contacts/shape.js';
import { conversationsIn } from './conversations/shape.js';
import { STATUSES, toStatus } from './conversations/values.js';
import { choiceField, labelPicker, picker } from './form_fields.js';
import { toId } from './ids.js';

/** Whom New Conversation can be limited to. */
const AGENTS = { me: 'Me', nobody: 'Nobody', anybody: 'Anybody' };
/** The same in the API's words. */
const ASSIGNEE_TYPES: Record<string, string> = {
  me: 'me',
  nobody: 'unassigned',
  anybody: 'assigned',
};

const DAY_MS = 24 * 60 * 60_000;

/**
 * New contacts. The server lists those with an email, phone or identifier only; 15 a page, and without
 * a sort its pages overlap. Contacts of one instant (an import) have no fixed order there, and no second
 * sort key can give them one: a sweep reads all of the day in an order that is all but total.
 */
export function newContacts(
  client: ChatwootClient,
  { label }: { label: string | undefined },
): Feed<Contact> {
  const read = async (call: ApiRequest, cursor: string | undefined): Promise<FeedPage<Contact>> => {
    const page = Number(cursor ?? 1);
    const query = { ...call.query, page, include_contact_inboxes: 'false' };
    const data = await accountRequest(client, { ...call, query });
    return { ...pageOf(await contactsIn(client, data), page), total: countIn(data) };
  };
  return {
    page: ({ cursor }) =>
      read(
        { method: 'GET', path: '/contacts', query: { sort: '-created_at', 'labels[]': label } },
        cursor,
      ),
    sweep: async ({ cursor, since }) => {
      const body = { payload: createdSince(since, label) };
      const query = { sort: TOTAL_ORDER };
      const { entries, ...page } = await read(
        { method: 'POST', path: '/contacts/filter', query, body, readOnly: true },
        cursor,
      );
      return { ...page, entries: entries.filter(({ item }) => item && isListed(item)) };
    },
  };
}

/** The filter's conditions. It compares days (in UTC), and only whether they are later. */
function createdSince(since: number, label: string | undefined): Record<string, unknown>[] {
  const dayBefore = new Date(since - DAY_MS).toISOString().slice(0, 10);
  const created = {
    attribute_key: 'created_at',
    filter_operator: 'is_greater_than',
    values: [dayBefore],
    query_operator: label === undefined ? null : 'AND',
  };
  if (label === undefined) return [created];
  const labelled = {
    attribute_key: 'labels',
    filter_operator: 'equal_to',
    values: [label],
    query_operator: null,
  };
  return [created, labelled];
}

/** Filters of servers before 4.7 give contacts of whom nothing is known as well. */
function isListed({ email, phone, external_id: externalId }: Contact): boolean {
  return [email, phone, externalId].some(Boolean);
}

function countIn(data: unknown): number | undefined {
  const count = isRecord(data) && isRecord(data['meta']) ? data['meta']['count'] : undefined;
  return typeof count === 'number' ? count : undefined;
}

/** What new conversations can be limited to. */
export function newConversationFields(): PlainInputField[] {
  return [
    picker('inbox', 'Inbox', 'list_inboxes', 'Only conversations of this inbox. Blank means all.'),
    choiceField(
      'status',
      'Status',
      STATUSES,
      'Only conversations that have this status when Zapier looks. Blank means all.',
    ),
    choiceField(
      'agent',
      'Agent',
      AGENTS,
      'Whose they are when Zapier looks; Me is the person whose key is connected. Blank means all, assigned or not.',
    ),
    picker(
      'team',
      'Team',
      'list_teams',
      'Only conversations that this team has when Zapier looks. Blank means all.',
    ),
    labelPicker(
      'labels',
      'Labels',
      'Only conversations that have at least one of these labels when Zapier looks. Blank means all.',
    ),
  ];
}

/**
 * New conversations, 25 a page; agents see those of their own inboxes.
 * @throws Problem naming the filter that can't be as it is
 */
export function newConversations(
  client: ChatwootClient,
  filter: Record<string, unknown>,
): Feed<Conversation> {
  const { status, agent, inbox, team, labels, ...others } = filter;
  refuseOthers(others);
  const query = {
    // Without it only open ones come.
    status: status === undefined ? 'all' : toStatus(status),
    assignee_type:
      agent === undefined
        ? 'all'
        : lookUp(ASSIGNEE_TYPES, toOption('Agent', agent, Object.keys(ASSIGNEE_TYPES))),
    inbox_id: inbox === undefined ? undefined : toId('Inbox', inbox),
    team_id: team === undefined ? undefined : toId('Team', team),
    'labels[]': toWords(labels),
    // The default order moves with every message.
    sort_by: 'created_at_desc',
  };
  return {
    page: async ({ cursor }) => {
      const page = Number(cursor ?? 1);
      const data = await accountRequest(client, {
        method: 'GET',
        path: '/conversations',
        query: { ...query, page },
        // The one filter that the server looks up.
        ...(query.team_id !== undefined && { subject: `team ${query.team_id}` }),
      });
      return pageOf(await conversationsIn(client, data), page);
    },
  };
}

/** Only an empty page is known to be behind the last: white labels may have other page sizes. */
function pageOf<Item extends { id: string; created_at?: string }>(
  items: readonly Item[],
  page: number,
): FeedPage<Item> {
  const entries = items.map((item): FeedEntry<Item> => ({
    key: item.id,
    at: Date.parse(item.created_at ?? '') || 0,
    item,
  }));
  return { entries, next: items.length > 0 ? String(page + 1) : undefined };
}
