import { pick } from '../rails/params.js';
import {
  botEventJson,
  contactEventJson,
  messageRowJson,
  messagesOf,
  unreadCount,
  userEventJson,
} from '../messages/message_json.js';
import { canReply } from '../conversations/reply_window.js';
import {
  messageTypes,
  type Changes,
  type Contact,
  type Conversation,
  type Message,
  type Store,
  type StoreEvent,
} from '../store.js';
import { secondsOrZero, unixSeconds } from '../unix_time.js';

/** A payload before it is written as JSON; dates become ISO text with milliseconds. */
export type WebhookPayload = { event: StoreEvent['name'] } & Record<string, unknown>;

/**
 * The account an event belongs to and what its webhooks are sent, from the record as it is now.
 * Undefined when nothing is sent: the record is gone, nothing changed, or it is an activity.
 */
export function webhookPayload(store: Store, event: StoreEvent): WebhookPayload | undefined {
  switch (event.name) {
    case 'contact_created': {
      const contact = current(store.contacts, event.contact);
      return contact && { ...contactData(store, contact), event: event.name };
    }
    case 'contact_updated': {
      const contact = current(store.contacts, event.contact);
      const changed = changedAttributes(event.changes);
      if (!contact || !changed) return undefined;
      return { ...contactData(store, contact), event: event.name, changed_attributes: changed };
    }
    case 'conversation_created': {
      const conversation = current(store.conversations, event.conversation);
      return conversation && { ...conversationData(store, conversation), event: event.name };
    }
    case 'conversation_updated':
    case 'conversation_status_changed': {
      const conversation = current(store.conversations, event.conversation);
      return (
        conversation && {
          ...conversationData(store, conversation),
          event: event.name,
          // The model asks for `status_change` after the save (conversation.rb), when it is nil.
          changed_attributes:
            event.name === 'conversation_updated' ? changedAttributes(event.changes) : null,
        }
      );
    }
    case 'message_created':
    case 'message_updated': {
      const message = current(store.messages, event.message);
      const conversation = store.conversations.find((row) => row.id === message?.conversation_id);
      if (!message || !conversation || message.message_type === 2) return undefined;
      return { ...messageData(store, message, conversation), event: event.name };
    }
  }
}

/** The account whose webhooks hear of an event. */
export function accountIdOf(event: StoreEvent): number {
  if ('contact' in event) return event.contact.account_id;
  return 'message' in event ? event.message.account_id : event.conversation.account_id;
}

/**
 * Writes JSON the way Rails does (ActiveSupport's encoder): like everyone else, but with the
 * characters that are special in HTML and JavaScript escaped, also inside keys.
 */
export function toRailsJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function current<Row extends { id: number }>(rows: Row[], row: Row): Row | undefined {
  return rows.find(({ id }) => id === row.id);
}

/** One object per attribute, each with one key; null instead of an empty list. */
function changedAttributes(changes: Changes): object[] | null {
  const list = Object.entries(changes).map(([name, change]) => ({ [name]: change }));
  return list.length > 0 ? list : null;
}

function accountData(store: Store, accountId: number): object {
  return {
    id: accountId,
    name: store.accounts.find((row) => row.id === accountId)?.name ?? null,
  };
}

function contactData(store: Store, contact: Contact): Record<string, unknown> {
  return {
    account: accountData(store, contact.account_id),
    ...pick(contact, 'additional_attributes', 'custom_attributes', 'email', 'id', 'identifier'),
    ...pick(contact, 'name', 'phone_number', 'thumbnail'),
    avatar: contact.thumbnail,
    ...(store.atLeast('3.6.0') && { blocked: contact.blocked }),
  };
}

