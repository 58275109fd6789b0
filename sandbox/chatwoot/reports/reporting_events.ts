import { requireAdministrator, type AccountRoute } from '../auth.js';
import { findConversation } from '../conversations/conversation_access.js';
import { asText, isBlank, toInteger } from '../rails/params.js';
import { createdWithin, dateRange } from './report_range.js';
import type { ReportingEvent } from '../records/reporting.js';
import type { Conversation, Message, Store } from '../store.js';

const perPage = 25;

/** Adds the raw events behind the reports, which only the enterprise edition answers. */
export function reportingEventRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/reporting_events', (context) => {
    requireAdministrator(context);
    const { account, params } = context;
    const range = dateRange(params);
    const wants = (name: string, value: string | number | null): boolean =>
      isBlank(params[name]) || asText(params[name]) === String(value);
    const events = store.reportingEvents
      .filter((row) => row.account_id === account.id && (!range || createdWithin(range)(row)))
      .filter((row) => wants('inbox_id', row.inbox_id) && wants('user_id', row.user_id))
      .filter((row) => wants('name', row.name))
      .toSorted((a, b) => b.created_at.getTime() - a.created_at.getTime() || b.id - a.id);
    const page = toInteger(params['page'] ?? 1);
    const start = (Math.max(1, page) - 1) * perPage;
    return {
      payload: events.slice(start, start + perPage).map(eventJson),
      meta: {
        count: events.length,
        current_page: page,
        total_pages: Math.ceil(events.length / perPage),
      },
    };
  });

  route('GET', '/conversations/:conversation_id/reporting_events', (context) => {
    const conversation = findConversation(store, context);
    return store.reportingEvents
      .filter((row) => row.conversation_id === conversation.id)
      .toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime() || a.id - b.id)
      .map(eventJson);
  });
}

/**
 * Writes down what reports count from now on: openings, resolutions and replies, as the server
 * does when these things happen. A first reply is a `first_response`, every later one that ends
 * a wait a `reply_time`.
 */
export function recordReportingEvents(store: Store): void {
  store.listen((event) => {
    if (event.name === 'conversation_created' && event.conversation.status === 'open') {
      const { conversation } = event;
      record(store, conversation, {
        name: 'conversation_opened',
        start: conversation.created_at,
        end: new Date(),
        value: 0,
      });
    }
    if (event.name === 'conversation_status_changed') recordStatus(store, event.conversation);
    if (event.name === 'message_created') recordReply(store, event.message);
  });
}

function recordStatus(store: Store, conversation: Conversation): void {
  const now = new Date();
  if (conversation.status === 'resolved') {
    record(store, conversation, {
      name: 'conversation_resolved',
      start: conversation.created_at,
      end: now,
    });
  }
  if (conversation.status !== 'open') return;
  const resolved = store.reportingEvents.findLast(
    (row) => row.conversation_id === conversation.id && row.name === 'conversation_resolved',
  );
  record(store, conversation, {
    name: 'conversation_opened',
    start: resolved?.event_end_time ?? conversation.created_at,
    end: now,
    ...(!resolved && { value: 0 }),
  });
}

function recordReply(store: Store, message: Message): void {
  const conversation = store.conversationOf(message);
  if (!conversation || !isReply(message)) return;
  const earlier = store.messages.filter(
    (row) =>
      row.conversation_id === conversation.id &&
      row !== message &&
      row.created_at.getTime() <= message.created_at.getTime(),
  );
  const lastReply = earlier.findLast((row) => row.message_type === 1 && !row.private);
  if (!earlier.some(isReply)) {
    const opened = store.reportingEvents.findLast(
      (row) => row.conversation_id === conversation.id && row.name === 'conversation_opened',
    );
    const start = opened?.event_end_time ?? conversation.created_at;
    const userId = message.sender?.id ?? null;
    record(store, conversation, {
      name: 'first_response',
      start,
      end: message.created_at,
      userId,
    });
    return;
  }
  const waiting = earlier.find(
    (row) =>
      row.message_type === 0 &&
      row.created_at.getTime() >= (lastReply?.created_at.getTime() ?? 0) &&
      row.id > (lastReply?.id ?? 0),
  );
  if (!waiting) return;
  const { created_at: start } = waiting;
  record(store, conversation, { name: 'reply_time', start, end: message.created_at });
}

/** Whether a person answered for everyone to see; rules and campaigns don't count. */
function isReply(message: Message): boolean {
  return (
    message.message_type === 1 &&
    !message.private &&
    message.sender?.type === 'User' &&
    isBlank(message.content_attributes['automation_rule_id']) &&
    isBlank(message.additional_attributes['campaign_id'])
  );
}

/** What took how long. */
interface Span {
  name: ReportingEvent['name'];
  start: Date;
  end: Date;
  /** In seconds; from start to end unless told. */
  value?: number;
  /** The conversation's agent unless told. */
  userId?: number | null;
}

function record(
  store: Store,
  conversation: Conversation,
  { name, start, end, value, userId = conversation.assignee_id }: Span,
): void {
  const seconds = Math.floor(end.getTime() / 1000) - Math.floor(start.getTime() / 1000);
  store.reportingEvents.push({
    id: store.nextId('reporting_events', store.reportingEvents),
    name,
    value: value ?? seconds,
    account_id: conversation.account_id,
    inbox_id: conversation.inbox_id,
    user_id: userId,
    conversation_id: conversation.id,
    event_start_time: start,
    event_end_time: end,
    created_at: new Date(),
  });
}

function eventJson(event: ReportingEvent): object {
  // What the server answers unless the inbox keeps working hours, which are not counted here.
  return { ...event, value_in_business_hours: 0, updated_at: event.created_at };
}
