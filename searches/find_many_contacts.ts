import type { PlainOutputField, Search } from 'zapier-platform-core';
import { defaultCountryField } from '../fields/contact.js';
import { externalIdsField } from '../fields/contact_keys.js';
import { contactsOutputs } from '../fields/outputs.js';
import { contactSample } from '../objects/contact.js';
import { findManyContacts } from '../steps/find_many_contacts.js';
import { onPlatformInTurn } from '../steps/on_platform.js';

export const perform = onPlatformInTurn((platform, input, { line }) =>
  findManyContacts(platform, line, input),
);

const countOutputs = [
  { key: 'id', label: 'Search ID', type: 'string' },
  { key: 'found', label: 'Contacts Found', type: 'integer' },
  { key: 'missing', label: 'Values Nobody Has', list: true },
  { key: 'contacts[]found_by', label: 'Contact Found By', type: 'string' },
] as const satisfies readonly PlainOutputField[];

export const findManyContactsSearch = {
  key: 'find_many_contacts',
  noun: 'Contacts',
  display: {
    label: 'Find Many Contacts',
    description:
      'Finds several contacts at once by their emails or phone numbers, and says which nobody has.',
  },
  operation: {
    inputFields: [
      {
        key: 'emails',
        label: 'Emails',
        type: 'string',
        list: true,
        required: false,
        helpText: 'Finds the contacts with exactly these emails. Fill this field or any other.',
      },
      {
        key: 'phones',
        label: 'Phones',
        type: 'string',
        list: true,
        required: false,
        helpText:
          'With their country codes, like `+5511987654321`, or without and a Default Country.',
      },
      defaultCountryField,
      externalIdsField,
    ],
    outputFields: [() => Promise.resolve([...countOutputs]), contactsOutputs],
    perform,
    sample: {
      id: '5b1c90de',
      found: 1,
      missing: ['nobody@example.com'],
      contacts: [{ ...contactSample, found_by: 'jane.doe@example.com' }],
    },
  },
} satisfies Search;