function conversationData(store: Store, conversation: Conversation): Record<string, unknown> {
  const inbox = store.inboxes.find((row) => row.id === conversation.inbox_id);
  const session = store.contactInboxes.find((row) => row.id === conversation.contact_inbox_id);
  const lastChat = messagesOf(store, conversation).findLast(
    (row) => row.message_type !== 2 && !row.private,
  );
  return {
    ...pick(conversation, 'additional_attributes', 'inbox_id', 'labels', 'status', 'priority'),
    ...pick(conversation, 'custom_attributes', 'snoozed_until', 'first_reply_created_at'),
    can_reply: canReply(store, conversation),
    channel: inbox?.channel_type ?? null,
    contact_inbox: session ?? null,
    id: conversation.display_id,
    messages: lastChat ? [nestedMessage(store, lastChat)] : [],
    meta: conversationMeta(store, conversation),
    unread_count: unreadCount(store, conversation),
    waiting_since: secondsOrZero(conversation.waiting_since),
    agent_last_seen_at: secondsOrZero(conversation.agent_last_seen_at),
    contact_last_seen_at: secondsOrZero(conversation.contact_last_seen_at),
    ...(store.atLeast('3.6.0') && {
      last_activity_at: unixSeconds(conversation.last_activity_at),
    }),
    timestamp: unixSeconds(conversation.last_activity_at),
    created_at: unixSeconds(conversation.created_at),
    ...(store.atLeast('4.0.2') && { updated_at: conversation.updated_at.getTime() / 1000 }),
    ...(store.atLeast('4.14.2') && { account: accountData(store, conversation.account_id) }),
  };
}

function conversationMeta(store: Store, conversation: Conversation): object {
  const contact = store.contact(conversation.account_id, conversation.contact_id);
  const session = store.contactInboxes.find((row) => row.id === conversation.contact_inbox_id);
  const bot = store.agentBots.find((row) => row.id === conversation.assignee_agent_bot_id);
  const user = store.users.find((row) => row.id === conversation.assignee_id);
  const team = store.teams.find((row) => row.id === conversation.team_id);
  const botJson = bot && botEventJson(bot);
  const userJson = user && userEventJson(store, user, conversation.account_id);
  return {
    sender: contact ? contactEventJson(store, contact) : null,
    assignee: botJson ?? userJson ?? null,
    ...(store.atLeast('4.8.0') && { assignee_type: bot ? 'AgentBot' : user ? 'User' : null }),
    team: team ? { id: team.id, name: team.name, icon: null, icon_color: null } : null,
    hmac_verified: session?.hmac_verified ?? null,
  };
}

/** The last message inside a conversation, which keeps the shape of its row: numbers for types. */
function nestedMessage(store: Store, message: Message): object {
  const content = plainContent(message);
  return { ...messageRowJson(store, message), content, processed_message_content: content };
}

function messageData(
  store: Store,
  message: Message,
  conversation: Conversation,
): Record<string, unknown> {
  const inbox = store.inboxes.find((row) => row.id === message.inbox_id);
  return {
    account: accountData(store, message.account_id),
    ...pick(message, 'additional_attributes', 'content_attributes', 'content_type', 'created_at'),
    ...pick(message, 'id', 'private', 'source_id'),
    content: plainContent(message),
    conversation: conversationData(store, conversation),
    inbox: inbox ? pick(inbox, 'id', 'name') : null,
    message_type: messageTypes[message.message_type],
    sender: senderData(store, message),
    ...(message.attachments.length > 0 && { attachments: message.attachments }),
  };
}

function senderData(store: Store, { account_id, sender }: Message): object | null {
  if (sender?.type === 'Contact') {
    const contact = store.contact(account_id, sender.id);
    return contact ? contactData(store, contact) : null;
  }
  if (sender?.type === 'User') {
    const user = store.users.find((row) => row.id === sender.id);
    return user ? { id: user.id, name: user.name, email: user.email, type: 'user' } : null;
  }
  const bot = store.agentBots.find((row) => row.id === sender?.id);
  return bot ? { id: bot.id, name: bot.name, type: 'agent_bot' } : null;
}

/** The text without the backslashes that the editor's hard breaks leave and without a last break. */
function plainContent({ content }: Message): string | null {
  return content?.replace(/\\\r?\n/g, '\n').replace(/(?:\r?\n)+$/, '') ?? null;
}
