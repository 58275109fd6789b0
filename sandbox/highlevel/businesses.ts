import { contactView } from './contacts/contact_output.js';
import { badRequest } from './errors.js';
import { type AddRoute, checkLocation } from './gateway.js';
import type { Business, HighlevelStore } from './store.js';
import { digits, text, validate } from './validation.js';

const listRules = {
  locationId: { check: text, required: true },
  limit: { check: digits(1, 100) },
  skip: { check: digits(0, Infinity) },
  query: { check: text },
} as const;

/** Adds the list of businesses, and that of a business's contacts. */
export function addBusinessRoutes(route: AddRoute, store: HighlevelStore): void {
  route('GET', '/businesses/', 'businesses.readonly', ({ query }) => {
    checkLocation(query.locationId);
    validate(query, { locationId: { check: text, required: true } });
    const businesses = store.businesses.filter((item) => item.locationId === store.location.id);
    return { body: { businesses } };
  });

  route('GET', '/contacts/business/:id', 'contacts.readonly', (call) => {
    checkLocation(call.query.locationId);
    const { limit, skip, query } = validate<Record<string, string | undefined>>(
      call.query,
      listRules,
    );
    const { id } = findBusiness(store, call.params.id);
    const wanted = query?.toLowerCase() ?? '';
    const found = [...store.contacts.values()]
      .filter((contact) => contact.businessId === id)
      .map(contactView)
      .filter(({ name = '' }) => String(name).includes(wanted));
    const first = Number(skip ?? 0);
    const contacts = found.slice(first, first + Number(limit ?? 25));
    return { body: { contacts, count: found.length } };
  });
}

/** A business of the location. @throws 400 when there is none: by analogy with contacts, unverified */
export function findBusiness(store: HighlevelStore, id: string | undefined): Business {
  const found = store.businesses.find(
    (item) => item.id === id && item.locationId === store.location.id,
  );
  if (!found) throw badRequest(`Business with id ${id} not found`);
  return found;
}
