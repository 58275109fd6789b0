import type { InputField } from '../../contract/form.js';
import type { ListKey } from '../../contract/list.js';

/** The list of contacts, which every platform has. */
export const CONTACT_LIST = 'list_contacts' satisfies ListKey;

/** The contact that a step is for: picked from the platform's list, looked up by a search step, or mapped. */
export const contactField = {
  key: 'contact',
  label: 'Contact',
  type: 'string',
  required: true,
  dynamic: `${CONTACT_LIST}.id.name`,
  search: 'find_contact.id',
  helpText:
    'Choose the contact, or map its ID from a Find Contact step or a trigger. A mapped email, or a phone number with its `+`, works as well: the contact is then looked up first.',
} satisfies InputField;
