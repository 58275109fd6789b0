import { createHmac, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { buildContactInbox } from '../contacts/contact_inbox_records.js';
import { rawContactJson } from '../contacts/contact_json.js';
import {
  createContact,
  deepMerge,
  fetchAvatarLater,
  mergeContacts,
  updateContact,
  type ContactValues,
} from '../contacts/contact_records.js';
import { railsNotFound, serverError } from '../rails/errors.js';
import {
  asText,
  isBlank,
  permitObject,
  permitScalars,
  pick,
  readParams,
  toText,
  type Json,
  type JsonObject,
} from '../rails/params.js';
import type { Contact, ContactInbox, Inbox, Store } from '../store.js';
import { weeklySchedule } from '../inboxes/working_hours.js';

/** Adds the public API of API-channel inboxes: no token, the inbox identifier is the key. */
export function clientApiRoutes(app: FastifyInstance, store: Store): void {
  const path = '/public/api/v1/inboxes/:inbox_id';

  app.get(path, (request) => {
    const inbox = findApiInbox(store, request);
    return {
      identifier: inbox.channel['inbox_identifier'],
      identity_validation_enabled: inbox.channel['hmac_mandatory'],
      name: inbox.name,
      timezone: 'UTC',
      working_hours: weeklySchedule(),
      working_hours_enabled: false,
      csat_survey_enabled: false,
      greeting_enabled: false,
    };
  });

  app.post(`${path}/contacts`, (request) => {
    const inbox = findApiInbox(store, request);
    const params = readParams(request);
    checkIdentity(inbox, params);
    const session = store.transaction(() => findOrCreate(store, inbox, params));
    return sessionJson(store, session);
  });

  app.get(`${path}/contacts/:id`, (request) => {
    const inbox = findApiInbox(store, request);
    const params = readParams(request);
    const session = findSession(store, inbox, params['id']);
    if (checkIdentity(inbox, params)) session.hmac_verified = true;
    return sessionJson(store, session);
  });

  app.route({
    method: ['PUT', 'PATCH'],
    url: `${path}/contacts/:id`,
    handler: (request, reply) => {
      const inbox = findApiInbox(store, request);
      const params = readParams(request);
      const session = findSession(store, inbox, params['id']);
      if (checkIdentity(inbox, params)) session.hmac_verified = true;
      const contact = store.transaction(() => identify(store, contactOf(store, session), params));
      const answer = store.atLeast('4.16.0')
        ? sessionJson(store, session)
        : rawContactJson(contact);
      return reply.send(answer);
    },
  });
}

/**
 * The API-channel inbox whose identifier is in the path.
 * @throws 404
 */
export function findApiInbox(store: Store, request: FastifyRequest): Inbox {
  const identifier = readParams(request)['inbox_id'];
  const inbox = store.inboxes.find(
    (row) => row.channel_type === 'Channel::Api' && row.channel['inbox_identifier'] === identifier,
  );
  if (!inbox) throw railsNotFound();
  return inbox;
}

/**
 * The session of an inbox with a source id.
 * @throws 404
 */
export function findSession(store: Store, inbox: Inbox, sourceId: Json | undefined): ContactInbox {
  const session = store.session(inbox.id, sourceId);
  if (!session) throw railsNotFound();
  return session;
}

function contactOf(store: Store, session: ContactInbox): Contact {
  const contact = store.contacts.find((row) => row.id === session.contact_id);
  if (!contact) throw serverError();
  return contact;
}

/**
 * Checks `identifier_hash`; true when there was one to check.
 * @throws 500, not 401, when it is wrong, or missing where the inbox demands it
 */
function checkIdentity(inbox: Inbox, params: JsonObject): boolean {
  if (isBlank(params['identifier_hash']) && inbox.channel['hmac_mandatory'] !== true) return false;
  const expected = createHmac('sha256', asText(inbox.secrets['hmac_token']))
    .update(asText(params['identifier']))
    .digest('hex');
  const given = Buffer.from(asText(params['identifier_hash']));
  const isEqual = given.length === expected.length && timingSafeEqual(given, Buffer.from(expected));
  if (!isEqual) throw serverError();
  return true;
}

function sessionJson(store: Store, session: ContactInbox): object {
  return {
    ...pick(session, 'source_id', 'pubsub_token'),
    ...pick(contactOf(store, session), 'id', 'name', 'email', 'phone_number'),
  };
}

/** An existing session, or an existing contact, is answered as it is; nothing in it is updated. */
function findOrCreate(store: Store, inbox: Inbox, params: JsonObject): ContactInbox {
  const values = permittedValues(params);
  const { source_id: given = null } = permitScalars(params, ['source_id']);
  const sourceId = toText(given) ?? randomUUID();
  const session = store.session(inbox.id, sourceId);
  if (session) return session;
  const contact =
    findContact(store, inbox.account_id, values) ??
    createContact(store, inbox.account_id, {
      ...values,
      name: Array.from(toText(values.name ?? null) ?? haiku())
        .slice(0, 255)
        .join(''),
    });
  const created = buildContactInbox(store, contact, inbox, sourceId);
  if (!created) throw serverError();
  fetchFirstAvatar(store, contact, params);
  return created;
}

function findContact(
  store: Store,
  accountId: number,
  { identifier, email, phone_number: phone }: ContactValues,
): Contact | undefined {
  const contacts = store.contactsOf(accountId);
  return (
    contacts.find((row) => !isBlank(identifier) && row.identifier === toText(identifier ?? null)) ??
    contacts.find((row) => !isBlank(email) && row.email === String(email).toLowerCase()) ??
    contacts.find((row) => !isBlank(phone) && row.phone_number === toText(phone ?? null))
  );
}

/**
 * Updates the contact behind a session. Another contact with the given e-mail or phone swallows it
 * first: that one stays, the session's own contact is gone.
 */
function identify(store: Store, own: Contact, params: JsonObject): Contact {
  const { name, email, phone_number: phone, custom_attributes: custom } = permittedValues(params);
  const byEmail = findContact(store, own.account_id, { email: email ?? null });
  let contact = byEmail ? mergeContacts(store, byEmail, own) : own;
  const byPhone = findContact(store, own.account_id, { phone_number: phone ?? null });
  const isOthersPhone = Boolean(
    byPhone && !isBlank(email) && !isBlank(byPhone.email) && byPhone.email !== email,
  );
  if (byPhone && !isOthersPhone) contact = mergeContacts(store, byPhone, contact);
  updateContact(store, contact, {
    ...(!isBlank(name) && { name }),
    ...(!isBlank(email) && { email }),
    ...(!isBlank(phone) && !isOthersPhone && { phone_number: phone }),
    custom_attributes: deepMerge(contact.custom_attributes, custom ?? {}),
  });
  fetchFirstAvatar(store, contact, params);
  return contact;
}

function permittedValues(params: JsonObject): ContactValues {
  const custom = permitObject(params, 'custom_attributes');
  return {
    ...permitScalars(params, ['identifier', 'email', 'name', 'phone_number']),
    ...(custom && { custom_attributes: custom }),
  };
}

function fetchFirstAvatar(store: Store, contact: Contact, params: JsonObject): void {
  const url = params['avatar_url'];
  if (!isBlank(url) && contact.thumbnail === '') fetchAvatarLater(store, contact, asText(url));
}

function haiku(): string {
  const adjectives = ['snowy', 'quiet', 'amber', 'misty', 'silent'];
  const nouns = ['sun', 'river', 'meadow', 'field', 'cloud'];
  return `${adjectives[randomInt(5)]}-${nouns[randomInt(5)]}-${randomInt(1000)}`;
}
