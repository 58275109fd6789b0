import { isDeepStrictEqual } from 'node:util';
import { rawContactJson } from './contact_json.js';
import type { JsonObject } from '../rails/params.js';
import type { Changes, Contact, NewContact, Store } from '../store.js';

/**
 * Inserts a contact past every validation and publishes it, the way visitors of a website and
 * senders on any channel become contacts without the API.
 */
export function arriveContact(store: Store, accountId: number, values: NewContact = {}): Contact {
  const contact = store.addContact(accountId, values);
  store.publish({ name: 'contact_created', contact });
  return contact;
}

/** A contact as it is now, to tell later what a change did to it. */
export function contactSnapshot(contact: Contact): Contact {
  return { ...contact };
}

/**
 * Dates the change that was made to a contact since `before` and publishes it; without a change it
 * does neither. Labels count under `label_list`, in any order the same list.
 */
export function publishContactUpdate(store: Store, contact: Contact, before: Contact): void {
  const changes = contactChanges(before, contact);
  if (Object.keys(changes).length === 0) return;
  touchContact(store, contact, changes);
}

/**
 * Sets `updated_at` and publishes that it and `changes` changed. On its own it is what the server
 * does when only the picture changes, which is no attribute of the contact.
 */
export function touchContact(store: Store, contact: Contact, changes: Changes = {}): void {
  const previous = contact.updated_at;
  contact.updated_at = new Date();
  const updatedAt = {
    previous_value: previous.toISOString(),
    current_value: contact.updated_at.toISOString(),
  };
  store.publish({
    name: 'contact_updated',
    contact,
    changes: { ...changes, updated_at: updatedAt },
  });
}

function contactChanges(before: Contact, after: Contact): Changes {
  const changes: Changes = {};
  const previous = columnsOf(before);
  const current = columnsOf(after);
  for (const [name, value] of Object.entries(current)) {
    const old = previous[name] ?? null;
    if (name !== 'updated_at' && !isDeepStrictEqual(old, value)) {
      changes[name] = { previous_value: old, current_value: value };
    }
  }
  if (!isDeepStrictEqual(before.labels.toSorted(), after.labels.toSorted())) {
    changes['label_list'] = { previous_value: before.labels, current_value: after.labels };
  }
  return changes;
}

/** The columns as JSON, copied so that a later change can't reach what was published. */
function columnsOf(contact: Contact): JsonObject {
  return JSON.parse(JSON.stringify(rawContactJson(contact))) as JsonObject;
}
