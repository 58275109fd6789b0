import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerMessage } from './client_conversations.js';
import { railsNotFound } from '../rails/errors.js';
import { isObject, readParams } from '../rails/params.js';
import type { Message, Store } from '../store.js';

const page = `<!DOCTYPE html>
<html>
  <head><meta charset="utf-8"><title>Acme Chat</title></head>
  <body><div id="app"></div></body>
</html>
`;

/** Adds the satisfaction survey: its page, and the public routes behind it, by conversation uuid. */
export function csatSurveyRoutes(app: FastifyInstance, store: Store): void {
  app.get('/survey/responses/:id', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page),
  );

  app.get('/public/api/v1/csat_survey/:id', (request) =>
    surveyJson(store, findSurvey(store, request)),
  );

  app.route({
    method: ['PUT', 'PATCH'],
    url: '/public/api/v1/csat_survey/:id',
    handler: (request, reply) => {
      const message = findSurvey(store, request);
      const given = readParams(request)['message'];
      answerMessage(store, message, isObject(given) ? given['submitted_values'] : undefined);
      return reply.send(surveyJson(store, message));
    },
  });
}

function findSurvey(store: Store, request: FastifyRequest): Message {
  const uuid = readParams(request)['id'];
  const conversation = store.conversations.find((row) => row.uuid === uuid);
  const message = store.messages.find(
    (row) => row.conversation_id === conversation?.id && row.content_type === 'input_csat',
  );
  if (!message) throw railsNotFound();
  return message;
}

function surveyJson(store: Store, message: Message): object {
  const inbox = store.inboxes.find((row) => row.id === message.inbox_id);
  return {
    id: message.id,
    csat_survey_response: responseJson(store, message),
    display_type: 'emoji',
    content: null,
    inbox_avatar_url: '',
    inbox_name: inbox?.name ?? null,
    locale: 'en',
    conversation_id: message.conversation_id,
    created_at: message.created_at,
  };
}

/** The answer's row, which exists once there is a rating. */
function responseJson(store: Store, message: Message): object | null {
  const values = message.content_attributes['submitted_values'];
  const answer = isObject(values) ? values['csat_survey_response'] : undefined;
  if (!isObject(answer) || typeof answer['rating'] !== 'number') return null;
  const conversation = store.conversationOf(message);
  return {
    id: message.id,
    account_id: message.account_id,
    conversation_id: message.conversation_id,
    message_id: message.id,
    rating: answer['rating'],
    feedback_message: answer['feedback_message'] ?? null,
    contact_id: conversation?.contact_id ?? null,
    ...(store.atLeast('4.10.0') && {
      csat_review_notes: null,
      review_notes_updated_at: null,
      review_notes_updated_by_id: null,
    }),
    assigned_agent_id: conversation?.assignee_id ?? null,
    created_at: message.updated_at,
    updated_at: message.updated_at,
  };
}
