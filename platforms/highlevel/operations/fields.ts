import type { EntryField } from '../../catalogue/entry.js';
import { CONTACT_LIST, contactField } from '../../toolkit/fields/contact.js';

/** Whose record it is. */
export const contact = {
  key: 'contact',
  label: 'Contact',
  required: true,
  helpText: contactField.helpText,
  dynamic: CONTACT_LIST,
} as const satisfies EntryField;
