import { updateContactCreate } from './update_contact.js';

/** Every create, by its key. */
export const creates = { update_contact: updateContactCreate };
