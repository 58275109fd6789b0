import { isBlank } from '../../http/blanks.js';
import { isRecord } from '../../http/body.js';
import type { Contact } from '../../objects/contact.js';
import type { ChangedContacts } from '../../platforms/contract/contacts.js';
import type { Feed, FeedEntry, FeedRequest } from '../../platforms/contract/feed.js';
import type { Memory } from '../../platforms/toolkit/cache.js';
import { lastSeen } from './last_seen.js';

/** A feed of changes, and what it has to keep. */
export interface WatchedContacts {
  feed: Feed<Contact>;
  /** Keeps what the feed has shown for later polls: once a poll is through. */
  save(): Promise<void>;
}

/**
 * The contacts of which one of the fields changed since polls saw them last, each under the time of that
 * change for as long as polls hand it over, whatever else changes meanwhile. One that wasn't seen before, or
 * was forgotten, counts as changed.
 * @param trigger names what is kept, together with the fields
 */
export function watchedContacts(
  contacts: ChangedContacts,
  fields: readonly string[],
  { trigger, memory }: { trigger: string; memory: Memory },
): WatchedContacts {
  const source = contacts.feed();
  const seen = lastSeen(`${trigger} ${JSON.stringify(fields)}`, memory);

  async function changeOf(
    { at, item }: FeedEntry<Contact>,
    { since = 0, isPopulating = false }: FeedRequest,
  ): Promise<number | undefined> {
    // What is older costs no look at what is kept: most polls find nothing new.
    if (!item || (at < since && !isPopulating)) return undefined;
    const values = fields.map((field) => comparable(contacts.valueOf(item, field)));
    const change = await seen.changeOf(item.id, JSON.stringify(values), at);
    return change !== undefined && (isPopulating || change >= since) ? change : undefined;
  }

  return {
    feed: {
      page: async (request) => {
        const { since, isPopulating = false } = request;
        if (since === undefined) return source.page(request);
        // Switched on, a Zap gets to know as many contacts as it can, however old their last change is.
        const page = await source.page(isPopulating ? { ...request, since: 0 } : request);
        const entries: FeedEntry<Contact>[] = [];
        for (const entry of page.entries) {
          entries.push(eventOf(entry, await changeOf(entry, request), isPopulating));
        }
        return { ...page, entries };
      },
      surfaces: true,
    },
    save: () => seen.save(),
  };
}

/** A contact as the event of a change. @param change when it was; undefined for none that is wanted */
function eventOf(
  { key, at, item }: FeedEntry<Contact>,
  change: number | undefined,
  isPopulating: boolean,
): FeedEntry<Contact> {
  if (!item || change === undefined) return { key, at, item: undefined };
  const updated_at = new Date(change).toISOString();
  // Nobody sees those, and thousands of whole contacts are more than Zapier takes.
  const contact = isPopulating ? { id: item.id } : item;
  return { key: `${item.id} ${updated_at}`, at, item: { ...contact, updated_at } };
}

/** A value as it compares: blank ones are alike, and the order of a list or of keys is chance. */
function comparable(value: unknown): unknown {
  if (isBlank(value)) return null;
  if (Array.isArray(value)) {
    return value.map((item) => JSON.stringify(comparable(item))).sort();
  }
  if (!isRecord(value)) return value;
  const parts = Object.entries(value).map(([key, part]) => [key, comparable(part)] as const);
  return parts.filter(([, part]) => part !== null).sort(([one], [other]) => (one < other ? -1 : 1));
}
