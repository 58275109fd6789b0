import { isRecord } from '../../../http/body.js';
import type { Contact } from '../../../objects/contact.js';
import type { Feed, FeedEntry, FeedPage, FeedRequest } from '../../contract/feed.js';
import type { HighlevelClient } from '../client.js';
import { requestContacts } from './find.js';
import { contactsIn } from './shape.js';
import { toEpoch } from '../times.js';

/** Most polls find nothing new: their one page is small. */
const FIRST_SIZE = 25;
const SIZE = 100;
const SAMPLE_SIZE = 3;

/** What the search can be ordered by, and where the shape has it. */
const TIMES = { dateAdded: 'created_at', dateUpdated: 'updated_at' } as const;

/** New contacts; with a label, those that have this tag. */
export function newestContacts(
  client: HighlevelClient,
  { label }: { label: string | undefined },
): Feed<Contact> {
  return {
    page: (request) => readPage(client, 'dateAdded', label, request),
  };
}

/** Contacts by their last change; each change is an event of its own. */
export function changedContacts(client: HighlevelClient): Feed<Contact> {
  return {
    page: async (request) => {
      const { entries, next } = await readPage(client, 'dateUpdated', undefined, request);
      return { entries: entries.map((entry) => ({ ...entry, key: changeOf(entry) })), next };
    },
  };
}

/** Contacts that have a tag, by their last change: tagging is one, but not the only one. */
export function taggedContacts(client: HighlevelClient, tag: string): Feed<Contact> {
  return {
    page: (request) => readPage(client, 'dateUpdated', tag, request),
    surfaces: true,
  };
}

function changeOf({ key, item }: FeedEntry<Contact>): string {
  return `${key} ${item?.updated_at ?? ''}`;
}

async function readPage(
  client: HighlevelClient,
  order: keyof typeof TIMES,
  tag: string | undefined,
  { cursor, since }: FeedRequest,
): Promise<FeedPage<Contact>> {
  const isSample = since === undefined;
  const pageLimit = isSample ? SAMPLE_SIZE : cursor === undefined ? FIRST_SIZE : SIZE;
  const data = await requestContacts(client, {
    pageLimit,
    sort: [{ field: order, direction: 'desc' }],
    // HighLevel keeps tags in lower case, and compares them exactly.
    ...(tag && { filters: [{ field: 'tags', operator: 'eq', value: tag.toLowerCase() }] }),
    ...(cursor && { searchAfter: JSON.parse(cursor) as unknown }),
  });
  const contacts = await contactsIn(client, data);
  return {
    entries: contacts.map((item) => ({ key: item.id, at: toEpoch(item[TIMES[order]]), item })),
    next: contacts.length < pageLimit ? undefined : cursorIn(data),
  };
}

/** Every contact of a search carries the place after it, `[milliseconds, id]`, so that ties aren't lost. */
function cursorIn(data: unknown): string | undefined {
  const contacts: unknown = isRecord(data) ? data['contacts'] : undefined;
  const last: unknown = Array.isArray(contacts) ? contacts.at(-1) : undefined;
  return isRecord(last) && Array.isArray(last['searchAfter'])
    ? JSON.stringify(last['searchAfter'])
    : undefined;
}
