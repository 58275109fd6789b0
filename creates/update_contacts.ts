import type { Create } from 'zapier-platform-core';
import { defaultCountryField } from '../fields/contact.js';
import {
  continueFromField,
  labelsForAllField,
  readRowsRequest,
  rowsField,
  rowsJsonField,
} from '../fields/contact_rows.js';
import { ifMissingField } from '../fields/contact_update.js';
import { rowsOutputFields, rowsSample } from '../fields/row_outputs.js';
import { onPlatformInTurn } from '../steps/on_platform.js';
import { updateContacts } from '../steps/update_contacts.js';

export const perform = onPlatformInTurn((platform, values, { fieldMeta, given, line }) =>
  updateContacts(platform, line, readRowsRequest({ values, fieldMeta }, given)),
);

export const updateContactsCreate = {
  key: 'update_contacts',
  noun: 'Contacts',
  display: {
    label: 'Update Contacts',
    description:
      'Updates many contacts in one run, each with its own row of values. Blank values stay as they are.',
  },
  operation: {
    inputFields: [
      rowsField,
      rowsJsonField,
      {
        ...ifMissingField,
        helpText:
          '*Create* works where the row names the contact by more than an ID, such as an email. A row that stops with an error leaves the others alone.',
      },
      defaultCountryField,
      labelsForAllField,
      continueFromField,
    ],
    outputFields: [() => Promise.resolve([...rowsOutputFields])],
    perform,
    // Two runs at once would share one limit, and merge lists that the other writes.
    lock: { key: 'contacts', scope: ['auth' as const], timeout: 60 },
    sample: rowsSample,
  },
} satisfies Create;
