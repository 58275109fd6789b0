import {
  BOTS_ALWAYS,
  BOTS_CHANGE,
  BOTS_READ,
  requireAdministrator,
  type AccountRoute,
  type BotRoute,
  type CallerContext,
} from '../auth.js';
import { buildContactInbox } from '../contacts/contact_inbox_records.js';
import { findConversation } from './conversation_access.js';
import { updateConversation } from './conversation_changes.js';
import { conversationJson } from './conversation_json.js';
import {
  addConversation,
  initialStatus,
  lockedConversation,
  removeConversation,
} from './conversation_records.js';
import { checkAttributes, readPriority, readStatus } from './conversation_values.js';
import { forbiddenByRole, notFound, serverError, unprocessable } from '../rails/errors.js';
import { checkInbox, findVisibleInbox } from '../inboxes/inbox_access.js';
import { deliverLater } from '../messages/message_delivery.js';
import { MessageError, readMessage } from '../messages/message_input.js';
import { announceMessage, insertMessage } from '../messages/message_records.js';
import {
  asText,
  isBlank,
  isObject,
  permitScalars,
  toBoolean,
  toInteger,
  toText,
  type Json,
  type JsonObject,
} from '../rails/params.js';
import type { Contact, ContactInbox, Conversation, Inbox, Message, Store } from '../store.js';

/** Adds the conversations themselves: show, create, update (priority only), delete. */
export function conversationRoutes(route: AccountRoute, botRoute: BotRoute, store: Store): void {
  botRoute(BOTS_READ, 'GET', '/conversations/:id', (context) =>
    answerJson(store, context, findConversation(store, context, 'id')),
  );

  botRoute(BOTS_ALWAYS, 'POST', '/conversations', (context) => {
    const { conversation, isNew, message } = store.transaction(() => create(store, context));
    if (isNew) store.publish({ name: 'conversation_created', conversation });
    if (message) {
      announceMessage(store, message);
      deliverLater(store, message);
    }
    return answerJson(store, context, conversation);
  });

  botRoute(BOTS_CHANGE, ['PUT', 'PATCH'], '/conversations/:id', (context) => {
    const conversation = findConversation(store, context, 'id');
    const { priority } = permitScalars(context.params, ['priority']);
    if (priority !== undefined) {
      const values = { priority: readPriority(priority) };
      updateConversation(store, conversation, values, context.user ?? context.bot);
    }
    return answerJson(store, context, conversation);
  });

  route('DELETE', '/conversations/:id', (context) => {
    const conversation = findConversation(store, context, 'id');
    requireAdministrator(context);
    removeConversation(store, conversation);
    return undefined;
  });
}

/**
 * The conversation as the answer has it. Of a team the server asks whether the caller is a member, which
 * it can't of a bot: what was to be done is done by then.
 * @throws 500
 */
function answerJson(store: Store, { user }: CallerContext, conversation: Conversation): object {
  if (!user && conversation.team_id !== null) throw serverError();
  return conversationJson(store, conversation, user);
}

interface Created {
  conversation: Conversation;
  isNew: boolean;
  message?: Message;
}

function create(store: Store, context: CallerContext): Created {
  const { params } = context;
  const { session, inbox } = findSession(store, context);
  const existing = lockedConversation(store, session, inbox);
  const conversation =
    existing ?? addConversation(store, session, readValues(store, session, inbox, params));
  const given = params['message'];
  if (given === undefined || isBlank(given)) return { conversation, isNew: !existing };
  if (!isObject(given)) throw serverError();
  const message = insertMessage(
    store,
    conversation,
    readFirst(store, conversation, given, context),
  );
  return { conversation, isNew: !existing, message };
}

/** Unlike POST messages, this route lets a message's own errors become a 500. */
function readFirst(
  store: Store,
  conversation: Conversation,
  params: JsonObject,
  { user, bot }: CallerContext,
): ReturnType<typeof readMessage> {
  try {
    return readMessage(store, conversation, params, user ?? bot);
  } catch (error) {
    throw error instanceof MessageError ? serverError() : error;
  }
}

function readValues(
  store: Store,
  session: ContactInbox,
  inbox: Inbox,
  params: JsonObject,
): Partial<Conversation> {
  const attributes = {
    additional_attributes: readAttributes(params['additional_attributes']),
    custom_attributes: readAttributes(params['custom_attributes']),
  };
  checkAttributes(attributes);
  const asked = isBlank(params['status']) ? 'open' : readStatus(params['status'] ?? null);
  const status = initialStatus(store, session, inbox) ?? asked;
  // Nobody checks that the ids exist; only a team the assignee isn't in is noticed.
  const assignee = idOf(params['assignee_id']);
  const team = store.teams.find((row) => row.id === idOf(params['team_id']));
  const isOutsider = team !== undefined && assignee !== null && !team.member_ids.includes(assignee);
  return {
    ...attributes,
    status,
    snoozed_until: status === 'snoozed' ? readTime(params['snoozed_until']) : null,
    assignee_id: isOutsider ? null : assignee,
    team_id: idOf(params['team_id']),
  };
}

function readAttributes(value: Json | undefined): JsonObject {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw serverError();
  return structuredClone(value);
}

function idOf(value: Json | undefined): number | null {
  return isBlank(value) ? null : toInteger(value);
}

/** Here a snooze ends at a date as text, not at unix seconds as in toggle_status. */
function readTime(value: Json | undefined): Date | null {
  if (typeof value !== 'string' || /^\d*$/.test(value.trim())) return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}

/**
 * The session to write in: of `inbox_id` and `contact_id`, made when needed, or by `source_id`.
 * @throws 404 without either, 401 for an inbox the agent isn't in, 422 for a source id in use
 */
function findSession(
  store: Store,
  context: CallerContext,
): { session: ContactInbox; inbox: Inbox } {
  const { account, params } = context;
  const inbox = isBlank(params['inbox_id']) ? undefined : findVisibleInbox(store, context);
  const contactId = idOf(params['contact_id']);
  const contact = contactId === null ? undefined : store.contact(account.id, contactId);
  if (contactId !== null && !contact) throw notFound();
  const sourceId = toText(permitScalars(params, ['source_id']).source_id ?? null);
  const built =
    inbox && contact ? buildSession(store, { contact, inbox, sourceId }, params) : undefined;
  // The source id alone is looked up in all inboxes, of all accounts.
  const session = built ?? store.contactInboxes.find((row) => row.source_id === sourceId);
  const own = store.inboxes.find((row) => row.id === session?.inbox_id);
  if (!session || !own) throw notFound();
  if (own.account_id !== account.id) throw forbiddenByRole();
  checkInbox(context, own);
  return { session, inbox: own };
}

function buildSession(
  store: Store,
  { contact, inbox, sourceId }: { contact: Contact; inbox: Inbox; sourceId: string | null },
  params: JsonObject,
): ContactInbox | undefined {
  const taken = store.session(inbox.id, sourceId);
  const isSessionId = ['Channel::Api', 'Channel::WebWidget'].includes(inbox.channel_type);
  if (taken && taken.contact_id !== contact.id && isSessionId) {
    throw unprocessable('source_id should be unique');
  }
  const before = new Set(store.contactInboxes);
  const session = buildContactInbox(store, contact, inbox, sourceId);
  if (session && !before.has(session)) {
    session.hmac_verified = toBoolean(asText(params['hmac_verified'])) ?? false;
  }
  return session;
}
