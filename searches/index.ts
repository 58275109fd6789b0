import { findContactSearch } from './find_contact.js';
import { findManyContactsSearch } from './find_many_contacts.js';
import { findConversationSearch } from './find_conversation.js';
import { findMessageSearch } from './find_message.js';
import { operationSearches } from './operations.js';

/** Every search, by its key. */
export const searches = {
  find_contact: findContactSearch,
  find_many_contacts: findManyContactsSearch,
  find_conversation: findConversationSearch,
  find_message: findMessageSearch,
  ...operationSearches,
};
