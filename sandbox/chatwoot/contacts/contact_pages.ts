import { contactJson } from './contact_json.js';
import { serverError } from '../rails/errors.js';
import { asText, isBlank, toInteger, type Json, type JsonObject } from '../rails/params.js';
import { sortedPage } from '../rails/sorted_page.js';
import type { Contact, Store } from '../store.js';

export const resultsPerPage = 15;

type Direction = 1 | -1;
type Compare = (a: Contact, b: Contact, direction: Direction) => number;
const collator = new Intl.Collator('en');

// New releases apply them in this order, whatever the order in the request.
const sorts: Record<string, Compare> = {
  email: byText((contact) => contact.email, 'as the direction says'),
  name: byText((contact) => contact.name?.toLowerCase(), 'as the direction says'),
  phone_number: byText((contact) => contact.phone_number, 'as the direction says'),
  last_activity_at: byTime((contact) => contact.last_activity_at),
  created_at: byTime((contact) => contact.created_at),
  company_name: byText(additional('company_name'), 'last'),
  city: byText(additional('city'), 'last'),
  country: byText(additional('country'), 'last'),
};

/** The company's key in sorts and filters; older filters looked for it under the wrong name. */
export function companyKey(store: Store): string {
  return store.atLeast('4.14.0') ? 'company_name' : 'company';
}

function additional(key: string): (contact: Contact) => Json | undefined {
  return (contact) => contact.additional_attributes[key];
}

function byText(
  value: (contact: Contact) => Json | undefined,
  nulls: 'last' | 'as the direction says',
): Compare {
  return (a, b, direction) => {
    const left = value(a) ?? null;
    const right = value(b) ?? null;
    // Thousands of rows are compared for one page.
    if (left === right) return 0;
    if (left === null || right === null) {
      const order = Number(left === null) - Number(right === null);
      return nulls === 'last' ? order : order * direction;
    }
    return collator.compare(textOf(left), textOf(right)) * direction;
  };
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : asText(value);
}

function byTime(value: (contact: Contact) => Date | null): Compare {
  return (a, b, direction) => {
    const [left, right] = [value(a), value(b)];
    if (!left || !right) return Number(!left) - Number(!right);
    return (left.getTime() - right.getTime()) * direction;
  };
}

/** The page asked for, as it is echoed in the answer: a string, or the number 1 by default. */
export function currentPage(params: JsonObject): Json {
  return params['page'] ?? 1;
}

/**
 * One page of contacts in the order asked for.
 * Without a known sort key the database promises no order, so pages overlap and miss rows.
 */
function contactPage(store: Store, contacts: Contact[], params: JsonObject): Contact[] {
  const start = (Math.max(toInteger(currentPage(params)), 1) - 1) * resultsPerPage;
  const compare = comparison(store, params);
  if (compare) return sortedPage(contacts, compare, start, resultsPerPage);
  const size = Math.min(resultsPerPage, Math.max(contacts.length - start, 0));
  const overlap = start === 0 ? 0 : 3;
  return shuffle(contacts).slice(start - overlap, start - overlap + size);
}

/**
 * The search's way to page, which asks the database for a raw offset.
 * @throws 500 for a page below 1
 */
export function searchPage(store: Store, contacts: Contact[], params: JsonObject): Contact[] {
  if (toInteger(currentPage(params)) < 1) throw serverError();
  return contactPage(store, contacts, params);
}

/** The order asked for; undefined without a known key. Unknown ones are skipped. */
function comparison(
  store: Store,
  params: JsonObject,
): ((a: Contact, b: Contact) => number) | undefined {
  const sort = params['sort'];
  const asked = new Map(
    (typeof sort === 'string' ? sort.split(',') : []).map((key): [string, Direction] =>
      key.startsWith('-') ? [key.slice(1), -1] : [key, 1],
    ),
  );
  const known = new Map(
    Object.entries(sorts).map(([key, compare]) => [
      key === 'company_name' ? companyKey(store) : key,
      compare,
    ]),
  );
  // Seen as sent on 3.5.2 and as declared on 4.15; since when isn't known.
  const keys = store.atLeast('4.0.0') ? [...known.keys()] : [...asked.keys()];
  const active = keys.flatMap((key) => {
    const [compare, direction] = [known.get(key), asked.get(key)];
    return compare && direction ? [{ compare, direction }] : [];
  });
  if (active.length === 0) return undefined;
  return (a, b) => {
    for (const { compare, direction } of active) {
      const order = compare(a, b, direction);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function shuffle(contacts: Contact[]): Contact[] {
  const place = (contact: Contact): number => (contact.id * 7919) % 104_729;
  return contacts.toSorted((a, b) => place(a) - place(b));
}

/** Whether contact inboxes are wanted: by default, and for the exact value `true`. */
export function includesContactInboxes(params: JsonObject): boolean {
  const value = params['include_contact_inboxes'];
  return isBlank(value) || value === 'true';
}

/** The list answer that index and filter share. */
export function listJson(store: Store, contacts: Contact[], params: JsonObject): object {
  return {
    meta: { count: contacts.length, current_page: currentPage(params) },
    payload: pageJson(store, contactPage(store, contacts, params), params),
  };
}

/** The contacts of one page as JSON. */
export function pageJson(store: Store, page: Contact[], params: JsonObject): object[] {
  return page.map((contact) => contactJson(store, contact, includesContactInboxes(params)));
}
