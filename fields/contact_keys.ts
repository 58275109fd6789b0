import type { ContactKey } from '../platforms/contract/contacts.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import type { InputField } from '../platforms/contract/form.js';
import { inGroup } from '../platforms/toolkit/fields/in_group.js';
import { onPlatform } from '../steps/on_platform.js';

/** What a contact can be found by, as the form offers it. */
export const contactKeyChoices: Record<ContactKey, string> = {
  id: 'ID',
  email: 'Email',
  phone: 'Phone',
  external_id: 'External ID',
};

/** True for a value of a `find_by` field. */
export function isContactKey(value: unknown): value is ContactKey {
  return typeof value === 'string' && Object.hasOwn(contactKeyChoices, value);
}

/** What the field Contact holds: of what the platform's contacts have. */
export const findByField = onPlatform((platform) =>
  Promise.resolve(inGroup('who', [findByOn(platform)])),
);

/** The same for a platform that is connected already. */
export function findByOn({ contacts }: ConnectedPlatform): InputField {
  const { external_id: externalId, ...others } = contactKeyChoices;
  const hasExternalIds = contacts.isInput('external_id');
  return {
    key: 'find_by',
    label: 'Find Contact By',
    type: 'string',
    required: false,
    choices: hasExternalIds ? contactKeyChoices : others,
    helpText: `What you put in Contact. Leave this blank for an ID, an email or a phone number with its \`+\`: these are recognised. Choose one for ${hasExternalIds ? `an ${externalId}, or ` : ''}a phone number without \`+\`.`,
  };
}

/** To look a contact up by, where the platform's contacts have one. */
export const externalIdField = onPlatform(({ contacts }) => {
  const field: InputField = {
    key: 'external_id',
    label: contactKeyChoices.external_id,
    type: 'string',
    required: false,
    helpText: "The contact's ID in your own system, exactly as it is stored.",
  };
  return Promise.resolve(contacts.isInput('external_id') ? [field] : []);
});

/** To look many contacts up by, where the platform's contacts have one. */
export const externalIdsField = onPlatform(({ contacts }) => {
  const field: InputField = {
    key: 'external_ids',
    label: 'External IDs',
    type: 'string',
    list: true,
    required: false,
    helpText: "The contacts' IDs in your own system, exactly as they are stored.",
  };
  return Promise.resolve(contacts.isInput('external_id') ? [field] : []);
});
