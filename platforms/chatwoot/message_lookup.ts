import { asText } from '../../http/body.js';
import { isMissing } from '../../http/problem.js';
import { directionChoices } from '../../objects/message.js';
import type { MessagePage } from '../platform.js';
import { inputProblems } from '../problems.js';
import { omit, toOption, toOptionalText } from '../values.js';
import { accountId, type ChatwootClient } from './client.js';
import { NOTES } from './event_fields.js';
import { directionOf, toMessage } from './message_shape.js';
import { readMessages } from './messages.js';

const PAGE_SIZE = 20;
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
  const account = await accountId(client);
  let before = cursor;
  for (let page = 1; ; page += 1) {
    const rows = await readPage(client, conversationId, before);
    const next = rows.length < PAGE_SIZE ? null : asText(rows[0]?.['id']);
    const found = rows.filter(isWanted).toReversed();
    if (found.length > 0 || next === null || page === MOST_PAGES) {
      return { results: found.map((row) => toMessage(client, row, account)), paging_token: next };
    }
    before = next;
  }
}

async function readPage(
  client: ChatwootClient,
  conversationId: string,
  before: string | undefined,
): Promise<Record<string, unknown>[]> {
  try {
    return await readMessages(
      client,
      conversationId,
      before === undefined ? {} : { before: Number(before) },
    );
  } catch (failure) {
    if (isMissing(failure)) return [];
    throw failure;
  }
}

function wanted(filter: Record<string, unknown>): (row: Record<string, unknown>) => boolean {
  const [unknown] = Object.keys(omit(filter, ['direction', 'private_notes', 'text']));
  if (unknown !== undefined) throw inputProblems.unknownField(unknown);
  const { direction, private_notes: notes } = filter;
  const way =
    direction === undefined
      ? undefined
      : toOption('Direction', direction, Object.keys(directionChoices));
  const kept =
    notes === undefined ? 'include' : toOption('Private Notes', notes, Object.keys(NOTES));
  const text = toOptionalText(filter['text'])?.toLowerCase();
  return (row) =>
    directionOf(row) !== undefined &&
    (way === undefined || directionOf(row) === way) &&
    (kept === 'include' || (kept === 'only') === (row['private'] === true)) &&
    (text === undefined || asText(row['content']).toLowerCase().includes(text));
}
