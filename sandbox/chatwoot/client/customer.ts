import { buildContactInbox } from '../contacts/contact_inbox_records.js';
import {
  addConversation,
  initialStatus,
  lockedConversation,
  type NewConversation,
  type NewMessage,
} from '../conversations/conversation_records.js';
import { announceMessage, insertMessage } from '../messages/message_records.js';
import type { Contact, ContactInbox, Conversation, Inbox, Message, Store } from '../store.js';

/**
 * Opens a conversation of a contact in an inbox as if the contact had written in, and publishes it.
 * A locked inbox gives the contact's last one; a blocked contact's is resolved, a bot's is pending.
 * @throws 422 or 500 when the contact can't have a session in the inbox
 */
export function createConversation(
  store: Store,
  contact: Contact,
  inbox: Inbox,
  values: NewConversation = {},
): Conversation {
  const session =
    store.contactInboxesOf(contact).findLast((row) => row.inbox_id === inbox.id) ??
    buildContactInbox(store, contact, inbox, null);
  if (!session) throw new Error(`Contact ${contact.id} can't write in inbox ${inbox.id}`);
  return openConversation(store, session, inbox, values);
}

/** The same for a session that is there already. */
export function openConversation(
  store: Store,
  session: ContactInbox,
  inbox: Inbox,
  values: NewConversation = {},
): Conversation {
  const existing = lockedConversation(store, session, inbox);
  if (existing) return existing;
  const status = initialStatus(store, session, inbox);
  const conversation = addConversation(store, session, { ...(status && { status }), ...values });
  store.publish({ name: 'conversation_created', conversation });
  return conversation;
}

/**
 * Adds a message as if the conversation's contact had written it just now, with all that follows:
 * message_created, reopening, waiting_since, and the contact's contact_updated.
 * @throws 422 when it isn't valid
 */
export function createMessage(
  store: Store,
  conversation: Conversation,
  values: NewMessage | string,
): Message {
  const given = typeof values === 'string' ? { content: values } : values;
  const message = insertMessage(store, conversation, given);
  announceMessage(store, message);
  return message;
}
