import { requireAdministrator, type AccountContext, type AccountRoute } from '../auth.js';
import { unprocessable } from '../rails/errors.js';
import { average, type ReportScope } from './report_metrics.js';
import { createdWithin, dateRange } from './report_range.js';
import type { ReportingEvent } from '../records/reporting.js';
import type { Conversation, Store } from '../store.js';

/** Adds the reports with one row per agent, team, inbox, label or channel, for administrators. */
export function summaryReportRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/summary_reports/agent', (context) =>
    rowsOf(
      store,
      context,
      store.accountUsers.filter(inAccount(context)).map((row) => row.user_id),
      (conversation) => conversation.assignee_id,
      (event) => event.user_id,
    ),
  );

  route('GET', '/summary_reports/inbox', (context) =>
    rowsOf(
      store,
      context,
      store.inboxes.filter(inAccount(context)).map((row) => row.id),
      (conversation) => conversation.inbox_id,
      (event) => event.inbox_id,
    ),
  );

  route('GET', '/summary_reports/team', (context) =>
    rowsOf(
      store,
      context,
      store.teams.filter(inAccount(context)).map((row) => row.id),
      (conversation) => conversation.team_id,
      (event) =>
        store.conversations.find((row) => row.id === event.conversation_id)?.team_id ?? null,
    ),
  );

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
      const counts = (table[inbox.channel_type] ??= {
        open: 0,
        resolved: 0,
        pending: 0,
        snoozed: 0,
        total: 0,
      });
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

function rowsOf(
  store: Store,
  context: AccountContext,
  ids: number[],
  idOfConversation: (conversation: Conversation) => number | null,
  idOfEvent: (event: ReportingEvent) => number | null,
): object[] {
  requireAdministrator(context);
  const isWithin = createdWithin(dateRange(context.params));
  const conversations = store.conversations.filter(inAccount(context)).filter(isWithin);
  const events = store.reportingEvents.filter(inAccount(context)).filter(isWithin);
  return ids.map((id) => {
    const own = events.filter((event) => idOfEvent(event) === id);
    return {
      id,
      conversations_count: conversations.filter((row) => idOfConversation(row) === id).length,
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
