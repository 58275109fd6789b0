import { contactChanges } from './contact_input.js';
import { contactNotFound, unprocessable } from './errors.js';
import type { AddRoute } from './gateway.js';
import { parseListQuery } from './list_query.js';
import type { Contact, VixieesStore } from './store.js';

/** Adds list, get, create and update; only update is documented with its method and body. */
export function addContactRoutes(route: AddRoute, store: VixieesStore): void {
  route('GET', '/contacts', ({ query }) => {
    const { limit, page, filters } = parseListQuery(query);
    // The real order is unknown; here the oldest come first, so that nobody relies on newest first.
    const found = store.contacts.filter((contact) => filters.every((passes) => passes(contact)));
    const data = found.slice((page - 1) * limit, page * limit);
    return { body: store.listEnvelope === 'array' ? data : { data, total: found.length, page } };
  });

  route('GET', '/contacts/:id', ({ id }) => ({ body: findContact(store, id) }));

  route('POST', '/contacts', ({ body }) => {
    const values = contactChanges(body);
    if (!values.email && !values.phone) {
      throw unprocessable({ email: ['email or phone is required'] });
    }
    return { status: 201, body: store.addContact({ source: 'api', ...values }) };
  });

  route('PUT', '/contacts/:id', ({ id, body }) => {
    const changes = contactChanges(body);
    return { body: store.updateContact(findContact(store, id), changes) };
  });
}

/** By id, else by external reference; which of the two wins in the real API is unknown. */
function findContact(store: VixieesStore, id: string): Contact {
  const contact =
    store.contacts.find((known) => known.id === id) ??
    store.contacts.find((known) => known.external_reference_id === id);
  if (!contact) throw contactNotFound();
  return contact;
}
