import { isRecord } from '../../../http/body.js';
import type { ApiRequest } from '../../../http/request.js';
import type { Contact } from '../../../objects/contact.js';
import { accountRequest, type ChatwootClient } from '../client.js';
import { TOTAL_ORDER } from './order.js';
import { contactsIn } from './shape.js';
import type { Feed, FeedPage } from '../../contract/feed.js';
import { pageOf } from '../pages.js';

const DAY_MS = 24 * 60 * 60_000;

/**
 * New contacts. The server lists those with an email, phone or identifier only; 15 a page, and without
 * a sort its pages overlap. Contacts of one instant (an import) have no fixed order there, and no second
 * sort key can give them one: a sweep reads all of the day in an order that is all but total.
 */
export function newestContacts(
  client: ChatwootClient,
  { label }: { label: string | undefined },
): Feed<Contact> {
  const read = async (call: ApiRequest, cursor: string | undefined): Promise<FeedPage<Contact>> => {
    const page = Number(cursor ?? 1);
    const query = { ...call.query, page, include_contact_inboxes: 'false' };
    return accountRequest(client, { ...call, query }, (data, own) => ({
      ...pageOf(contactsIn(own, data), page),
      total: countIn(data),
    }));
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
