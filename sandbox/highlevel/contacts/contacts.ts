import { badRequest, unprocessable } from '../errors.js';
import {
  contactChanges,
  type ContactBody,
  createRules,
  type NewContactBody,
  normalPhone,
  updateRules,
  upsertRules,
} from './contact_input.js';
import { contactView, createdContactView, fullNameOf } from './contact_output.js';
import { type AddRoute, checkLocation } from '../gateway.js';
import type { Contact, HighlevelStore } from '../store.js';
import { text, validate } from '../validation.js';

const nothingToFindBy = 'Pass at least one of number, email query parameter';

type Identifier = 'email' | 'phone';

interface Match {
  contact: Contact;
  matchingField: Identifier;
}

/** Adds get, create, upsert, update, delete and the duplicate lookup. */
export function addContactRoutes(route: AddRoute, store: HighlevelStore): void {
  route('GET', '/contacts/search/duplicate', 'contacts.readonly', ({ query }) => {
    checkLocation(query.locationId);
    const { email, number } = validate<{ email?: string; number?: string }>(query, {
      locationId: { check: text, required: true },
      email: { check: text },
      number: { check: text },
    });
    if (!email && !number) throw badRequest(nothingToFindBy);
    // A plus sign that was not percent-encoded arrives as a space, and then nobody is found.
    const phone = number?.startsWith(' ') ? undefined : normalPhone(number ?? '');
    const match = findMatch(store, { email, phone });
    return { body: { contact: match ? contactView(match.contact) : null } };
  });

  route('GET', '/contacts/:contactId', 'contacts.readonly', ({ params }) => ({
    body: { contact: contactView(findContact(store, params.contactId)) },
  }));

  route('POST', '/contacts/', 'contacts.write', (call) => {
    checkLocation(call.body.locationId);
    const body = validate<NewContactBody>(call.body, createRules);
    return { status: 201, body: { contact: createdContactView(createContact(store, body)) } };
  });

  route('POST', '/contacts/upsert', 'contacts.write', (call) => {
    checkLocation(call.body.locationId);
    const body = validate<NewContactBody>(call.body, upsertRules);
    const match = upsertTarget(store, body);
    const contact = match ? updateMatch(store, match, body) : createContact(store, body);
    return { body: { new: !match, succeded: true, contact: contactView(contact) } };
  });

  route('PUT', '/contacts/:contactId', 'contacts.write', (call) => {
    const body = validate<ContactBody>(call.body, updateRules);
    const contact = findContact(store, call.params.contactId);
    const changes = contactChanges(body, store, contact);
    checkIdentity({ ...contact, ...changes });
    checkDuplicate(store, changes, contact.id);
    const updated = store.updateContact(contact, changes);
    return { body: { succeded: true, contact: contactView(updated) } };
  });

  route('DELETE', '/contacts/:contactId', 'contacts.write', ({ params }) => {
    store.deleteContact(findContact(store, params.contactId));
    return { body: { succeded: true } };
  });
}

/** The contact with that id. @throws 400 when there is none, 403 when it is in another location */
export function findContact(store: HighlevelStore, id: string | undefined): Contact {
  const contact = store.contacts.get(id ?? '');
  if (!contact) throw badRequest(`Contact with id ${id} not found`);
  checkLocation(contact.locationId);
  return contact;
}

function createContact(store: HighlevelStore, body: NewContactBody): Contact {
  // `name` alone is not enough, although it becomes first and last name.
  checkIdentity(body);
  const changes = contactChanges(body, store);
  checkDuplicate(store, changes);
  return store.addContact({ ...changes, locationId: body.locationId });
}

function upsertTarget(store: HighlevelStore, body: NewContactBody): Match | undefined {
  if (!body.email && !body.phone) throw badRequest(nothingToFindBy);
  if (body.createNewIfDuplicateAllowed && store.location.settings.allowDuplicateContact)
    return undefined;
  return findMatch(store, contactChanges(body, store));
}

function updateMatch(store: HighlevelStore, match: Match, body: NewContactBody): Contact {
  const changes = contactChanges(body, store, match.contact);
  const other = match.matchingField === 'email' ? 'phone' : 'email';
  const holder = findMatch(store, { [other]: changes[other] }, match.contact.id);
  const kept = holder ? { [other]: match.contact[other] } : {};
  return store.updateContact(match.contact, { ...changes, ...kept });
}

function checkIdentity(contact: Pick<ContactBody, Identifier | 'firstName' | 'lastName'>): void {
  if (contact.email || contact.phone || contact.firstName || contact.lastName) return;
  throw unprocessable('Contacts without email, phone, firstName and lastName are not allowed.');
}

function checkDuplicate(store: HighlevelStore, changes: Partial<Contact>, ownId?: string): void {
  if (store.location.settings.allowDuplicateContact) return;
  const match = findMatch(store, changes, ownId);
  if (!match) return;
  throw badRequest('This location does not allow duplicated contacts.', {
    contactId: match.contact.id,
    contactName: fullNameOf(match.contact),
    matchingField: match.matchingField,
  });
}

/** Another contact with that e-mail or phone, in the order set in the location. */
function findMatch(
  store: HighlevelStore,
  wanted: Pick<Contact, Identifier>,
  ownId?: string,
): Match | undefined {
  for (const matchingField of store.location.settings.contactUniqueIdentifiers) {
    const value = wanted[matchingField]?.toLowerCase();
    if (!value) continue;
    const contact = [...store.contacts.values()].find(
      (other) =>
        other.locationId === store.location.id &&
        other.id !== ownId &&
        other[matchingField]?.toLowerCase() === value,
    );
    if (contact) return { contact, matchingField };
  }
  return undefined;
}
