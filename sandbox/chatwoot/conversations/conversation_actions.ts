import {
  BOTS_ALWAYS,
  BOTS_CHANGE,
  BOTS_READ,
  BOTS_TYPE,
  BOTS_WRITE_ATTRIBUTES,
  type AccountRoute,
  type BotRoute,
  type CallerContext,
} from '../auth.js';
import { contactSnapshot, publishContactUpdate } from '../contacts/contact_events.js';
import { parseLabels } from '../contacts/contact_labels.js';
import { findConversation } from './conversation_access.js';
import { addActivityLater, updateConversation } from './conversation_changes.js';
import { conversationJson } from './conversation_json.js';
import { checkAttributes, readPriority, readStatus } from './conversation_values.js';
import { serverError, unprocessable } from '../rails/errors.js';
import { lastIncoming, messagesOf } from '../messages/message_json.js';
import { asText, isBlank, permitList, permitObject, toBoolean } from '../rails/params.js';
import type { Conversation, Store } from '../store.js';

const hour = 3_600_000;

/** Adds what is done to a conversation besides assigning it: status, labels, attributes, and so on. */
export function conversationActionRoutes(
  route: AccountRoute,
  botRoute: BotRoute,
  store: Store,
): void {
  botRoute(BOTS_ALWAYS, 'POST', '/conversations/:id/toggle_status', (context) => {
    const conversation = findConversation(store, context, 'id');
    const success = toggleStatus(store, context, conversation);
    const { user, accountUser } = context;
    if (user && accountUser?.role === 'agent' && conversation.status === 'open') {
      updateConversation(store, conversation, { assignee_id: user.id }, user);
    }
    return {
      payload: {
        success,
        conversation_id: conversation.display_id,
        current_status: conversation.status,
        snoozed_until: conversation.snoozed_until,
      },
    };
  });

  botRoute(BOTS_CHANGE, 'POST', '/conversations/:id/toggle_priority', (context) => {
    const conversation = findConversation(store, context, 'id');
    const values = { priority: readPriority(context.params['priority']) };
    updateConversation(store, conversation, values, context.user ?? context.bot);
    return undefined;
  });

  botRoute(BOTS_TYPE, 'POST', '/conversations/:id/toggle_typing_status', (context) => {
    findConversation(store, context, 'id');
    return undefined;
  });

  botRoute(BOTS_WRITE_ATTRIBUTES, 'POST', '/conversations/:id/custom_attributes', (context) => {
    const conversation = findConversation(store, context, 'id');
    const given = permitObject(context.params, 'custom_attributes');
    // What isn't an object becomes null, on which the server's own validator fails.
    if (!given) throw serverError();
    const isMerge = store.atLeast('4.16.0') && toBoolean(asText(context.params['merge'])) === true;
    const attributes = isMerge ? { ...conversation.custom_attributes, ...given } : given;
    checkAttributes({ custom_attributes: attributes });
    const author = context.user ?? context.bot;
    updateConversation(store, conversation, { custom_attributes: attributes }, author);
    return { custom_attributes: attributes };
  });

  botRoute(BOTS_READ, 'GET', '/conversations/:conversation_id/labels', (context) => ({
    payload: findConversation(store, context).labels,
  }));

  botRoute(BOTS_READ, 'POST', '/conversations/:conversation_id/labels', (context) => {
    const conversation = findConversation(store, context);
    const labels = parseLabels(permitList(context.params, 'labels') ?? []);
    // A conversation keeps the labels as they were sent beside the tags behind them.
    for (const label of labels) store.tagName(label);
    updateConversation(store, conversation, { labels }, context.user ?? context.bot);
    return { payload: labels };
  });

  for (const action of ['mute', 'unmute'] as const) {
    route('POST', `/conversations/:id/${action}`, (context) => {
      const conversation = findConversation(store, context, 'id');
      const isMute = action === 'mute';
      if (isMute) updateConversation(store, conversation, { status: 'resolved' }, context.user);
      block(store, conversation, isMute);
      addActivityLater(store, conversation, {
        content: `${context.user.name} used ${action}`,
      });
      return undefined;
    });
  }

  route('POST', '/conversations/:id/transcript', (context) => {
    findConversation(store, context, 'id');
    if (isBlank(context.params['email'])) throw unprocessable('email param missing');
    return undefined;
  });

  route('POST', '/conversations/:id/update_last_seen', (context) => {
    const conversation = findConversation(store, context, 'id');
    see(store, conversation, conversation.assignee_id === context.user.id);
    return conversationJson(store, conversation, context.user);
  });

  route('POST', '/conversations/:id/unread', (context) => {
    const conversation = findConversation(store, context, 'id');
    const last = lastIncoming(store, conversation);
    const seen = last ? new Date(last.created_at.getTime() - 1000) : null;
    conversation.agent_last_seen_at = seen;
    conversation.assignee_last_seen_at = seen;
    return conversationJson(store, conversation, context.user);
  });
}

/** A status by name, or open to resolved and anything else to open. A bot may only hand over. */
function toggleStatus(
  store: Store,
  { params, user, bot }: CallerContext,
  conversation: Conversation,
): boolean | null {
  const { status, snoozed_until: until } = params;
  if (bot && conversation.status === 'pending' && status === 'open') {
    const waiting = conversation.waiting_since ?? new Date();
    updateConversation(store, conversation, { status, waiting_since: waiting }, bot);
    return null;
  }
  const values: Partial<Conversation> = {};
  if (status === undefined || isBlank(status)) {
    values.status = conversation.status === 'open' ? 'resolved' : 'open';
  } else {
    values.status = readStatus(status);
    if (until !== undefined && until !== null && until !== false) {
      // Unix seconds only: the server's parser raises for every other text.
      if (!/^-?\d+$/.test(asText(until))) throw serverError();
      values.snoozed_until = new Date(Number(asText(until)) * 1000);
    }
  }
  updateConversation(store, conversation, values, user ?? bot);
  return true;
}

/** Muting is blocking the contact. */
function block(store: Store, conversation: Conversation, blocked: boolean): void {
  const contact = store.contact(conversation.account_id, conversation.contact_id);
  if (!contact) return;
  const before = contactSnapshot(contact);
  contact.blocked = blocked;
  publishContactUpdate(store, contact, before);
}

/** Nothing unread and seen within the hour: nothing is written. */
function see(store: Store, conversation: Conversation, isAssignee: boolean): void {
  const now = new Date();
  const { agent_last_seen_at: agent, assignee_last_seen_at: assignee } = conversation;
  const seen = isAssignee ? assignee : agent;
  const isUnread = messagesOf(store, conversation).some((row) => !seen || row.created_at > seen);
  const isOld = (date: Date | null): boolean => !date || now.getTime() - date.getTime() > hour;
  if (!isUnread && !isOld(agent) && !(isAssignee && isOld(assignee))) return;
  conversation.agent_last_seen_at = now;
  if (isAssignee) conversation.assignee_last_seen_at = now;
}
