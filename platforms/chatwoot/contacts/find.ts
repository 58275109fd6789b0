import { path } from '../../../http/path.js';
import { missAsNone } from '../../../http/problem.js';
import type { ApiRequest } from '../../../http/request.js';
import type { Contact } from '../../../objects/contact.js';
import type { ContactKey, ContactKeys } from '../../contract/contacts.js';
import type { Choice } from '../../contract/form.js';
import { choiceLabel } from '../../toolkit/output.js';
import { accountRequest, type ChatwootClient } from '../client.js';
import { TOTAL_ORDER } from './order.js';
import { contactIn, contactsIn } from './shape.js';

/** Recently active first, for a first page: on further ones contacts of an import would hide. */
const RECENT_FIRST = '-last_activity_at,-created_at';

/** So many contacts are in an answer of the filter, each with a value that no other has. */
export const FILTER_PAGE = 15;

/** The API's name of each key, surest first. */
const FILTER_KEYS = [
  ['external_id', 'identifier'],
  ['email', 'email'],
  ['phone', 'phone_number'],
] as const;

/** Reads one contact. @throws Problem (missing) for an unknown id */
export async function readContact(client: ChatwootClient, id: string): Promise<Contact> {
  return accountRequest(
    client,
    { method: 'GET', path: path`/contacts/${id}`, subject: `contact ${id}` },
    (data, own) => contactIn(own, data),
  );
}

/**
 * Contacts that match a key exactly, in one request; those by the surest key first. Those by another form
 * of the phone number only where there is nobody else.
 * The server's filter is the only exact lookup it has; its answer is checked again because it
 * ignores case where external ids do not.
 */
export async function findContacts(client: ChatwootClient, keys: ContactKeys): Promise<Contact[]> {
  if (keys.id) {
    const byId = await missAsNone(readContact(client, keys.id));
    if (byId) return [byId];
  }
  const query = queryOf(keys);
  return query.exact.length === 0 ? [] : matchesAmong(await filterBy(client, [query]), query);
}

/**
 * Contacts by many keys in one request. An answer holds a page: what isn't on a full one may be on the next.
 * @param wanted at most `FILTER_PAGE`
 */
export async function findManyContacts(
  client: ChatwootClient,
  wanted: readonly ContactKeys[],
): Promise<(Contact[] | undefined)[]> {
  const queries = wanted.map(queryOf);
  const candidates = await filterBy(client, queries);
  return queries.map((query) => {
    const found = matchesAmong(candidates, query);
    return found.length === 0 && candidates.length >= FILTER_PAGE ? undefined : found;
  });
}

/** What one set of keys is looked up by. */
interface Query {
  exact: Wanted[];
  /** Other forms of the phone number. */
  others: Wanted[];
}

function queryOf({ otherPhones = [], ...keys }: ContactKeys): Query {
  return {
    exact: FILTER_KEYS.flatMap(([key, attribute]) => conditionOf(key, attribute, keys[key])),
    // The filter looks at the first of a condition's values alone: each form is a condition of its own.
    others: otherPhones.flatMap((phone) => conditionOf('phone', 'phone_number', phone)),
  };
}

async function filterBy(client: ChatwootClient, queries: readonly Query[]): Promise<Contact[]> {
  const conditions = queries.flatMap(({ exact, others }) => [...exact, ...others]);
  const payload = conditions.map(({ condition }, index) => ({
    ...condition,
    query_operator: index < conditions.length - 1 ? 'OR' : null,
  }));
  return readContacts(client, {
    method: 'POST',
    path: '/contacts/filter',
    body: { payload },
    readOnly: true,
  });
}

function matchesAmong(candidates: readonly Contact[], { exact, others }: Query): Contact[] {
  const matches = (wanted: readonly Wanted[]): Contact[] => [
    ...new Set(wanted.flatMap((one) => candidates.filter((contact) => isSame(contact, one)))),
  ];
  const found = matches(exact);
  return found.length > 0 ? found : matches(others);
}

/** A value that a contact is looked up by, and the filter's condition for it. */
interface Wanted {
  key: ContactKey;
  value: string;
  condition: object;
}

function conditionOf(key: ContactKey, attribute: string, value: string | undefined): Wanted[] {
  if (!value) return [];
  const condition = {
    attribute_key: attribute,
    filter_operator: 'equal_to',
    // Servers before 4.7 put a `+` before what is given, so it must not have one.
    values: [key === 'phone' ? value.replace('+', '') : value],
  };
  return [{ key, value, condition }];
}

function isSame(contact: Contact, { key, value }: Wanted): boolean {
  const held = contact[key];
  return key === 'email' ? held?.toLowerCase() === value.toLowerCase() : held === value;
}

/** Contacts with the text in name, e-mail, phone or identifier: the server's first page. */
export async function searchContacts(client: ChatwootClient, text: string): Promise<Contact[]> {
  return readContacts(client, {
    method: 'GET',
    path: '/contacts/search',
    query: { q: text, sort: RECENT_FIRST },
  });
}

async function readContacts(client: ChatwootClient, call: ApiRequest): Promise<Contact[]> {
  return accountRequest(client, call, (data, own) => contactsIn(own, data));
}

/**
 * One page of contacts for a dropdown: first those that were active last, then all by e-mail, the order in
 * which no page repeats one and misses another.
 */
export async function contactChoices(client: ChatwootClient, page: number): Promise<Choice[]> {
  const order = page === 1 ? { sort: RECENT_FIRST, page } : { sort: TOTAL_ORDER, page: page - 1 };
  const contacts = await readContacts(client, {
    method: 'GET',
    path: '/contacts',
    query: { ...order, include_contact_inboxes: 'false' },
  });
  return contacts.map((contact) => ({ id: contact.id, label: choiceLabel(contact) }));
}
