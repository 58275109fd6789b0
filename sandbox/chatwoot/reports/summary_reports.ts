import { requireAdministrator, type AccountContext, type AccountRoute } from '../auth.js';
import { unprocessable } from '../rails/errors.js';
import { average, type ReportScope } from './report_metrics.js';
import { createdWithin, dateRange } from './report_range.js';
import type { ReportingEvent } from '../records/reporting.js';
import type { Conversation, Store } from '../store.js';

/** Adds the reports with one row per agent, team, inbox, label or channel, for administrators. */
export function summaryReportRoutes(route: AccountRoute, store: Store): void {
  const add = (name: string, report: RowReport): void =>
    route('GET', `/summary_reports/${name}`, (context) => rowsOf(store, context, report));

  add('agent', {
    ids: (isOwn) => store.accountUsers.filter(isOwn).map((row) => row.user_id),
    ofConversation: (conversation) => conversation.assignee_id,
    ofEvent: (event) => event.user_id,
  });
  add('inbox', {
    ids: (isOwn) => store.inboxes.filter(isOwn).map((row) => row.id),
    ofConversation: (conversation) => conversation.inbox_id,
    ofEvent: (event) => event.inbox_id,
  });
  add('team', {
    ids: (isOwn) => store.teams.filter(isOwn).map((row) => row.id),
    ofConversation: (conversation) => conversation.team_id,
    ofEvent: ({ conversation_id: id }) =>
      store.conversations.find((row) => row.id === id)?.team_id ?? null,
  });

  route('GET', '/summary_reports/label', (context) => {
    requireAdministrator(context);
    const range = dateRange(context.params);
    const isMeant = (row: { created_at: Date }): boolean => !range || createdWithin(range)(row);
    const all = store.conversations.filter(inAccount(context));
    return store.labels.filter(inAccount(context)).map(({ id, title }) => {
      const labelled = all.filter((row) => row.labels.includes(title));
      const made = labelled.filter(isMeant);
      const eventsOf = (rows: Conversation[]): ReportingEvent[] =>
        store.reportingEvents.filter((event) =>
          rows.some((row) => row.id === event.conversation_id),
        );
      // Resolutions count by their own time, the averages by the conversation's.
      const resolved = eventsOf(labelled).filter(isMeant);
      const means = averages(eventsOf(made), context);
      return {
        id,
        name: title,
        conversations_count: made.length,
        avg_resolution_time: means.avg_resolution_time ?? 0,
        avg_first_response_time: means.avg_first_response_time ?? 0,
        avg_reply_time: means.avg_reply_time ?? 0,
        resolved_conversations_count: named(resolved, 'conversation_resolved').length,
      };
    });
  });

  route('GET', '/summary_reports/channel', (context) => {
    requireAdministrator(context);
    const range = dateRange(context.params);
    if (range && range.end > sixMonthsAfter(range.start)) {
      throw unprocessable('Date range cannot exceed 6 months');
    }
    const table: Record<string, Record<Conversation['status'] | 'total', number>> = {};
    const made = store.conversations.filter(inAccount(context)).filter(createdWithin(range));
    for (const { inbox_id, status } of made) {
      const inbox = store.inboxes.find((row) => row.id === inbox_id);
      if (!inbox) continue;
      const none = { open: 0, resolved: 0, pending: 0, snoozed: 0, total: 0 };
      const counts = (table[inbox.channel_type] ??= none);
      counts[status] += 1;
      counts.total += 1;
    }
    return table;
  });
}

/** Half a year is six months of 30.436875 days to the server's arithmetic of seconds. */
function sixMonthsAfter(start: number): number {
  return start + 6 * 2_629_746 * 1000;
}

function inAccount({ account }: AccountContext): (row: { account_id: number }) => boolean {
  return (row) => row.account_id === account.id;
}

/** Which rows a report has, and to which one a conversation or an event belongs. */
interface RowReport {
  ids: (isOwn: (row: { account_id: number }) => boolean) => number[];
  ofConversation: (conversation: Conversation) => number | null;
  ofEvent: (event: ReportingEvent) => number | null;
}

function rowsOf(store: Store, context: AccountContext, report: RowReport): object[] {
  requireAdministrator(context);
  const isOwn = inAccount(context);
  const isWithin = createdWithin(dateRange(context.params));
  const conversations = store.conversations.filter(isOwn).filter(isWithin);
  const events = store.reportingEvents.filter(isOwn).filter(isWithin);
  return report.ids(isOwn).map((id) => {
    const own = events.filter((event) => report.ofEvent(event) === id);
    return {
      id,
      conversations_count: conversations.filter((row) => report.ofConversation(row) === id).length,
      resolved_conversations_count: named(own, 'conversation_resolved').length,
      ...averages(own, context),
    };
  });
}

function averages(
  events: ReportScope['events'],
  { params }: AccountContext,
): Record<'avg_resolution_time' | 'avg_first_response_time' | 'avg_reply_time', number | null> {
  return {
    avg_resolution_time: average(named(events, 'conversation_resolved'), params),
    avg_first_response_time: average(named(events, 'first_response'), params),
    avg_reply_time: average(named(events, 'reply_time'), params),
  };
}

function named(events: ReportingEvent[], name: ReportingEvent['name']): ReportingEvent[] {
  return events.filter((event) => event.name === name);
}
