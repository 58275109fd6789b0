import { requireAdministrator, type AccountContext, type AccountRoute } from '../auth.js';
import { ApiError, notFound, serverError } from '../rails/errors.js';
import { asText, isBlank, toInteger, type JsonObject } from '../rails/params.js';
import { isMetric, reportScope, summary, timeseries } from './report_metrics.js';
import { dateRange } from './report_range.js';
import type { Conversation, Store } from '../store.js';

const agentsPerPage = 25;

/** Adds the reports below /api/v2, for administrators only. */
export function reportRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/reports', (context) => {
    requireAdministrator(context);
    const { account, params } = context;
    if (params['type'] === undefined) throw serverError();
    // Figures of bots came with a commit of March 2024; before, they were nothing over time.
    const isOfBots = asText(params['metric']).startsWith('bot_');
    if (isOfBots && !store.atLeast('3.7.0')) return [];
    if (!isMetric(params['metric'])) return {};
    const scope = reportScope(store, account.id, params);
    return timeseries(scope, params, dateRange(params));
  });

  route('GET', '/reports/summary', (context) => {
    requireAdministrator(context);
    const { account, params } = context;
    const scope = reportScope(store, account.id, params);
    return {
      ...summary(scope, params, dateRange(params)),
      previous: summary(scope, params, dateRange(periodBefore(params))),
    };
  });

  // The published specification has the agents' numbers under the path with a slash.
  for (const path of ['/reports/conversations', '/reports/conversations/']) {
    route('GET', path, (context) => {
      requireAdministrator(context);
      return liveConversations(store, context);
    });
  }
}

/** The time as long as the one asked for, right before it. */
function periodBefore({ since, until }: JsonObject): JsonObject {
  const start = toInteger(since);
  return { since: String(start - (toInteger(until) - start)), until: since ?? null };
}

/**
 * What is open right now. Agents are answered a page at a time, whatever `user_id` says.
 * @throws 422 with an empty body without a type; 404 or 500 for types the server fails over
 */
function liveConversations(store: Store, { account, params }: AccountContext): object {
  const type = params['type'];
  if (isBlank(type)) throw new ApiError(422);
  const open = store.conversations.filter(
    (row) => row.account_id === account.id && row.status === 'open',
  );
  if (type === 'account') {
    return {
      ...liveCounts(open),
      unassigned: open.filter((row) => row.assignee_id === null).length,
      // The server counts the pending ones among the open ones.
      pending: 0,
    };
  }
  if (['inbox', 'label', 'team'].includes(asText(type))) throw notFound();
  if (type !== 'agent') throw serverError();
  const start = (Math.max(1, toInteger(params['page'] ?? 1)) - 1) * agentsPerPage;
  return store
    .membersOf(account.id)
    .slice(start, start + agentsPerPage)
    .map(({ user_id, availability }) => {
      const user = store.users.find((row) => row.id === user_id);
      return {
        id: user_id,
        name: user?.name ?? null,
        email: user?.email ?? null,
        thumbnail: '',
        availability,
        metric: liveCounts(open.filter((row) => row.assignee_id === user_id)),
      };
    })
    .toSorted((a, b) => b.metric.open - a.metric.open);
}

function liveCounts(open: Conversation[]): { open: number; unattended: number } {
  return {
    open: open.length,
    unattended: open.filter(
      (row) => row.first_reply_created_at === null || row.waiting_since !== null,
    ).length,
  };
}
