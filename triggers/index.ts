import { contactTaggedTrigger } from './contact_tagged.js';
import { conversationStatusChangedInstantTrigger } from './conversation_status_changed_instant.js';
import { hiddenLists } from './hidden_lists.js';
import { newContactInstantTrigger } from './new_contact_instant.js';
import { newContactTrigger } from './new_contact.js';
import { newConversationInstantTrigger } from './new_conversation_instant.js';
import { newConversationTrigger } from './new_conversation.js';
import { newMessageInstantTrigger } from './new_message_instant.js';
import { newMessageTrigger } from './new_message.js';
import { updatedContactInstantTrigger } from './updated_contact_instant.js';
import { updatedContactTrigger } from './updated_contact.js';
import { updatedConversationInstantTrigger } from './updated_conversation_instant.js';

/** Every trigger, by its key. */
export const triggers = {
  new_contact: newContactTrigger,
  new_contact_instant: newContactInstantTrigger,
  updated_contact: updatedContactTrigger,
  updated_contact_instant: updatedContactInstantTrigger,
  contact_tagged: contactTaggedTrigger,
  new_conversation: newConversationTrigger,
  new_conversation_instant: newConversationInstantTrigger,
  updated_conversation_instant: updatedConversationInstantTrigger,
  conversation_status_changed_instant: conversationStatusChangedInstantTrigger,
  new_message: newMessageTrigger,
  new_message_instant: newMessageInstantTrigger,
  ...hiddenLists,
};
