import { findContact } from './contacts.js';
import type { AddRoute } from '../gateway.js';
import type { HighlevelStore } from '../store.js';
import { texts, validate } from '../validation.js';

const rules = { followers: { check: texts, required: true } } as const;

/** Adds the routes of a contact's followers. */
export function addFollowerRoutes(route: AddRoute, store: HighlevelStore): void {
  const path = '/contacts/:contactId/followers';

  route('POST', path, 'contacts.write', ({ params, body }) => {
    const { followers } = validate<{ followers: string[] }>(body, rules);
    const contact = findContact(store, params.contactId);
    // Who can't follow is left out without a word, as seen of opportunities (reference §2.7).
    const added = followers.filter(
      (id) => store.users.some((user) => user.id === id) && !contact.followers.includes(id),
    );
    contact.followers.push(...added);
    return { status: 201, body: { followers: contact.followers, followersAdded: added } };
  });

  route('DELETE', path, 'contacts.write', ({ params, body }) => {
    const { followers } = validate<{ followers: string[] }>(body, rules);
    const contact = findContact(store, params.contactId);
    const removed = contact.followers.filter((id) => followers.includes(id));
    contact.followers = contact.followers.filter((id) => !removed.includes(id));
    return { body: { followers: contact.followers, followersRemoved: removed } };
  });
}
