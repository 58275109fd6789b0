import { notFound, serverError } from '../rails/errors.js';
import { asText, toInteger, type Json, type JsonObject } from '../rails/params.js';
import { createdWithin, periods, periodStart, type DateRange } from './report_range.js';
import type { ReportingEvent } from '../records/reporting.js';
import type { Conversation, Message, Store } from '../store.js';

/** The rows a report of one account, agent, inbox, label or team is about. */
export interface ReportScope {
  conversations: Conversation[];
  messages: Message[];
  events: ReportingEvent[];
}

type Metric =
  | { rows: (scope: ReportScope) => { created_at: Date }[] }
  | { average: (scope: ReportScope) => ReportingEvent[] };

const ofName =
  (name: string) =>
  ({ events }: ReportScope): ReportingEvent[] =>
    events.filter((row) => row.name === name);

/** The metrics of GET /reports that the sandbox has rows for; its bots resolve nothing. */
const metrics: Record<string, Metric> = {
  conversations_count: { rows: (scope) => scope.conversations },
  incoming_messages_count: {
    rows: (scope) => scope.messages.filter((row) => row.message_type === 0),
  },
  outgoing_messages_count: {
    rows: (scope) => scope.messages.filter((row) => row.message_type === 1),
  },
  avg_first_response_time: { average: ofName('first_response') },
  avg_resolution_time: { average: ofName('conversation_resolved') },
  resolutions_count: { rows: ofName('conversation_resolved') },
  reply_time: { average: ofName('reply_time') },
  bot_resolutions_count: { rows: () => [] },
  bot_handoffs_count: { rows: () => [] },
};

const summaryMetrics = [
  'conversations_count',
  'incoming_messages_count',
  'outgoing_messages_count',
  'avg_first_response_time',
  'avg_resolution_time',
  'resolutions_count',
  'reply_time',
];

/**
 * The rows that `type` and `id` stand for.
 * @throws 500 without a type or for an unknown one, 404 when the account has no such record
 */
export function reportScope(store: Store, accountId: number, params: JsonObject): ReportScope {
  const inAccount = (row: { account_id: number }): boolean => row.account_id === accountId;
  const conversations = store.conversations.filter(inAccount);
  const messages = store.messages.filter(inAccount);
  const events = store.reportingEvents.filter(inAccount);
  const id = toInteger(params['id']);
  const ofConversations = (rows: Conversation[]): ReportScope => {
    const ids = new Set(rows.map((row) => row.id));
    return {
      conversations: rows,
      messages: messages.filter((row) => ids.has(row.conversation_id)),
      events: events.filter((row) => ids.has(row.conversation_id)),
    };
  };
  // A blank type is the whole account, but the server can't do without one.
  switch (params['type']) {
    case '':
    case 'account':
      return { conversations, messages, events };
    case 'agent': {
      if (!store.member(accountId, id)) throw notFound();
      return {
        conversations: conversations.filter((row) => row.assignee_id === id),
        messages: messages.filter((row) => row.sender?.type === 'User' && row.sender.id === id),
        events: events.filter((row) => row.user_id === id),
      };
    }
    case 'inbox':
      requireRow(store.inboxes.filter(inAccount), id);
      return {
        conversations: conversations.filter((row) => row.inbox_id === id),
        messages: messages.filter((row) => row.inbox_id === id),
        events: events.filter((row) => row.inbox_id === id),
      };
    case 'label': {
      const { title } = requireRow(store.labels.filter(inAccount), id);
      return ofConversations(conversations.filter((row) => row.labels.includes(title)));
    }
    case 'team':
      requireRow(store.teams.filter(inAccount), id);
      return ofConversations(conversations.filter((row) => row.team_id === id));
    default:
      throw serverError();
  }
}

function requireRow<Row extends { id: number }>(rows: Row[], id: number): Row {
  const found = rows.find((row) => row.id === id);
  if (!found) throw notFound();
  return found;
}

/** Whether GET /reports knows the metric; for others it answers an empty object. */
export function isMetric(name: Json | undefined): boolean {
  return Object.hasOwn(metrics, asText(name));
}

/** One value per period of the range, none without a range. */
export function timeseries(
  scope: ReportScope,
  params: JsonObject,
  range: DateRange | undefined,
): object[] {
  const metric = metrics[asText(params['metric'])];
  if (!metric || !range) return [];
  const groupBy = ['day', 'week', 'month', 'year', 'hour'].find((g) => g === params['group_by']);
  const offset = Number.parseFloat(asText(params['timezone_offset'])) || 0;
  const rows = rowsOf(metric, scope).filter(createdWithin(range));
  return periods(range, groupBy ?? 'day', offset).map((start) => {
    const own = rows.filter(
      (row) => periodStart(row.created_at.getTime(), groupBy ?? 'day', offset) === start,
    );
    const timestamp = Math.floor(start / 1000);
    if ('rows' in metric) return { value: own.length, timestamp };
    return { value: average(own, params) ?? 0, timestamp, count: own.length };
  });
}

/** All metrics over the range; an average of nothing is null. */
export function summary(
  scope: ReportScope,
  params: JsonObject,
  range: DateRange | undefined,
): object {
  return Object.fromEntries(
    summaryMetrics.map((name) => {
      const metric = metrics[name] ?? { rows: () => [] };
      const rows = rowsOf(metric, scope).filter(createdWithin(range));
      return [name, 'rows' in metric ? rows.length : average(rows, params)];
    }),
  );
}

function rowsOf(metric: Metric, scope: ReportScope): { created_at: Date }[] {
  return 'rows' in metric ? metric.rows(scope) : metric.average(scope);
}

/** The mean of the events' values; in business hours they are all 0, as no inbox keeps any. */
export function average(rows: object[], params: JsonObject): number | null {
  const values = rows.map((row) => ('value' in row ? Number(row.value) : 0));
  if (values.length === 0) return null;
  if (['true', '1', 't'].includes(asText(params['business_hours']))) return 0;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
