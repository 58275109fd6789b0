import { badRequest, unprocessable } from '../errors.js';
import { searchedText, searchView } from './contact_output.js';
import { type AddRoute, checkLocation } from '../gateway.js';
import { isObject } from '../../api_error.js';
import { compileFilters } from './search_filters.js';
import type { Contact, HighlevelStore } from '../store.js';
import { integer, list, type Rules, text, validate } from '../validation.js';

const maxReachable = 10_000;

const rules: Rules = {
  locationId: { check: text, required: true },
  pageLimit: { check: integer(1, 500), required: true },
  page: { check: integer(1, Infinity) },
  searchAfter: { check: list },
  filters: { check: list },
  sort: { check: list },
  query: { check: text },
};

interface SearchBody {
  pageLimit: number;
  page?: number;
  searchAfter?: unknown[];
  filters?: unknown[];
  sort?: unknown[];
  query?: string;
}

type SortValue = string | number | null;

/** A contact and where it stands in the order. */
interface Found {
  contact: Contact;
  key: SortValue[];
}

interface Sort {
  valueOf: (contact: Contact) => SortValue;
  descending: boolean;
}

const sortFields: Readonly<Record<string, Sort['valueOf']>> = {
  firstNameLowerCase: (contact) => contact.firstName?.toLowerCase() ?? null,
  lastNameLowerCase: (contact) => contact.lastName?.toLowerCase() ?? null,
  businessName: () => null,
  dateAdded: (contact) => Date.parse(contact.dateAdded),
  dateUpdated: (contact) => Date.parse(contact.dateUpdated),
  email: (contact) => contact.email ?? null,
  dnd: (contact) => Number(contact.dnd),
  source: (contact) => contact.source ?? null,
};

/** Adds `POST /contacts/search`. */
export function addContactSearchRoute(route: AddRoute, store: HighlevelStore): void {
  route('POST', '/contacts/search', 'contacts.readonly', (call) => {
    checkLocation(call.body.locationId);
    const body = validate<SearchBody>(call.body, rules);
    const sorts = sortsOf(body.sort ?? []);
    const found = matching(body, store).map((contact): Found => ({
      contact,
      key: keyOf(contact, sorts),
    }));
    const contacts = pageOf(found, body, sorts).map(({ contact, key }) => ({
      ...searchView(contact),
      searchAfter: key,
    }));
    return { body: { contacts, total: found.length } };
  });
}

function matching(body: SearchBody, store: HighlevelStore): Contact[] {
  const query = body.query?.toLowerCase() ?? '';
  if (query.length > 75) {
    throw unprocessable(['query must be shorter than or equal to 75 characters']);
  }
  const passes = compileFilters(body.filters ?? [], {
    customFields: store.customFields,
    timeZone: store.location.timezone,
  });
  return store
    .searchableContacts()
    .filter((contact) => contact.locationId === store.location.id)
    .filter((contact) => query === '' || searchedText(contact).includes(query))
    .filter(passes);
}

function sortsOf(items: unknown[]): Sort[] {
  if (items.length > 2) {
    throw unprocessable(['sort must contain no more than 2 elements']);
  }
  // The order without `sort` is unverified.
  if (items.length === 0) return sortsOf([{ field: 'dateAdded', direction: 'desc' }]);
  return items.map((item) => {
    const { field, direction } = isObject(item) ? item : {};
    const valueOf = typeof field === 'string' ? sortFields[field] : undefined;
    if (!valueOf) throw badRequest(`Invalid field ${String(field)}`);
    if (direction !== 'asc' && direction !== 'desc') {
      throw unprocessable(['sort.direction must be one of the following values: asc, desc']);
    }
    return { valueOf, descending: direction === 'desc' };
  });
}

// That these two are refused is documented, the status and wording are not.
function pageOf(found: Found[], body: SearchBody, sorts: Sort[]): Found[] {
  const { page = 1, pageLimit, searchAfter = [] } = body;
  if (searchAfter.length === 0) {
    if (page * pageLimit > maxReachable) {
      throw badRequest(`Only ${maxReachable} records can be reached with page, use searchAfter`);
    }
    return inOrder(found, sorts).slice((page - 1) * pageLimit, page * pageLimit);
  }
  if (body.page !== undefined) {
    throw badRequest('page and searchAfter can not be used together');
  }
  if (searchAfter.length !== sorts.length + 1) {
    throw badRequest(`searchAfter must have ${sorts.length + 1} values for this sort`);
  }
  const cursor = searchAfter as SortValue[];
  const after = found.filter(({ key }) => compareKeys(key, cursor, sorts) > 0);
  return inOrder(after, sorts).slice(0, pageLimit);
}

function inOrder(found: Found[], sorts: Sort[]): Found[] {
  return found.toSorted((a, b) => compareKeys(a.key, b.key, sorts));
}

/** Where a contact stands in the order: its sort values, then its id. */
function keyOf(contact: Contact, sorts: Sort[]): SortValue[] {
  return [...sorts.map((sort) => sort.valueOf(contact)), contact.id];
}

function compareKeys(a: SortValue[], b: SortValue[], sorts: Sort[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const left = a[index] ?? null;
    const right = b[index] ?? null;
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    const ascending = left < right ? -1 : 1;
    return sorts[index]?.descending ? -ascending : ascending;
  }
  return 0;
}
