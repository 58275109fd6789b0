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

/** A contact that has one of the tags asked for, and which one. */
type TaggedContact = Contact & { tag: string };

/** New contacts; with a label, those that have this tag. */
export function newestContacts(
  client: HighlevelClient,
  { label }: { label: string | undefined },
): Feed<Contact> {
  return {
    page: (request) => readPage(client, 'dateAdded', label === undefined ? [] : [label], request),
  };
}

/** Contacts by their last change; each change is an event of its own. */
export function changedContacts(client: HighlevelClient): Feed<Contact> {
  return {
    page: async (request) => {
      const { entries, next } = await readPage(client, 'dateUpdated', [], request);
      return { entries: entries.map((entry) => ({ ...entry, key: changeOf(entry) })), next };
    },
  };
}

/** Contacts by their last change, once for each of the tags they have: tagging is one, but not the only one. */
export function taggedContacts(
  client: HighlevelClient,
  tags: readonly string[],
): Feed<TaggedContact> {
  return {
    page: async (request) => {
      const { entries, next } = await readPage(client, 'dateUpdated', tags, request);
      return { entries: entries.flatMap((entry) => taggings(entry, tags)), next };
    },
    surfaces: true,
  };
}

/** Of a single tag the server has looked already. */
function taggings(
  { key, at, item }: FeedEntry<Contact>,
  tags: readonly string[],
): FeedEntry<TaggedContact>[] {
  const held = tags.map(asStored).filter((tag) => tags.length === 1 || item?.labels?.includes(tag));
  return held.map((tag) => ({ key: `${key} ${tag}`, at, item: item && { ...item, tag } }));
}

/** HighLevel keeps tags in lower case, and compares them exactly. */
function asStored(tag: string): string {
  return tag.toLowerCase();
}

/** The search's filter for contacts with any of the tags; none for no tags. */
function filtersFor(tags: readonly string[]): object[] {
  const filters = tags.map((tag) => ({ field: 'tags', operator: 'eq', value: asStored(tag) }));
  return filters.length > 1 ? [{ group: 'OR', filters }] : filters;
}

function changeOf({ key, item }: FeedEntry<Contact>): string {
  return `${key} ${item?.updated_at ?? ''}`;
}

async function readPage(
  client: HighlevelClient,
  order: keyof typeof TIMES,
  tags: readonly string[],
  { cursor, since }: FeedRequest,
): Promise<FeedPage<Contact>> {
  const isSample = since === undefined;
  const pageLimit = isSample ? SAMPLE_SIZE : cursor === undefined ? FIRST_SIZE : SIZE;
  const data = await requestContacts(client, {
    pageLimit,
    sort: [{ field: order, direction: 'desc' }],
    ...(tags.length > 0 && { filters: filtersFor(tags) }),
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
