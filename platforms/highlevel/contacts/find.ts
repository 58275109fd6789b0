import { isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { missAsNone } from '../../../http/problem.js';
import type { Contact } from '../../../objects/contact.js';
import type { ContactKeys } from '../../contract/contacts.js';
import type { Choice } from '../../contract/form.js';
import { choiceLabel } from '../../toolkit/output.js';
import { inputProblems } from '../../toolkit/problems.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { bareContactsIn, contactIn, contactsIn } from './shape.js';
import { highlevelProblems } from '../problems.js';

const SEARCH_SIZE = 20;
const LONGEST_QUERY = 75;
const CHOICES_SIZE = 50;
/** How many keys one search is asked for; how many it takes nobody says. */
export const MANY_SIZE = 50;
/** How far the server counts pages. */
const MOST_REACHABLE = 10_000;

/** What a contact can be looked up by: the query's name of it, and where its second values stand. */
const EMAIL = { key: 'email', query: 'email', more: 'additionalEmails' } as const;
const PHONE = { key: 'phone', query: 'number', more: 'additionalPhones' } as const;
const LOOKUPS = [EMAIL, PHONE];

type Lookup = (typeof LOOKUPS)[number];

/** Reads one contact. @throws Problem (missing) for an unknown id */
export async function readContact(client: HighlevelClient, id: string): Promise<Contact> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: path`/contacts/${id}`,
    subject: `contact ${id}`,
    scope: 'contacts.readonly',
  });
  return contactIn(client, data);
}

/**
 * The contact that matches a key exactly, surest key first: one request for each key until one hits, and
 * one for each other form of the phone number after a miss.
 * HighLevel's lookup tells of one contact only, even where a location allows several with one e-mail.
 * @throws Problem for an external id, which HighLevel's contacts don't have
 */
export async function findContacts(client: HighlevelClient, keys: ContactKeys): Promise<Contact[]> {
  if (keys.external_id) throw highlevelProblems.noExternalId();
  if (keys.id) {
    const contact = await missAsNone(readContact(client, keys.id));
    if (contact) return [contact];
  }
  for (const lookup of LOOKUPS) {
    const wanted = keys[lookup.key];
    const contact = wanted && (await lookUp(client, lookup, wanted));
    if (contact) return [contact];
  }
  for (const phone of keys.otherPhones ?? []) {
    const contact = await lookUp(client, PHONE, phone);
    if (contact) return [contact];
  }
  return [];
}

/**
 * All contacts with the one key that is given: where a location allows several, the lookup tells of one. What
 * was added a moment ago only the lookup knows, so both are asked: two requests.
 */
export async function findEveryContact(
  client: HighlevelClient,
  keys: ContactKeys,
): Promise<Contact[]> {
  const [first] = await findContacts(client, keys);
  if (!first || keys.id) return first ? [first] : [];
  const wanted = LOOKUPS.flatMap(({ key }) => {
    const value = keys[key]?.toLowerCase();
    return value ? [{ field: key, operator: 'eq', value }] : [];
  });
  const data = await requestContacts(client, { pageLimit: SEARCH_SIZE, filters: wanted });
  const others = bareContactsIn(client, data).filter(({ id }) => id !== first.id);
  return [first, ...others];
}

/**
 * Contacts by many keys in one search. It learns of changes some seconds late and has trouble with second
 * numbers, so what it doesn't tell of just one contact is left to the lookup, which is always right.
 * @param wanted at most `MANY_SIZE`
 */
export async function findManyContacts(
  client: HighlevelClient,
  wanted: readonly ContactKeys[],
): Promise<(Contact[] | undefined)[]> {
  const filters = wanted.flatMap((keys) =>
    LOOKUPS.flatMap(({ key }) => {
      const value = keys[key]?.toLowerCase();
      return value ? [{ field: key, operator: 'eq', value }] : [];
    }),
  );
  if (filters.length === 0) return wanted.map(() => undefined);
  const data = await requestContacts(client, {
    pageLimit: 2 * MANY_SIZE,
    filters: [{ group: 'OR', filters }],
  });
  const candidates = await contactsIn(client, data);
  return wanted.map((keys) => {
    const found = candidates.filter((contact) =>
      LOOKUPS.some((lookup) => keys[lookup.key] && holds(contact, lookup, keys[lookup.key] ?? '')),
    );
    return found.length === 1 ? found : undefined;
  });
}

async function lookUp(
  client: HighlevelClient,
  lookup: Lookup,
  wanted: string,
): Promise<Contact | undefined> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: '/contacts/search/duplicate',
    // Never both keys at once: the location's settings would choose between them.
    query: { locationId: client.locationId, [lookup.query]: wanted },
    scope: 'contacts.readonly',
  });
  // Only an answer that says so is a miss: after any other a second contact might be created.
  if (isRecord(data) && data['contact'] === null) return undefined;
  const contact = await contactIn(client, data);
  return holds(contact, lookup, wanted) ? contact : undefined;
}

/** Checks the server's match again, second e-mails and phones included. */
function holds(contact: Contact, { key, more }: Lookup, wanted: string): boolean {
  const second = Array.isArray(contact[more]) ? contact[more].flatMap(textsIn) : [];
  return [contact[key] ?? '', ...second].some((held) => fold(key, held) === fold(key, wanted));
}

/** An additional e-mail or phone is a text, or stands in a record with other facts. */
function textsIn(entry: unknown): string[] {
  const values = isRecord(entry) ? Object.values(entry) : [entry];
  return values.filter((value) => typeof value === 'string');
}

function fold(key: Lookup['key'], value: string): string {
  return key === 'email' ? value.toLowerCase() : value.replace(/\D/g, '');
}

/** Contacts with the text in name, e-mail, phone or company; changes show after some seconds. */
export async function searchContacts(client: HighlevelClient, text: string): Promise<Contact[]> {
  if (text.length > LONGEST_QUERY) {
    throw inputProblems.tooLong('Search Text', text.length, LONGEST_QUERY);
  }
  const data = await requestContacts(client, { pageLimit: SEARCH_SIZE, query: text });
  return contactsIn(client, data);
}

/** One page of contacts for a dropdown, newest first. */
export async function contactChoices(client: HighlevelClient, page: number): Promise<Choice[]> {
  // A dropdown asks on until a page is empty.
  if (page * CHOICES_SIZE > MOST_REACHABLE) return [];
  const data = await requestContacts(client, {
    page,
    pageLimit: CHOICES_SIZE,
    sort: [{ field: 'dateAdded', direction: 'desc' }],
  });
  return bareContactsIn(client, data).map((contact) => ({
    id: contact.id,
    label: choiceLabel(contact),
  }));
}

/** Searches contacts: answers `{contacts, total}`. @param body the API's own, but for the location */
export async function requestContacts(
  client: HighlevelClient,
  body: Record<string, unknown>,
): Promise<unknown> {
  return highlevelRequest(client, {
    method: 'POST',
    path: '/contacts/search',
    body: { locationId: client.locationId, ...body },
    scope: 'contacts.readonly',
    readOnly: true,
  });
}
