import type { Search } from 'zapier-platform-core';
import { defaultCountryField, emailField, phoneField } from '../fields/contact.js';
import { externalIdField } from '../fields/contact_keys.js';
import { contactOutputs } from '../fields/outputs.js';
import { contactSample } from '../objects/contact.js';
import { contactField } from '../platforms/toolkit/fields/contact.js';
import { onPlatform } from '../steps/on_platform.js';
import { findContact } from '../steps/find_contact.js';

export const perform = onPlatform((platform, input) => findContact(platform, input));

export const findContactSearch = {
  key: 'find_contact',
  noun: 'Contact',
  display: {
    label: 'Find Contact',
    description: 'Finds a contact by its email, phone number, ID or any text.',
  },
  operation: {
    inputFields: [
      {
        ...emailField,
        helpText:
          'Finds the contact with exactly this email. Fill this field or any other: a contact that matches one of them is found.',
      },
      phoneField,
      defaultCountryField,
      externalIdField,
      {
        key: contactField.key,
        label: contactField.label,
        type: contactField.type,
        required: false,
        dynamic: contactField.dynamic,
        helpText:
          'A contact from the list, or its ID from an earlier step. A mapped email or phone number works as well.',
      },
      {
        key: 'text',
        label: 'Search Text',
        type: 'string',
        required: false,
        helpText:
          'Part of a name, an email or a phone number. Used only when the fields above are blank; it may find several contacts. In large accounts the search may reach only the first 1000 contacts.',
      },
    ],
    outputFields: [contactOutputs],
    perform,
    sample: contactSample,
  },
} satisfies Search;
