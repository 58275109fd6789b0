import { badRequest } from './errors.js';
import { type AddRoute, checkLocation } from './gateway.js';
import type { CustomValue, HighlevelStore } from './store.js';
import { text, validate } from './validation.js';

const rules = {
  name: { check: text, required: true },
  value: { check: text, required: true },
} as const;

/** Adds list, get and update of the location's custom values. */
export function addCustomValueRoutes(route: AddRoute, store: HighlevelStore): void {
  const path = '/locations/:locationId/customValues';

  route('GET', path, 'locations/customValues.readonly', ({ params }) => {
    checkLocation(params.locationId);
    return { body: { customValues: store.customValues } };
  });

  // The vendor's document names no scope of the calls by ID; by analogy with the others.
  route('GET', `${path}/:id`, 'locations/customValues.readonly', ({ params }) => {
    checkLocation(params.locationId);
    return { body: { customValue: findValue(store, params.id) } };
  });

  route('PUT', `${path}/:id`, 'locations/customValues.write', ({ params, body }) => {
    checkLocation(params.locationId);
    const values = validate<Pick<CustomValue, 'name' | 'value'>>(body, rules);
    return { body: { customValue: Object.assign(findValue(store, params.id), values) } };
  });
}

function findValue(store: HighlevelStore, id: string | undefined): CustomValue {
  const found = store.customValues.find((item) => item.id === id);
  // By analogy with contacts; unverified for custom values.
  if (!found) throw badRequest(`Custom value with id ${id} not found`);
  return found;
}
