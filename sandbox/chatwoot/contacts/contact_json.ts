import { pick, type JsonObject } from '../rails/params.js';
import { slimInboxJson } from '../inboxes/inbox_json.js';
import type { Contact, ContactInbox, Store } from '../store.js';
import { unixSeconds } from '../unix_time.js';

/** The contact as every token API answers it; labels and updated_at are not in it. */
export function contactJson(
  store: Store,
  contact: Contact,
  withContactInboxes: boolean,
): Record<string, unknown> {
  return {
    additional_attributes: contact.additional_attributes,
    custom_attributes: contact.custom_attributes,
    email: contact.email,
    id: contact.id,
    identifier: contact.identifier,
    name: contact.name,
    phone_number: contact.phone_number,
    thumbnail: contact.thumbnail,
    availability_status: contact.online ? 'online' : 'offline',
    ...(store.atLeast('4.0.2') && { blocked: contact.blocked }),
    ...(contact.last_activity_at && { last_activity_at: unixSeconds(contact.last_activity_at) }),
    created_at: unixSeconds(contact.created_at),
    ...(withContactInboxes && {
      contact_inboxes: store
        .contactInboxesOf(contact)
        .map((contactInbox) => contactInboxJson(store, contactInbox)),
    }),
  };
}

/** A contact's session in an inbox. */
export function contactInboxJson(
  store: Store,
  contactInbox: ContactInbox,
): Record<string, unknown> {
  const inbox = store.inboxes.find((row) => row.id === contactInbox.inbox_id);
  return { source_id: contactInbox.source_id, inbox: inbox ? slimInboxJson(inbox) : null };
}

/** The contact's database row, which some client API routes answer as it is. */
export function rawContactJson(contact: Contact): Record<string, unknown> {
  return {
    ...pick(contact, 'id', 'name', 'email', 'phone_number', 'account_id', 'created_at'),
    ...pick(contact, 'updated_at', 'additional_attributes', 'identifier', 'custom_attributes'),
    ...pick(contact, 'last_activity_at', 'contact_type', 'blocked'),
    middle_name: '',
    last_name: '',
    location: textOf(contact.additional_attributes, 'city'),
    country_code: textOf(contact.additional_attributes, 'country'),
    company_id: null,
  };
}

function textOf(attributes: JsonObject, key: string): string | null {
  const value = attributes[key];
  return typeof value === 'string' ? value : null;
}
