import { randomUUID } from 'node:crypto';
import { initialValues } from '../rails/columns.js';
import {
  conversationColumns,
  messageColumns,
  type ContactInbox,
  type Conversation,
  type Inbox,
  type Message,
  type Store,
} from '../store.js';

/** What a test must tell of a conversation; the rest gets the columns' defaults. */
export type NewConversation = Partial<
  Omit<Conversation, 'account_id' | 'contact_id' | 'inbox_id' | 'contact_inbox_id'>
>;

/** What a test must tell of a message; without more it is an incoming one of the contact. */
export type NewMessage = Partial<Omit<Message, 'account_id' | 'conversation_id' | 'inbox_id'>>;

/**
 * Inserts a conversation of a session as it is, past every rule and without telling anybody.
 * @throws when the session's inbox is gone
 */
export function addConversation(
  store: Store,
  session: ContactInbox,
  values: NewConversation = {},
): Conversation {
  const inbox = store.inboxes.find((row) => row.id === session.inbox_id);
  if (!inbox) throw new Error(`There is no inbox ${session.inbox_id}`);
  const created = values.created_at ?? new Date();
  const conversation: Conversation = {
    ...initialValues(conversationColumns),
    id: values.id ?? store.nextId('conversations', store.conversations),
    account_id: inbox.account_id,
    display_id: values.display_id ?? nextDisplayId(store, inbox.account_id),
    contact_id: session.contact_id,
    inbox_id: inbox.id,
    contact_inbox_id: session.id,
    uuid: randomUUID(),
    waiting_since: created,
    created_at: created,
    updated_at: created,
    last_activity_at: created,
    ...values,
  };
  store.conversations.push(conversation);
  return conversation;
}

/** Inserts a message as it is; the conversation's times stay as they are and nobody is told. */
export function addMessage(
  store: Store,
  conversation: Conversation,
  values: NewMessage = {},
): Message {
  const created = values.created_at ?? new Date();
  const message: Message = {
    ...initialValues(messageColumns),
    id: values.id ?? store.nextId('messages', store.messages),
    account_id: conversation.account_id,
    conversation_id: conversation.id,
    inbox_id: conversation.inbox_id,
    sender: { type: 'Contact', id: conversation.contact_id },
    created_at: created,
    updated_at: created,
    ...values,
  };
  store.messages.push(message);
  return message;
}

/** Removes a conversation and its messages; the API knows no event for it. */
export function removeConversation(store: Store, conversation: Conversation): void {
  store.conversations = store.conversations.filter((row) => row !== conversation);
  store.messages = store.messages.filter((row) => row.conversation_id !== conversation.id);
}

/** Display ids count per account and, like ids, never come back. */
function nextDisplayId(store: Store, accountId: number): number {
  const own = store.conversations.filter((row) => row.account_id === accountId);
  return store.nextId(
    `conversations of account ${accountId}`,
    own.map((row) => ({ id: row.display_id })),
  );
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
