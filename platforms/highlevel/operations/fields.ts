import type { EntryField } from '../../catalogue/entry.js';
import { CONTACT_LIST, contactField } from '../../toolkit/fields/contact.js';
import type { HighlevelEntry } from './entry.js';

/** Whose record it is. */
export const contact = {
  key: 'contact',
  label: 'Contact',
  required: true,
  helpText: contactField.helpText,
  dynamic: CONTACT_LIST,
} as const satisfies EntryField;

/** What hands a contact to something, or takes it out: the answer only says that it was done. */
export const ofContact = {
  noun: 'Contact',
  scope: 'contacts.write',
  gives: 'record',
  has: [],
  saysDone: true,
  id: 'contact',
  sample: { id: 'ocQHyuzHvysMo5N5VsXc' },
} as const satisfies Partial<HighlevelEntry>;
