import type { Contact } from '../../objects/contact.js';
import type { Feed, FeedEntry } from '../feed.js';
import type { VixieesClient } from './client.js';
import { LARGEST_PAGE, readContacts } from './contact_lookup.js';

const SAMPLE_SIZE = 3;
type Moment = 'created_at' | 'updated_at';

/** New contacts, by the time they were made. */
export function newContacts(client: VixieesClient): Feed<Contact> {
  return { ...feedBy(client, 'created_at'), keyOf: ({ id }) => id };
}

/** Contacts by their last change. */
export function changedContacts(client: VixieesClient): Feed<Contact> {
  return {
    ...feedBy(client, 'updated_at'),
    keyOf: ({ id, updated_at: at = '' }) => `${id} ${at}`,
  };
}

/** In which order the server lists isn't documented, so it is asked for those since a moment, all of them. */
function feedBy(client: VixieesClient, moment: Moment): Pick<Feed<Contact>, 'page'> {
  return {
    page: async ({ cursor, since }) => {
      const page = Number(cursor ?? 1);
      const limit = since === undefined ? SAMPLE_SIZE : LARGEST_PAGE;
      const filter = since === undefined ? {} : { [`${moment}>`]: timeOf(since) };
      const answer = await readContacts(client, { limit, page, ...filter });
      const entries = answer.contacts.map((contact): FeedEntry<Contact> => ({
        at: Date.parse(contact[moment] ?? '') || 0,
        item: contact,
      }));
      const isLast = entries.length < (answer.limit ?? limit);
      return { entries, next: isLast ? undefined : String(page + 1) };
    },
  };
}

/** As the documents write it: `created_at>=2025-08-07T00:00:00`, without a zone, which we take for UTC. */
function timeOf(since: number): string {
  return new Date(since).toISOString().slice(0, 19);
}
