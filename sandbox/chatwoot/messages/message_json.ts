import { pick } from '../rails/params.js';
import { availableName } from '../account/agent_json.js';
import type { AgentBot, Contact, Conversation, Message, Store, User } from '../store.js';
import { unixSeconds } from '../unix_time.js';

/** A bot as messages and webhooks name it. */
export function botEventJson({ id, name }: AgentBot): object {
  return { id, name, avatar_url: '', type: 'agent_bot' };
}

/** A message as the application API answers it; `message_type` is a number here. */
export function messageJson(
  store: Store,
  message: Message,
  echoId: string | null = null,
): Record<string, unknown> {
  const sender = senderJson(store, message);
  return {
    ...pick(message, 'id', 'content', 'inbox_id', 'message_type', 'content_type', 'status'),
    ...pick(message, 'content_attributes', 'private', 'source_id'),
    ...(echoId !== null && { echo_id: echoId }),
    conversation_id: store.conversationOf(message)?.display_id ?? null,
    created_at: unixSeconds(message.created_at),
    ...(sender && { sender }),
    ...attachmentsJson(message),
  };
}

/** A message as it is nested in a conversation: its database row with a few additions. */
export function messageRowJson(store: Store, message: Message): Record<string, unknown> {
  const sender = senderJson(store, message);
  const conversation = store.conversationOf(message);
  return {
    ...pick(message, 'id', 'content', 'account_id', 'inbox_id', 'message_type', 'updated_at'),
    ...pick(message, 'private', 'status', 'source_id', 'content_type', 'content_attributes'),
    conversation_id: conversation?.display_id ?? null,
    created_at: unixSeconds(message.created_at),
    sender_type: message.sender?.type ?? null,
    sender_id: message.sender?.id ?? null,
    external_source_ids: {},
    additional_attributes: message.additional_attributes,
    processed_message_content: message.content,
    sentiment: {},
    conversation: conversation ? conversationNote(store, conversation) : null,
    ...attachmentsJson(message),
    ...(sender && { sender }),
  };
}

/** A message as the client API answers it. */
export function publicMessageJson(store: Store, message: Message): Record<string, unknown> {
  const sender = senderJson(store, message);
  return {
    ...pick(message, 'id', 'content', 'message_type', 'content_type', 'content_attributes'),
    created_at: unixSeconds(message.created_at),
    conversation_id: store.conversationOf(message)?.display_id ?? null,
    ...attachmentsJson(message),
    ...(sender && { sender }),
  };
}

/** Whoever wrote a message: a contact, a user or a bot; null for activities. */
function senderJson(store: Store, { account_id, sender }: Message): object | null {
  if (!sender) return null;
  if (sender.type === 'Contact') {
    const contact = store.contact(account_id, sender.id);
    return contact ? contactEventJson(store, contact) : null;
  }
  if (sender.type === 'User') {
    const user = store.users.find((row) => row.id === sender.id);
    return user ? userEventJson(store, user, account_id) : null;
  }
  const bot = store.agentBots.find((row) => row.id === sender.id);
  return bot ? botEventJson(bot) : null;
}

/** A contact as messages name it; without times and sessions. */
export function contactEventJson(store: Store, contact: Contact): object {
  return {
    ...pick(contact, 'additional_attributes', 'custom_attributes', 'email', 'id', 'identifier'),
    ...pick(contact, 'name', 'phone_number', 'thumbnail'),
    ...(store.atLeast('3.6.0') && { blocked: contact.blocked }),
    type: 'contact',
  };
}

/** A user as messages name it; without the e-mail. */
export function userEventJson(store: Store, user: User, accountId: number): object {
  const member = store.member(accountId, user.id);
  return {
    id: user.id,
    name: user.name,
    available_name: availableName(user),
    avatar_url: '',
    type: 'user',
    availability_status: member?.availability ?? null,
    thumbnail: '',
  };
}

/** How many of them there are; the server stops counting at ten. */
export function unreadCount(store: Store, conversation: Conversation): number {
  return Math.min(unreadMessages(store, conversation).length, 10);
}

/** The incoming messages no agent has seen yet. */
export function unreadMessages(store: Store, conversation: Conversation): Message[] {
  const seen = conversation.agent_last_seen_at;
  return messagesOf(store, conversation).filter(
    (row) => row.message_type === 0 && (!seen || row.created_at > seen),
  );
}

/** The contact's last message. */
export function lastIncoming(store: Store, conversation: Conversation): Message | undefined {
  return messagesOf(store, conversation).findLast((row) => row.message_type === 0);
}

/** A conversation's messages, oldest first. */
export function messagesOf(store: Store, conversation: Conversation): Message[] {
  return store.messages
    .filter((row) => row.conversation_id === conversation.id)
    .toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime() || a.id - b.id);
}

/** The key `attachments`, which messages without any don't have. */
function attachmentsJson({ id, account_id, attachments }: Message): object {
  if (attachments.length === 0) return {};
  return { attachments: attachments.map((file) => ({ ...file, message_id: id, account_id })) };
}

function conversationNote(store: Store, conversation: Conversation): object {
  const session = store.contactInboxes.find((row) => row.id === conversation.contact_inbox_id);
  return {
    assignee_id: conversation.assignee_id,
    unread_count: unreadCount(store, conversation),
    last_activity_at: unixSeconds(conversation.last_activity_at),
    contact_inbox: { source_id: session?.source_id ?? null },
  };
}
