import { asText, isRecord } from '../../../http/body.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';

/** Messages of the whole location, the newest first: answers `{messages, nextCursor}`. */
export async function requestExport(
  client: HighlevelClient,
  query: Record<string, unknown>,
): Promise<unknown> {
  return highlevelRequest(client, {
    method: 'GET',
    path: '/conversations/messages/export',
    query: { locationId: client.locationId, sortOrder: 'desc', ...query },
    scope: 'conversations/message.readonly',
  });
}

/** Where an export goes on. An empty page is the last, whatever its cursor says. */
export function nextCursorIn(data: unknown): string | undefined {
  if (!isRecord(data)) return undefined;
  const { messages, nextCursor } = data;
  const isEmpty = !Array.isArray(messages) || messages.length === 0;
  return isEmpty ? undefined : asText(nextCursor) || undefined;
}
