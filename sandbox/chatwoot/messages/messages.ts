import { BOTS_ALWAYS, type AccountRoute, type BotRoute } from '../auth.js';
import { findConversation } from '../conversations/conversation_access.js';
import { conversationMessagesMeta } from '../conversations/conversation_json.js';
import { ApiError, notFound, unprocessable } from '../rails/errors.js';
import { deliverLater } from './message_delivery.js';
import { MessageError, readMessage } from './message_input.js';
import { messageJson, messagesOf } from './message_json.js';
import { announceMessage, insertMessage, updateMessage } from './message_records.js';
import {
  asText,
  isBlank,
  permitScalars,
  toInteger,
  toText,
  type Json,
  type JsonObject,
} from '../rails/params.js';
import type { Conversation, Message, Store } from '../store.js';

const statuses = ['sent', 'delivered', 'read', 'failed'] as const;

/** Adds a conversation's messages: list, create, the status of one, delete. */
export function messageRoutes(route: AccountRoute, botRoute: BotRoute, store: Store): void {
  const path = '/conversations/:conversation_id/messages';

  route('GET', path, (context) => {
    const conversation = findConversation(store, context);
    return {
      meta: conversationMessagesMeta(store, conversation),
      payload: readPage(store, conversation, context.params).map((row) => messageJson(store, row)),
    };
  });

  botRoute(BOTS_ALWAYS, 'POST', path, (context) => {
    const conversation = findConversation(store, context);
    const { params, user, bot } = context;
    try {
      const values = readMessage(store, conversation, params, user ?? bot);
      const message = insertMessage(store, conversation, values);
      announceMessage(store, message);
      deliverLater(store, message);
      const { echo_id: echoId = null } = permitScalars(params, ['echo_id']);
      return messageJson(store, message, toText(echoId));
    } catch (error) {
      throw asUnprocessable(error);
    }
  });

  route(['PUT', 'PATCH'], `${path}/:id`, (context) => {
    const conversation = findConversation(store, context);
    const inbox = store.inboxes.find((row) => row.id === conversation.inbox_id);
    if (inbox?.channel_type !== 'Channel::Api') {
      throw new ApiError(403, { error: 'Message status update is only allowed for API inboxes' });
    }
    const message = findMessage(store, conversation, context.params['id']);
    setStatus(store, message, context.params);
    return messageJson(store, message);
  });

  route('DELETE', `${path}/:id`, (context) => {
    const conversation = findConversation(store, context);
    const message = findMessage(store, conversation, context.params['id']);
    updateMessage(store, message, {
      content: 'This message was deleted',
      content_type: 'text',
      content_attributes: { deleted: true },
      attachments: [],
    });
    return messageJson(store, message);
  });
}

/**
 * The part of the messages that `before` and `after` ask for, oldest first: 20 without any or before
 * an id, 100 after one, 1000 between two (the lower one included).
 */
export function readPage(store: Store, conversation: Conversation, params: JsonObject): Message[] {
  const isFiltered = !isBlank(params['filter_internal_messages']);
  const messages = messagesOf(store, conversation).filter(
    (row) => !isFiltered || !(row.private || row.message_type === 2),
  );
  const after = isBlank(params['after']) ? undefined : toInteger(params['after']);
  const before = isBlank(params['before']) ? undefined : toInteger(params['before']);
  if (after !== undefined && before !== undefined) {
    return messages.filter((row) => row.id >= after && row.id < before).slice(0, 1000);
  }
  if (after !== undefined) return messages.filter((row) => row.id > after).slice(0, 100);
  return messages.filter((row) => before === undefined || row.id < before).slice(-20);
}

function findMessage(store: Store, conversation: Conversation, id: Json | undefined): Message {
  const message = store.messages.find(
    (row) => row.id === toInteger(id) && row.conversation_id === conversation.id,
  );
  if (!message) throw notFound();
  return message;
}

/** Unknown statuses, and `delivered` after `read`, are passed over in silence. */
function setStatus(store: Store, message: Message, params: JsonObject): void {
  const status = statuses.find((name) => name === params['status']);
  if (!status || (message.status === 'read' && status === 'delivered')) return;
  const failure = status === 'failed' ? asText(params['external_error']) || null : null;
  updateMessage(store, message, {
    status,
    content_attributes: { ...message.content_attributes, external_error: failure },
  });
}

/** Every error of POST messages is a 422 with one text. */
function asUnprocessable(error: unknown): unknown {
  if (error instanceof MessageError) return unprocessable(error.message);
  if (!(error instanceof ApiError)) return error;
  const { body } = error;
  if (!body || !('message' in body)) return error;
  return unprocessable(`Validation failed: ${String(body.message)}`);
}
