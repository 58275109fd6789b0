/** The location every token belongs to. */
export const locationId = 'acmeDental0000000001';

/** A location no token may reach. */
export const otherLocationId = 'globexSmile000000001';

const readScopes = [
  'contacts.readonly',
  'conversations.readonly',
  'conversations/message.readonly',
  'locations.readonly',
  'locations/customFields.readonly',
  'locations/tags.readonly',
  'users.readonly',
  'workflows.readonly',
  'campaigns.readonly',
  'businesses.readonly',
  'locations/customValues.readonly',
];
const allScopes = [
  ...readScopes,
  'contacts.write',
  'conversations.write',
  'conversations/message.write',
  'locations/tags.write',
  'locations/customValues.write',
];

/** The private integration tokens the sandbox knows. */
export const keys = {
  all: 'pit-00000000-0000-4000-8000-000000000001',
  /** No `locations.readonly`. */
  noLocations: 'pit-00000000-0000-4000-8000-000000000002',
  /** No `contacts.write`. */
  noContactsWrite: 'pit-00000000-0000-4000-8000-000000000003',
  /** No write scope and no `locations/customFields.readonly`. */
  readOnly: 'pit-00000000-0000-4000-8000-000000000004',
};

/** The scopes each token was given. */
export const scopesOf: ReadonlyMap<string, readonly string[]> = new Map([
  [keys.all, allScopes],
  [keys.noLocations, allScopes.filter((scope) => scope !== 'locations.readonly')],
  [keys.noContactsWrite, allScopes.filter((scope) => scope !== 'contacts.write')],
  [keys.readOnly, readScopes.filter((scope) => scope !== 'locations/customFields.readonly')],
]);
