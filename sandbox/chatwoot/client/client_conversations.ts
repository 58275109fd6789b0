import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findApiInbox, findSession } from './client_api.js';
import { updateConversation } from '../conversations/conversation_changes.js';
import { publicConversationJson } from '../conversations/conversation_json.js';
import { checkAttributes } from '../conversations/conversation_values.js';
import { createMessage, openConversation } from './customer.js';
import { railsNotFound, unprocessable } from '../rails/errors.js';
import { attachment } from '../messages/message_input.js';
import { publicMessageJson } from '../messages/message_json.js';
import { updateMessage } from '../messages/message_records.js';
import { readPage } from '../messages/messages.js';
import {
  permitObject,
  permitScalars,
  readParams,
  toInteger,
  toText,
  type Json,
  type JsonObject,
} from '../rails/params.js';
import type { ContactInbox, Conversation, Inbox, Message, Store } from '../store.js';

const surveyDays = 14;

/** Adds the client API's conversations and messages, in which the caller is the contact. */
export function clientConversationRoutes(app: FastifyInstance, store: Store): void {
  const path = '/public/api/v1/inboxes/:inbox_id/contacts/:contact_id/conversations';

  app.get(path, (request) => {
    const { session } = readSession(store, request);
    return ownConversations(store, session).map((row) => publicConversationJson(store, row));
  });

  app.post(path, (request) => {
    const { inbox, session, params } = readSession(store, request);
    const attributes = permitObject(params, 'custom_attributes') ?? {};
    checkAttributes({ custom_attributes: attributes });
    const values = { custom_attributes: attributes };
    return publicConversationJson(store, openConversation(store, session, inbox, values));
  });

  app.get(`${path}/:id`, (request) =>
    publicConversationJson(store, findOwn(store, request, 'id').conversation),
  );

  app.post(`${path}/:id/toggle_status`, (request) => {
    const { conversation } = findOwn(store, request, 'id');
    updateConversation(store, conversation, { status: 'resolved' });
    return publicConversationJson(store, conversation);
  });

  app.post(`${path}/:id/toggle_typing`, (request, reply) => {
    findOwn(store, request, 'id');
    return reply.send();
  });

  app.post(`${path}/:id/update_last_seen`, (request, reply) => {
    const { conversation } = findOwn(store, request, 'id');
    updateConversation(store, conversation, { contact_last_seen_at: new Date() });
    return reply.send();
  });

  const messages = `${path}/:conversation_id/messages`;

  app.get(messages, (request) => {
    const { conversation, params } = findOwn(store, request, 'conversation_id');
    const { before = null } = permitScalars(params, ['before']);
    const page = readPage(store, conversation, { before, filter_internal_messages: true });
    return page.map((row) => publicMessageJson(store, row));
  });

  app.post(messages, (request) => {
    const { conversation, params } = findOwn(store, request, 'conversation_id');
    const message = createMessage(store, conversation, {
      content: toText(permitScalars(params, ['content']).content ?? null),
      attachments: [params['attachments'] ?? []].flat().map((file) => attachment(store, file)),
    });
    return publicMessageJson(store, message);
  });

  app.route({
    method: ['PUT', 'PATCH'],
    url: `${messages}/:id`,
    handler: (request, reply) => {
      const { conversation, params } = findOwn(store, request, 'conversation_id');
      const message = store.messages.find(
        (row) => row.id === toInteger(params['id']) && row.conversation_id === conversation.id,
      );
      if (!message) throw railsNotFound();
      answerMessage(store, message, params['submitted_values']);
      return reply.send(publicMessageJson(store, message));
    },
  });
}

/**
 * Keeps what the contact answers to a message.
 * @throws 422 for a survey that is over
 */
export function answerMessage(store: Store, message: Message, values: Json | undefined): void {
  const day = (time: number): number => Math.floor(time / 86_400_000);
  const age = day(Date.now()) - day(message.created_at.getTime());
  if (message.content_type === 'input_csat' && age > surveyDays) {
    throw unprocessable('You cannot update the CSAT survey after 14 days');
  }
  if (values === undefined) return;
  const attributes = { ...message.content_attributes, submitted_values: values };
  updateMessage(store, message, { content_attributes: attributes });
}

function readSession(
  store: Store,
  request: FastifyRequest,
): { inbox: Inbox; session: ContactInbox; params: JsonObject } {
  const params = readParams(request);
  const inbox = findApiInbox(store, request);
  return { inbox, session: findSession(store, inbox, params['contact_id']), params };
}

/** A verified session sees all conversations of the contact, another one only its own. */
function ownConversations(store: Store, session: ContactInbox): Conversation[] {
  return store.conversations.filter((row) =>
    session.hmac_verified
      ? row.contact_id === session.contact_id
      : row.contact_inbox_id === session.id,
  );
}

function findOwn(
  store: Store,
  request: FastifyRequest,
  name: string,
): { conversation: Conversation; params: JsonObject } {
  const { session, params } = readSession(store, request);
  const conversation = ownConversations(store, session).find(
    (row) => row.display_id === toInteger(params[name]),
  );
  if (!conversation) throw railsNotFound();
  return { conversation, params };
}
