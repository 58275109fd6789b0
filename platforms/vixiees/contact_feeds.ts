import type { Contact } from '../../objects/contact.js';
import type { ChangedContacts } from '../contract/contacts.js';
import type { Feed, FeedEntry } from '../contract/feed.js';
import { attributeIn, valueUnder } from '../toolkit/output.js';
import type { VixieesClient } from './client.js';
import { changingFields } from './contact_fields.js';
import { LARGEST_PAGE, readContacts } from './contact_lookup.js';
import type { ContactPage } from './contact_shape.js';
import { CUSTOM_ATTRIBUTES } from './custom_attributes.js';

const SAMPLE_SIZE = 3;
type Moment = 'created_at' | 'updated_at';

/** New contacts, by the time they were made. */
export function newestContacts(client: VixieesClient): Feed<Contact> {
  return feedBy(client, 'created_at', ({ id }) => id);
}

/** Contacts by their last change; nobody lists the attributes, which can be named all the same. */
export function changesOf(client: VixieesClient): ChangedContacts {
  return {
    feed: () => feedBy(client, 'updated_at', ({ id, updated_at: at = '' }) => `${id} ${at}`),
    fields: () => Promise.resolve([...changingFields]),
    isField: (key) =>
      Promise.resolve(
        attributeIn(key) !== undefined || changingFields.some(({ id }) => id === key),
      ),
    valueOf: (contact, key) => {
      const isOfAttributes = key === CUSTOM_ATTRIBUTES.key || attributeIn(key) !== undefined;
      // Attributes of a form that isn't known can't be told apart, but they must not change unseen.
      return isOfAttributes
        ? [valueUnder(contact, key), contact['custom_attribute_items']]
        : valueUnder(contact, key);
    },
  };
}

/**
 * In which order the server lists isn't documented, so it is asked for those since a moment, all of them.
 * The moment is cut to the second, so the server also gives some from just before it: they stay out, as
 * they would pass for the end of the list.
 */
function feedBy(
  client: VixieesClient,
  moment: Moment,
  keyOf: (contact: Contact) => string,
): Feed<Contact> {
  return {
    page: async ({ cursor, since }) => {
      const page = Number(cursor ?? 1);
      const limit = since === undefined ? SAMPLE_SIZE : LARGEST_PAGE;
      const filter = since === undefined ? {} : { [`${moment}>`]: timeOf(since) };
      const answer = await readContacts(client, { limit, page, ...filter });
      const entries = answer.contacts.map((contact): FeedEntry<Contact> => ({
        key: keyOf(contact),
        // One without a time counts as what was asked for.
        at: Date.parse(contact[moment] ?? '') || (since ?? 0),
        item: contact,
      }));
      return {
        entries: entries.filter(({ at }) => at >= (since ?? 0)),
        next: isLast(answer, limit, page) ? undefined : String(page + 1),
      };
    },
  };
}

/** A server may keep its pages smaller than asked for; where it says how many there are, that counts. */
function isLast({ contacts, total, limit }: ContactPage, asked: number, page: number): boolean {
  if (contacts.length === 0) return true;
  return total === undefined ? contacts.length < (limit ?? asked) : contacts.length * page >= total;
}

/** As the documents write it: `created_at>=2025-08-07T00:00:00`, without a zone, which we take for UTC. */
function timeOf(since: number): string {
  return new Date(since).toISOString().slice(0, 19);
}
