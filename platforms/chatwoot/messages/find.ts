import { asText } from '../../../http/body.js';
import { missAsNone } from '../../../http/problem.js';
import type { MessagePage } from '../../contract/messages.js';
import { omit, refuseOthers, toOptionalText } from '../../toolkit/values/index.js';
import { openAccount, type ChatwootClient } from '../client.js';
import { messageFilter } from './filter.js';
import { messageIn } from './shape.js';
import { PAGE_SIZE, readMessages, type MessagePosition } from './read.js';

/** Pages read for one answer while nothing on them passes the filter. */
const MOST_PAGES = 5;

/**
 * A page of a conversation's messages, newest first; Chatwoot's own notes ("Jane resolved the
 * conversation") left out. The filter is ours: the API has none.
 * @returns no messages for a conversation that doesn't exist
 * @throws Problem for a filter that isn't one of its choices
 */
export async function findMessages(
  client: ChatwootClient,
  conversationId: string,
  filter: Record<string, unknown>,
  cursor: string | undefined,
): Promise<MessagePage> {
  const isWanted = wanted(filter);
  const own = await openAccount(client);
  let before = cursor;
  for (let page = 1; ; page += 1) {
    const rows = await readPage(own, conversationId, before);
    const oldest = asText(rows[0]?.['id']);
    // The same one again comes from a server that ignores where to go on.
    const next = rows.length < PAGE_SIZE || oldest === before ? null : oldest;
    const found = rows.filter(isWanted).toReversed();
    if (found.length > 0 || next === null || page === MOST_PAGES) {
      return { results: found.map((row) => messageIn(own, row)), paging_token: next };
    }
    before = next;
  }
}

async function readPage(
  client: ChatwootClient,
  conversationId: string,
  before: string | undefined,
): Promise<Record<string, unknown>[]> {
  const position: MessagePosition = before === undefined ? {} : { before: Number(before) };
  return (await missAsNone(readMessages(client, conversationId, position))) ?? [];
}

function wanted(filter: Record<string, unknown>): (row: Record<string, unknown>) => boolean {
  refuseOthers(omit(filter, ['direction', 'private_notes', 'text']));
  const passes = messageFilter(filter, 'include');
  const text = toOptionalText(filter['text'])?.toLowerCase();
  return (row) =>
    passes(row) && (text === undefined || asText(row['content']).toLowerCase().includes(text));
}
