import { path } from '../../http/path.js';
import { missAsNone } from '../../http/problem.js';
import { request } from '../../http/request.js';
import type { Contact } from '../../objects/contact.js';
import type { ContactKeys } from '../contract/contacts.js';
import type { Choice } from '../contract/form.js';
import { choiceLabel } from '../toolkit/output.js';
import type { VixieesClient } from './client.js';
import { contactIn, pageIn, type ContactPage } from './contact_shape.js';
import { vixieesProblems } from './problems.js';

/** The documents' largest page. */
export const LARGEST_PAGE = 1000;
const CHOICES_PAGE = 100;
/** A lookup stops here: an account with one licence has 25 requests a minute. */
const MOST_PAGES = 20;
/** A lookup leaves this much of the run to the write that follows it. */
const WRITE_MILLISECONDS = 5000;

/** What a list can be asked for; of the filters that the documents name, those that a trigger needs. */
export interface ListQuery {
  limit: number;
  page?: number;
  /** Written as `created_at>=…`: what stands before the equals sign is the key. */
  'created_at>'?: string;
  'updated_at>'?: string;
}

/** Surest first. */
const SEARCHED_KEYS = ['external_id', 'email', 'phone'] as const;

/** Reads one contact by ID or external reference. @throws Problem (missing) for an unknown one */
export async function readContact(client: VixieesClient, id: string): Promise<Contact> {
  const data = await request(client.host, client.wire, {
    method: 'GET',
    path: path`/contacts/${id}`,
    subject: `contact ${id}`,
  });
  return contactIn(client, data);
}

/** One page of the account's contacts, in the server's own order. */
export async function readContacts(client: VixieesClient, query: ListQuery): Promise<ContactPage> {
  const data = await request(client.host, client.wire, {
    method: 'GET',
    path: '/contacts',
    query: { ...query },
    // A page is full of people whom no step asked for: they stay out of Zapier's logs.
    secret: true,
  });
  return pageIn(client, data);
}

/**
 * Contacts that match a key exactly: one request by ID or external ID. By email or phone the account
 * is read to its end, a request for every thousand contacts, because the API has no filter for them;
 * an unknown parameter would be refused. A key that finds somebody spares the ones less sure.
 * @throws Problem when the account has more contacts than a run can read
 */
export async function findContacts(client: VixieesClient, keys: ContactKeys): Promise<Contact[]> {
  if (keys.id) {
    const found = await readIfThere(client, keys.id);
    if (found.length > 0) return found;
  }
  if (keys.external_id) {
    const found = await findByReference(client, keys.external_id);
    if (found.length > 0) return found;
  }
  const { email, phone, otherPhones } = keys;
  return email || phone ? findInPages(client, { email, phone, otherPhones }) : [];
}

/** Contacts with the text in name, e-mail, phone or external ID, among the first thousand. */
export async function searchContacts(client: VixieesClient, text: string): Promise<Contact[]> {
  const wanted = text.toLowerCase();
  const { contacts } = await readContacts(client, { limit: LARGEST_PAGE, page: 1 });
  return contacts.filter(({ name, email, phone, external_id }) =>
    [name, email, phone, external_id].some((held) => held?.toLowerCase().includes(wanted)),
  );
}

/** One page of contacts for a dropdown. */
export async function contactChoices(client: VixieesClient, page: number): Promise<Choice[]> {
  const { contacts } = await readContacts(client, { limit: CHOICES_PAGE, page });
  return contacts.map((contact) => ({ id: contact.id, label: choiceLabel(contact) }));
}

async function readIfThere(client: VixieesClient, id: string): Promise<Contact[]> {
  const contact = await missAsNone(readContact(client, id));
  return contact ? [contact] : [];
}

async function findByReference(client: VixieesClient, reference: string): Promise<Contact[]> {
  const found = await readIfThere(client, reference);
  if (found.every((contact) => contact.external_id === reference)) return found;
  // The path takes IDs too, and here the reference is the ID of somebody else.
  return findInPages(client, { external_id: reference });
}

