import type { Create } from 'zapier-platform-core';
import {
  clearFieldsField,
  defaultCountryField,
  emailField,
  phoneField,
} from '../fields/contact.js';
import { contactFormFields } from '../fields/contact_form.js';
import { findByField } from '../fields/contact_keys.js';
import { CONTACT_LOCK } from '../fields/contact_lock.js';
import { ifMissingField, readUpdateRequest } from '../fields/contact_update.js';
import { contactField } from '../platforms/toolkit/fields/contact.js';
import { contactGroups } from '../fields/groups.js';
import { contactOutputs } from '../fields/outputs.js';
import { contactSample } from '../objects/contact.js';
import { onPlatform } from '../steps/on_platform.js';
import { inGroup } from '../platforms/toolkit/fields/in_group.js';
import { updateContact } from '../steps/update_contact.js';

export const platformFields = contactFormFields('update');
export const perform = onPlatform((platform, values, { fieldMeta }) =>
  updateContact(platform, readUpdateRequest({ values, fieldMeta })),
);

export const updateContactCreate = {
  key: 'update_contact',
  noun: 'Contact',
  display: {
    label: 'Update Contact',
    description:
      'Updates the fields you fill in on an existing contact and leaves all others as they are.',
  },
  operation: {
    inputFieldGroups: contactGroups,
    inputFields: [
      ...inGroup('who', [contactField]),
      findByField,
      ...inGroup('who', [
        {
          ...ifMissingField,
          helpText:
            '*Create* works when Contact holds more than an ID, such as an email. *Do nothing* lets the Zap go on, with the Outcome `not_found`.',
        },
        {
          ...emailField,
          helpText:
            'The new email; blank keeps the present one. Which contact to update is said above, in Contact.',
        },
        phoneField,
        defaultCountryField,
      ]),
      platformFields,
      ...inGroup('more', [clearFieldsField]),
    ],
    outputFields: [contactOutputs, { key: 'outcome', label: 'Outcome', type: 'string' }],
    perform,
    lock: CONTACT_LOCK,
    sample: { ...contactSample, outcome: 'updated' },
  },
} satisfies Create;
