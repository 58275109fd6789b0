import type { Create } from 'zapier-platform-core';
import {
  defaultCountryField,
  emailField,
  phoneField,
  readContactChange,
} from '../fields/contact.js';
import { contactFormFields } from '../fields/contact_form.js';
import { contactGroups } from '../fields/groups.js';
import { contactOutputs } from '../fields/outputs.js';
import { contactSample } from '../objects/contact.js';
import { onPlatform } from '../steps/on_platform.js';
import { createContact } from '../steps/create_contact.js';
import { inGroup } from '../platforms/toolkit/fields/in_group.js';
import { omit, toOptionalText } from '../platforms/toolkit/values/index.js';

/** Fields of Find Contact's own, which "Find or Create Contact" may hand over as well. */
const SEARCH_FIELDS = ['contact', 'text'];

export const platformFields = contactFormFields('create');
export const perform = onPlatform((platform, input, { fieldMeta }) => {
  const { default_country: defaultCountry, ...fields } = omit(input, SEARCH_FIELDS);
  return createContact(
    platform,
    readContactChange({ values: fields, fieldMeta }),
    toOptionalText(defaultCountry),
  );
});

export const createContactCreate = {
  key: 'create_contact',
  noun: 'Contact',
  display: {
    label: 'Create Contact',
    description: 'Creates a new contact.',
  },
  operation: {
    inputFieldGroups: contactGroups,
    inputFields: [
      ...inGroup('who', [
        {
          ...emailField,
          helpText:
            'If another contact has this email or phone, the step usually stops with an error that names it. To be safe, use Find or Create Contact.',
        },
        phoneField,
        defaultCountryField,
      ]),
      platformFields,
    ],
    outputFields: [contactOutputs],
    perform,
    sample: contactSample,
  },
} satisfies Create;