/** Contacts that match one of the keys, among all of the account. */
async function findInPages(client: VixieesClient, keys: ContactKeys): Promise<Contact[]> {
  const [found = []] = await findManyContacts(client, [keys]);
  return found;
}

/**
 * Contacts by many keys, for as many requests as one by one of them takes. Reads to the last page even
 * after a match: only then is it known that there is no second one.
 * @throws Problem when the account has more contacts than a run can read
 */
export async function findManyContacts(
  client: VixieesClient,
  wanted: readonly ContactKeys[],
): Promise<Contact[][]> {
  const queries = wanted.map(({ otherPhones = [], ...keys }) => ({
    exact: SEARCHED_KEYS.flatMap((key) => markOf(key, keys[key])),
    others: otherPhones.flatMap((phone) => markOf('phone', phone)),
  }));
  const marks = new Set(queries.flatMap(({ exact, others }) => [...exact, ...others]));
  // By id, because a contact moves on to the next page when another is added meanwhile.
  const candidates = new Map<string, Contact>();
  const seen = new Set<string>();
  let page = 1;
  let complete = false;
  // A page of nobody new comes from a server that ignores its number: the others are out of reach.
  let isStuck = false;
  while (!complete) {
    const timeLeft = client.wire.deadline - Date.now();
    if (isStuck || page > MOST_PAGES || timeLeft < WRITE_MILLISECONDS) {
      throw vixieesProblems.tooManyContacts(client.wire.platform, seen.size);
    }
    const answer = await readContacts(client, { limit: LARGEST_PAGE, page });
    const { contacts, total, limit = LARGEST_PAGE } = answer;
    isStuck = contacts.every(({ id }) => seen.has(id));
    for (const contact of contacts) {
      seen.add(contact.id);
      if (marksOf(contact).some((mark) => marks.has(mark))) candidates.set(contact.id, contact);
    }
    // A server may keep its pages smaller than asked for; where it says how many there are, that counts.
    const isLast = total === undefined ? contacts.length < limit : seen.size >= total;
    complete = contacts.length === 0 || isLast;
    page += 1;
  }
  const found = [...candidates.values()].map((contact) => ({ contact, held: marksOf(contact) }));
  const matches = (sought: readonly string[]): Contact[] => [
    ...new Set(
      sought.flatMap((mark) =>
        found.filter(({ held }) => held.includes(mark)).map(({ contact }) => contact),
      ),
    ),
  ];
  return queries.map(({ exact, others }) => {
    const first = matches(exact);
    // Somebody who has the number in another form counts only where nobody has it as it was given.
    return first.length > 0 ? first : matches(others);
  });
}

/**
 * The same for what many rows name. References can be looked up one by one as well, where the account is too
 * large to be read.
 */
export async function findManyOrNone(
  client: VixieesClient,
  wanted: readonly ContactKeys[],
): Promise<(Contact[] | undefined)[]> {
  const areReferences = wanted.every(({ external_id: reference }) => reference !== undefined);
  return findManyContacts(client, wanted).catch((failure: unknown) => {
    if (areReferences) return wanted.map(() => undefined);
    throw failure;
  });
}

function marksOf(contact: Contact): string[] {
  return SEARCHED_KEYS.flatMap((key) => markOf(key, contact[key]));
}

/** A value as it is compared. Numbers are stored as they were written, perhaps with spaces or without the plus. */
function markOf(key: (typeof SEARCHED_KEYS)[number], value: string | undefined): string[] {
  if (value === undefined) return [];
  switch (key) {
    case 'email':
      return [`${key} ${value.toLowerCase()}`];
    case 'phone':
      return [`${key} ${value.replace(/\D/g, '')}`];
    case 'external_id':
      return [`${key} ${value}`];
  }
}
