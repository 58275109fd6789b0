import { createHash } from 'node:crypto';
import { contactSnapshot, publishContactUpdate, touchContact } from './contact_events.js';
import { serverError, ValidationErrors } from '../rails/errors.js';
import {
  isBlank,
  isObject,
  toBoolean,
  toText,
  type JsonObject,
  type Scalar,
} from '../rails/params.js';
import { stringLimit } from '../rails/root_key.js';
import type { Contact, Store } from '../store.js';

const texts = ['name', 'email', 'phone_number', 'identifier'] as const;
export const contactScalars = [...texts, 'blocked'] as const;

/** Values for a contact as they come from a request, before the database's types apply. */
export type ContactValues = Partial<Record<(typeof contactScalars)[number], Scalar>> & {
  additional_attributes?: JsonObject;
  custom_attributes?: JsonObject;
};

// The server's own rules: the e-mail only needs one @, the number's start isn't anchored.
const emailFormat = /^[^@\s]+@[^@\s]+$/;
const phoneFormat = /\+[1-9]\d{1,14}$/;
const avatarPause = 60_000;

/**
 * Makes a contact of an account and publishes it, inside a transaction of the caller.
 * @throws 422 when it isn't valid, 500 when the database refuses it
 */
export function createContact(store: Store, accountId: number, values: ContactValues): Contact {
  const contact = store.addContact(accountId);
  writeContact(store, contact, values);
  store.publish({ name: 'contact_created', contact });
  return contact;
}

/**
 * Writes the given values into a contact and publishes what changed; absent keys stay as they are.
 * Every rule is checked for the whole contact, also for what isn't changed.
 * @throws 422 when it isn't valid, 500 when the database refuses it
 */
export function updateContact(store: Store, contact: Contact, values: ContactValues): void {
  const before = contactSnapshot(contact);
  writeContact(store, contact, values);
  publishContactUpdate(store, contact, before);
}

function writeContact(store: Store, contact: Contact, values: ContactValues): void {
  // Before 3.7 contacts had no such column, and the parameter went the way of all unknown ones.
  const given = store.atLeast('3.7.0') ? values.blocked : undefined;
  const blocked = given === undefined ? contact.blocked : toBoolean(given);
  const text = (name: (typeof texts)[number]): string | null => {
    const value = values[name];
    return value === undefined ? contact[name] : toText(value);
  };
  const email = text('email');
  const next = {
    id: contact.id,
    name: text('name'),
    email: email === null || isBlank(email) ? null : email.toLowerCase(),
    phone_number: text('phone_number'),
    identifier: text('identifier'),
    additional_attributes: values.additional_attributes ?? contact.additional_attributes,
    custom_attributes: values.custom_attributes ?? contact.custom_attributes,
  };
  const others = store.contactsOf(contact.account_id).filter((other) => other !== contact);
  validate(next, others);
  if (blocked === null) throw serverError();
  // The index on identifier knows no blanks: a second '' is a duplicate that no rule caught.
  if (next.identifier === '' && others.some((other) => other.identifier === '')) {
    throw serverError();
  }
  Object.assign(contact, { ...next, blocked });
  if (contact.contact_type === 'visitor' && (contact.email || contact.phone_number)) {
    contact.contact_type = 'lead';
  }
}

type Validated = Pick<Contact, 'id' | (typeof texts)[number]>;

function validate(next: Validated, others: Contact[]): void {
  const errors = new ValidationErrors();
  for (const name of texts) errors.length(name, next[name], stringLimit);
  if (next.email) {
    errors.uniqueness(others, next, 'email');
    if (!emailFormat.test(next.email)) errors.add('email', 'Invalid email');
  }
  if (!isBlank(next.identifier)) errors.uniqueness(others, next, 'identifier');
  if (next.phone_number && !isBlank(next.phone_number)) {
    errors.uniqueness(others, next, 'phone_number');
    if (!phoneFormat.test(next.phone_number)) {
      errors.add('phone_number', 'should be in e164 format');
    }
  }
  errors.raise();
}

/**
 * Merges `mergee` into `base`, which wins wherever both have a value, and removes `mergee`.
 * The mergee's labels are lost. Wants a transaction of the caller.
 */
export function mergeContacts(store: Store, base: Contact, mergee: Contact): Contact {
  if (base === mergee) return base;
  for (const rows of [store.conversations, store.contactInboxes, store.notes]) {
    for (const row of rows) if (row.contact_id === mergee.id) row.contact_id = base.id;
  }
  for (const message of store.messages) {
    if (message.sender?.type !== 'Contact' || message.sender.id !== mergee.id) continue;
    message.sender = { type: 'Contact', id: base.id };
    message.updated_at = new Date();
    store.publish({ name: 'message_updated', message });
  }
  const pick = (name: (typeof texts)[number]): string | null =>
    isBlank(base[name]) && !isBlank(mergee[name]) ? mergee[name] : base[name];
  const values: ContactValues = {
    name: pick('name'),
    email: pick('email'),
    phone_number: pick('phone_number'),
    identifier: pick('identifier'),
    additional_attributes: deepMerge(mergee.additional_attributes, base.additional_attributes),
    custom_attributes: deepMerge(mergee.custom_attributes, base.custom_attributes),
  };
  store.removeContact(mergee);
  updateContact(store, base, values);
  return base;
}

/** Merges objects at every depth; what isn't an object on both sides is taken from `winner`. */
export function deepMerge(loser: JsonObject, winner: JsonObject): JsonObject {
  const merged = structuredClone(loser);
  for (const [key, value] of Object.entries(winner)) {
    const old = merged[key];
    merged[key] = isObject(old) && isObject(value) ? deepMerge(old, value) : structuredClone(value);
  }
  return merged;
}

/**
 * Fetches an avatar in the background, as the server does: the answer doesn't know it yet, and the
 * two sync attributes are written whether or not a picture came of it.
 */
export function fetchAvatarLater(store: Store, contact: Contact, url: string): void {
  store.later(() => {
    const hash = createHash('sha256').update(url).digest('hex');
    const { last_avatar_sync_at: last, avatar_url_hash: lastHash } = contact.additional_attributes;
    const tooSoon = typeof last === 'string' && Date.now() - Date.parse(last) < avatarPause;
    if (!tooSoon && lastHash !== hash && isPublicPicture(url)) {
      contact.thumbnail = `https://chat.example.com/rails/active_storage/representations/redirect/${hash.slice(0, 24)}/avatar.png`;
      touchContact(store, contact);
    }
    // The server writes these two past every callback, so nobody is told.
    contact.additional_attributes = {
      ...contact.additional_attributes,
      last_avatar_sync_at: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      avatar_url_hash: hash,
    };
  });
}

function isPublicPicture(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, pathname } = new URL(url);
  const isPrivate =
    /^(localhost|\[::1\]|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/;
  return (
    /^https?:$/.test(protocol) &&
    !isPrivate.test(hostname) &&
    /\.(jpe?g|png|gif|webp)$/i.test(pathname)
  );
}
