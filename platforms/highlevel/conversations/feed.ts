import type { InputField } from '../../contract/form.js';
import type { Conversation } from '../../../objects/conversation.js';
import type { Feed, FeedPage, FeedRequest } from '../../contract/feed.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { conversationFilterFields, conversationQuery } from './fields.js';
import { rawConversationsIn, toConversation } from './shape.js';
import { toEpoch } from '../times.js';

/** Most polls find nothing new: their one page is small. */
const FIRST_SIZE = 20;
const SIZE = 100;

/** Filters of the trigger for new conversations. */
export function conversationFeedFields(): InputField[] {
  return conversationFilterFields(
    'As it is when Zapier looks, some minutes after the conversation began.',
  );
}

/**
 * New conversations. HighLevel sorts them by their last message alone, so that the search asks for those
 * that were added since then.
 * @throws Problem for a filter that isn't one of its choices
 */
export function newestConversations(
  client: HighlevelClient,
  filter: Record<string, unknown>,
): Feed<Conversation> {
  const query = conversationQuery(filter);
  return { page: (request) => readPage(client, query, request) };
}

async function readPage(
  client: HighlevelClient,
  query: Record<string, string | undefined>,
  request: FeedRequest,
): Promise<FeedPage<Conversation>> {
  const { cursor, since } = request;
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: '/conversations/search',
    query: {
      locationId: client.locationId,
      ...query,
      sortBy: 'last_message_date',
      sort: 'desc',
      limit: cursor === undefined ? FIRST_SIZE : SIZE,
      startDate: since,
      startAfterDate: cursor,
    },
    scope: 'conversations.readonly',
  });
  const rows = rawConversationsIn(client, data);
  const entries = rows.map((row) => {
    const item = toConversation(client, row);
    return { key: item.id, at: toEpoch(row['dateAdded']) || lastMessageAt(row), item };
  });
  return {
    // Should the server leave `startDate` unheeded, an old conversation must not pass for a new one.
    entries: entries.filter(({ at }) => at >= (since ?? 0)),
    next: cursorAfter(rows, request),
  };
}

/**
 * Where the next page begins: the server goes on before the given time, so that conversations which
 * share the last one's would be lost. Hence one millisecond later, unless that gets no further. How many
 * conversations the server gives at most is undocumented, so only a page below its default is the last.
 */
function cursorAfter(
  rows: Record<string, unknown>[],
  { cursor, since = 0 }: FeedRequest,
): string | undefined {
  const last = lastMessageAt(rows.at(-1) ?? {});
  if (rows.length < FIRST_SIZE || last < since) return undefined;
  const before = Number(cursor ?? Infinity);
  const next = last + 1 < before ? last + 1 : last;
  return next < before ? String(next) : undefined;
}

/** What a row is sorted by. */
function lastMessageAt(row: Record<string, unknown>): number {
  const sort: unknown = Array.isArray(row['sort']) ? row['sort'][0] : undefined;
  return toEpoch(sort ?? row['lastMessageDate']);
}
