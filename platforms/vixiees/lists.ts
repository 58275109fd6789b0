import type { Lists } from '../contract/list.js';
import type { DeclaredList } from '../toolkit/lists.js';
import type { VixieesClient } from './client.js';
import { contactChoices } from './contact_lookup.js';

/** What dropdowns choose from, each declared once; its key is public. */
export const vixieesLists = {
  list_contacts: {
    noun: 'Contact',
    plural: 'Contacts',
    goesBy: 'text',
    search: 'find_contact.id',
    paged: true,
    read: (client, _input, page) => contactChoices(client, page),
  },
} satisfies Lists<DeclaredList<VixieesClient>>;
