import { findContact } from './contacts.js';
import type { AddRoute } from '../gateway.js';
import type { HighlevelStore } from '../store.js';
import { type Rules, texts, validate } from '../validation.js';

const rules: Rules = { tags: { check: texts, required: true } };

/** Adds `POST` and `DELETE /contacts/{id}/tags`; both answer the tags the contact then has. */
export function addContactTagRoutes(route: AddRoute, store: HighlevelStore): void {
  route('POST', '/contacts/:contactId/tags', 'contacts.write', ({ params, body }) => {
    const { tags } = validate<{ tags: string[] }>(body, rules);
    const contact = findContact(store, params.contactId);
    const changed = store.updateContact(contact, { tags: [...contact.tags, ...tags] });
    return { status: 201, body: { tags: changed.tags } };
  });

  route('DELETE', '/contacts/:contactId/tags', 'contacts.write', ({ params, body }) => {
    const { tags } = validate<{ tags: string[] }>(body, rules);
    const contact = findContact(store, params.contactId);
    const removed = tags.map((tag) => tag.trim().toLowerCase());
    const changed = store.updateContact(contact, {
      tags: contact.tags.filter((tag) => !removed.includes(tag)),
    });
    return { body: { tags: changed.tags } };
  });
}
