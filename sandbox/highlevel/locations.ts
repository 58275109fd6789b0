import { badRequest } from './errors.js';
import { type AddRoute, checkLocation } from './gateway.js';
import type { HighlevelStore } from './store.js';
import { oneOf, text, validate } from './validation.js';

/** Adds the location itself and its lists: custom fields, tags, time zones. */
export function addLocationRoutes(route: AddRoute, store: HighlevelStore): void {
  route('GET', '/locations/:locationId', 'locations.readonly', ({ params }) => {
    checkLocation(params.locationId);
    return { body: { location: store.location } };
  });

  route(
    'GET',
    '/locations/:locationId/customFields',
    'locations/customFields.readonly',
    ({ params, query }) => {
      checkLocation(params.locationId);
      const { model = 'all' } = validate<{ model?: string }>(query, {
        model: { check: oneOf('contact', 'opportunity', 'all') },
      });
      const customFields = store.customFields.filter(
        (field) =>
          field.locationId === params.locationId && (model === 'all' || field.model === model),
      );
      return { body: { customFields } };
    },
  );

  route('GET', '/locations/:locationId/tags', 'locations/tags.readonly', ({ params }) => {
    checkLocation(params.locationId);
    return { body: { tags: store.tags.filter((tag) => tag.locationId === params.locationId) } };
  });

  route('POST', '/locations/:locationId/tags', 'locations/tags.write', ({ params, body }) => {
    checkLocation(params.locationId);
    const { name } = validate<{ name: string }>(body, { name: { check: text, required: true } });
    const stored = name.trim().toLowerCase();
    // Reported with a 400 that has one of these words (reference §2.11).
    if (store.tags.some((tag) => tag.locationId === store.location.id && tag.name === stored)) {
      throw badRequest('The tag name is already exist.');
    }
    const tag = { id: store.nextId('tag'), name: stored, locationId: store.location.id };
    store.tags.push(tag);
    return { status: 201, body: { tag } };
  });

  route('GET', '/locations/:locationId/timezones', 'locations.readonly', ({ params }) => {
    checkLocation(params.locationId);
    // The envelope is unverified: no answer is published.
    return { body: { timeZones: Intl.supportedValuesOf('timeZone') } };
  });
}
