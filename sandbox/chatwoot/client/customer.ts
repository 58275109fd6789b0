import { buildContactInbox } from '../contacts/contact_inbox_records.js';
import {
  addConversation,
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

/** The conversation a locked inbox gives instead of a new one. */
export function lockedConversation(
  store: Store,
  session: ContactInbox,
  inbox: Inbox,
): Conversation | undefined {
  if (inbox.settings?.['lock_to_single_conversation'] !== true) return undefined;
  return store.conversations.findLast((row) => row.contact_inbox_id === session.id);
}

/** The status a new conversation gets whatever was asked for. */
export function initialStatus(
  store: Store,
  session: ContactInbox,
  inbox: Inbox,
): Conversation['status'] | undefined {
  const contact = store.contacts.find((row) => row.id === session.contact_id);
  if (contact?.blocked) return 'resolved';
  return inbox.agent_bot_id ? 'pending' : undefined;
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
