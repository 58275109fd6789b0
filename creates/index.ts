import { addContactLabelsCreate } from './add_contact_labels.js';
import { addContactNoteCreate } from './add_contact_note.js';
import { createContactCreate } from './create_contact.js';
import { createConversationCreate } from './create_conversation.js';
import { createInboxContactCreate } from './create_inbox_contact.js';
import { deleteContactCreate } from './delete_contact.js';
import { mergeContactsCreate } from './merge_contacts.js';
import { removeContactLabelsCreate } from './remove_contact_labels.js';
import { sendMessageCreate } from './send_message.js';
import { updateContactCreate } from './update_contact.js';
import { updateContactsCreate } from './update_contacts.js';
import { updateConversationCreate } from './update_conversation.js';
import { updateInboxContactCreate } from './update_inbox_contact.js';
import { operationCreates } from './operations.js';

/** Every create, by its key. */
export const creates = {
  update_contact: updateContactCreate,
  update_contacts: updateContactsCreate,
  create_contact: createContactCreate,
  add_contact_labels: addContactLabelsCreate,
  remove_contact_labels: removeContactLabelsCreate,
  add_contact_note: addContactNoteCreate,
  merge_contacts: mergeContactsCreate,
  delete_contact: deleteContactCreate,
  update_conversation: updateConversationCreate,
  create_conversation: createConversationCreate,
  send_message: sendMessageCreate,
  update_inbox_contact: updateInboxContactCreate,
  create_inbox_contact: createInboxContactCreate,
  ...operationCreates,
};
