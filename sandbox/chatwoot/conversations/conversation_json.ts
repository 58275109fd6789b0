import { agentJson } from '../account/agent_json.js';
import { pick } from '../rails/params.js';
import { contactJson, rawContactJson } from '../contacts/contact_json.js';
import {
  contactEventJson,
  messageRowJson,
  messagesOf,
  publicMessageJson,
  unreadCount,
  userEventJson,
} from '../messages/message_json.js';
import { canReply } from './reply_window.js';
import type { AgentBot, Conversation, Store, User } from '../store.js';
import { teamJson } from '../account/team_json.js';
import { secondsOrZero, unixSeconds } from '../unix_time.js';

/** A conversation as the application API answers it; `viewer` decides `meta.team.is_member`. */
export function conversationJson(
  store: Store,
  conversation: Conversation,
  viewer?: User,
): Record<string, unknown> {
  const messages = messagesOf(store, conversation);
  const last = messages.at(-1);
  const lastChat = messages.findLast((row) => row.message_type !== 2);
  const contact = store.contact(conversation.account_id, conversation.contact_id);
  return {
    meta: metaJson(store, conversation, viewer),
    id: conversation.display_id,
    messages: last ? [messageRowJson(store, last)] : [],
    ...pick(conversation, 'account_id', 'uuid', 'additional_attributes', 'custom_attributes'),
    ...pick(conversation, 'inbox_id', 'labels', 'snoozed_until', 'status', 'priority'),
    agent_last_seen_at: secondsOrZero(conversation.agent_last_seen_at),
    assignee_last_seen_at: secondsOrZero(conversation.assignee_last_seen_at),
    can_reply: canReply(store, conversation),
    contact_last_seen_at: secondsOrZero(conversation.contact_last_seen_at),
    muted: contact?.blocked ?? false,
    created_at: unixSeconds(conversation.created_at),
    ...(store.atLeast('4.0.2') && { updated_at: conversation.updated_at.getTime() / 1000 }),
    timestamp: unixSeconds(conversation.last_activity_at),
    first_reply_created_at: secondsOrZero(conversation.first_reply_created_at),
    unread_count: unreadCount(store, conversation),
    last_non_activity_message: lastChat ? messageRowJson(store, lastChat) : null,
    last_activity_at: unixSeconds(conversation.last_activity_at),
    waiting_since: secondsOrZero(conversation.waiting_since),
    sla_policy_id: null,
  };
}

/** A conversation as the client API answers it: without activities and private notes. */
export function publicConversationJson(
  store: Store,
  conversation: Conversation,
): Record<string, unknown> {
  const contact = store.contact(conversation.account_id, conversation.contact_id);
  return {
    id: conversation.display_id,
    ...pick(conversation, 'uuid', 'inbox_id', 'status'),
    contact_last_seen_at: secondsOrZero(conversation.contact_last_seen_at),
    agent_last_seen_at: secondsOrZero(conversation.agent_last_seen_at),
    messages: messagesOf(store, conversation)
      .filter((row) => row.message_type !== 2 && !row.private)
      .map((row) => publicMessageJson(store, row)),
    contact: contact ? { ...rawContactJson(contact), label_list: contact.labels } : null,
  };
}

/** The `meta` of a conversation's list of messages; its times are ISO texts, unlike elsewhere. */
export function conversationMessagesMeta(
  store: Store,
  conversation: Conversation,
): Record<string, unknown> {
  const contact = store.contact(conversation.account_id, conversation.contact_id);
  const assignee = store.users.find((row) => row.id === conversation.assignee_id);
  return {
    ...pick(conversation, 'labels', 'additional_attributes'),
    ...pick(conversation, 'agent_last_seen_at', 'assignee_last_seen_at'),
    contact: contact ? contactEventJson(store, contact) : null,
    ...(assignee && { assignee: userEventJson(store, assignee, conversation.account_id) }),
  };
}

/** An agent bot as conversations and assignments name it. */
export function slimBotJson(bot: AgentBot): object {
  return {
    ...pick(bot, 'id', 'name', 'description', 'outgoing_url'),
    thumbnail: '',
    bot_type: 'webhook',
  };
}

function metaJson(store: Store, conversation: Conversation, viewer?: User): object {
  const contact = store.contact(conversation.account_id, conversation.contact_id);
  const inbox = store.inboxes.find((row) => row.id === conversation.inbox_id);
  const session = store.contactInboxes.find((row) => row.id === conversation.contact_inbox_id);
  const team = store.teams.find((row) => row.id === conversation.team_id);
  return {
    sender: contact ? contactJson(store, contact, false) : null,
    channel: inbox?.channel_type ?? null,
    ...assigneeJson(store, conversation),
    ...(team && { team: teamJson(team, viewer) }),
    hmac_verified: session?.hmac_verified ?? null,
  };
}

function assigneeJson(store: Store, conversation: Conversation): object {
  const bot = store.agentBots.find((row) => row.id === conversation.assignee_agent_bot_id);
  if (bot) return { assignee: slimBotJson(bot), ...typeJson(store, 'AgentBot') };
  const user = store.users.find((row) => row.id === conversation.assignee_id);
  if (!user) return {};
  const assignee = agentJson(store, user, conversation.account_id);
  return { assignee, ...typeJson(store, 'User') };
}

function typeJson(store: Store, type: 'AgentBot' | 'User'): object {
  return store.atLeast('4.8.0') ? { assignee_type: type } : {};
}
