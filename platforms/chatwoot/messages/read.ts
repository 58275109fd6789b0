import { path } from '../../../http/path.js';
import { rowsIn } from '../../toolkit/answer.js';
import { accountRequest, type ChatwootClient } from '../client.js';
import { lastMessageIn, rawConversationsIn } from '../conversations/shape.js';

/** How many messages a page before another has. */
export const PAGE_SIZE = 20;

/** Where a page of messages begins: before a message (20, the latest) or after it (100, the oldest). */
export type MessagePosition = { before: number } | { after: number } | Record<string, never>;

/** A page of a conversation's messages as the API sends them, oldest first. */
export async function readMessages(
  client: ChatwootClient,
  conversationId: string,
  position: MessagePosition = {},
): Promise<Record<string, unknown>[]> {
  const data = await accountRequest(client, {
    method: 'GET',
    path: path`/conversations/${conversationId}/messages`,
    query: position,
    subject: `conversation ${conversationId}`,
  });
  return rowsIn(client.wire, data, { at: ['payload'] });
}

/**
 * The last messages of the conversations that were active last, in one request, newest first; each with
 * its conversation, as webhooks have it.
 */
export async function readLastMessages(client: ChatwootClient): Promise<Record<string, unknown>[]> {
  const data = await accountRequest(client, {
    method: 'GET',
    path: '/conversations',
    query: { status: 'all', sort_by: 'last_activity_at_desc', page: 1 },
  });
  return rawConversationsIn(client, data).flatMap((conversation) => {
    const last = lastMessageIn(conversation);
    return last ? [{ ...last, conversation }] : [];
  });
}
