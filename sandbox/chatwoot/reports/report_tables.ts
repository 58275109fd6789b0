import { requireAdministrator, type AccountRoute } from '../auth.js';
import { ApiError } from '../rails/errors.js';
import { isBlank, toInteger, type Json } from '../rails/params.js';
import { createdWithin, dateRange } from './report_range.js';
import type { Message, Store } from '../store.js';

const responseBuckets = [
  { name: '0-1h', below: 3600 },
  { name: '1-4h', below: 14_400 },
  { name: '4-8h', below: 28_800 },
  { name: '8-24h', below: 86_400 },
  { name: '24h+', below: Infinity },
];

/** Adds the reports that set one thing against another, for administrators only. */
export function reportTableRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/reports/first_response_time_distribution', (context) => {
    requireAdministrator(context);
    const range = dateRange(context.params);
    const table: Record<string, Record<string, number>> = {};
    for (const event of store.reportingEvents) {
      const inbox = store.inboxes.find((row) => row.id === event.inbox_id);
      if (!inbox || event.account_id !== context.account.id) continue;
      if (event.name !== 'first_response' || (range && !createdWithin(range)(event))) continue;
      const counts = (table[inbox.channel_type] ??= Object.fromEntries(
        responseBuckets.map(({ name }) => [name, 0]),
      ));
      const bucket = responseBuckets.find(({ below }) => event.value < below);
      if (bucket) counts[bucket.name] = (counts[bucket.name] ?? 0) + 1;
    }
    return table;
  });

  route('GET', '/reports/inbox_label_matrix', (context) => {
    requireAdministrator(context);
    const { account, params } = context;
    const range = dateRange(params);
    const inboxes = store.inboxes
      .filter((row) => row.account_id === account.id && isAsked(params['inbox_ids'], row.id))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const labels = store.labels
      .filter((row) => row.account_id === account.id && isAsked(params['label_ids'], row.id))
      .toSorted((a, b) => (a.title < b.title ? -1 : 1));
    const conversations = store.conversations.filter(
      (row) => row.account_id === account.id && (!range || createdWithin(range)(row)),
    );
    return {
      inboxes: inboxes.map(({ id, name }) => ({ id, name })),
      labels: labels.map(({ id, title }) => ({ id, title })),
      matrix: inboxes.map((inbox) =>
        labels.map(
          ({ title }) =>
            conversations.filter((row) => row.inbox_id === inbox.id && row.labels.includes(title))
              .length,
        ),
      ),
    };
  });

  route('GET', '/reports/outgoing_messages_count', (context) => {
    requireAdministrator(context);
    const { account, params } = context;
    const messages = store.messages
      .filter((row) => row.account_id === account.id && row.message_type === 1)
      .filter(createdWithin(dateRange(params)));
    switch (params['group_by']) {
      case 'agent':
        return counted(messages, store.users, ({ sender }) =>
          sender?.type === 'User' ? [sender.id] : [],
        );
      case 'inbox':
        return counted(messages, store.inboxes, ({ inbox_id }) => [inbox_id]);
      case 'team':
        return counted(messages, store.teams, (message) => {
          const teamId = store.conversationOf(message)?.team_id ?? null;
          return teamId === null ? [] : [teamId];
        });
      case 'label': {
        const labels = store.labels.filter((row) => row.account_id === account.id);
        const named = labels.map(({ id, title }) => ({ id, name: title }));
        return counted(messages, named, (message) =>
          named
            .filter(({ name }) => store.conversationOf(message)?.labels.includes(name))
            .map(({ id }) => id),
        );
      }
      default:
        throw new ApiError(422);
    }
  });
}

function isAsked(ids: Json | undefined, id: number): boolean {
  if (isBlank(ids)) return true;
  return Array.isArray(ids) ? ids.map(toInteger).includes(id) : toInteger(ids) === id;
}

/** How many messages each group has; groups without any are not in the answer. */
function counted(
  messages: Message[],
  groups: { id: number; name: string }[],
  idsOf: (message: Message) => number[],
): object[] {
  const ids = messages.flatMap(idsOf);
  return [...new Set(ids)].map((id) => ({
    id,
    name: groups.find((group) => group.id === id)?.name ?? null,
    outgoing_messages_count: ids.filter((other) => other === id).length,
  }));
}
