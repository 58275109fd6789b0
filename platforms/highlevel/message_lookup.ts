import type { PlainInputField } from 'zapier-platform-core';
import { asText, isRecord } from '../../http/body.js';
import { path } from '../../http/path.js';
import { missAsNone } from '../../http/problem.js';
import type { Message } from '../../objects/message.js';
import { directionField } from '../direction_field.js';
import type { MessagePage } from '../messages.js';
import { lookUp, omit, refuseOthers, toOptionalOption, toOptionalText } from '../values.js';
import { highlevelRequest, type HighlevelClient } from './client.js';
import { isActivity, rawMessagesIn, toMessage } from './message_shape.js';
import { directionIn, directionOf, MESSAGE_TYPES } from './message_terms.js';

const SIZE = 20;
/** How many pages are read for a page of hits: what only we can filter by may be rare. */
const MOST_PAGES = 5;
const FILTERS = ['channel', 'direction', 'text'];

type IsWanted = (message: Message) => boolean;

/** Filters of Find Message. */
export function messageFindFields(): PlainInputField[] {
  return [
    {
      key: 'channel',
      label: 'Channel',
      type: 'string',
      required: false,
      choices: Object.keys(MESSAGE_TYPES),
      helpText: 'Blank means all.',
    },
    directionField(),
    {
      key: 'text',
      label: 'Text',
      type: 'string',
      required: false,
      helpText: `Only messages that hold this text in their subject or body, in any case. It is looked for in ${String(SIZE * MOST_PAGES)} messages at a time.`,
    },
  ];
}

/**
 * Messages of a conversation, newest first, without what HighLevel itself notes between them. Reads on
 * until a page holds a hit.
 * @param cursor the token of the page before: the id of its last message
 * @returns no results for an unknown conversation
 * @throws Problem for a filter that isn't one of its choices
 */
export async function findMessages(
  client: HighlevelClient,
  conversationId: string,
  filter: Record<string, unknown>,
  cursor: string | undefined,
): Promise<MessagePage> {
  refuseOthers(omit(filter, FILTERS));
  const channel = toOptionalOption('Channel', filter['channel'], Object.keys(MESSAGE_TYPES));
  const isWanted = wanted(filter, channel);
  let page: MessagePage = { results: [], paging_token: cursor ?? null };
  for (let count = 0; count < MOST_PAGES; count += 1) {
    page = await readPage(client, conversationId, channel, page.paging_token);
    const results = page.results.filter(isWanted);
    if (results.length > 0 || page.paging_token === null) return { ...page, results };
  }
  return { ...page, results: [] };
}

function wanted(filter: Record<string, unknown>, channel: string | undefined): IsWanted {
  const direction = directionOf(directionIn(filter));
  const text = toOptionalText(filter['text'])?.toLowerCase();
  return (message) =>
    (channel === undefined || message.channel === channel) &&
    (direction === undefined || message.direction === direction) &&
    (text === undefined ||
      `${message.subject ?? ''}\n${message.content ?? ''}`.toLowerCase().includes(text));
}

async function readPage(
  client: HighlevelClient,
  conversationId: string,
  channel: string | undefined,
  cursor: string | null,
): Promise<MessagePage> {
  const data = await missAsNone(
    highlevelRequest(client, {
      method: 'GET',
      path: path`/conversations/${conversationId}/messages`,
      query: {
        limit: SIZE,
        type: channel && lookUp(MESSAGE_TYPES, channel),
        lastMessageId: cursor,
      },
      subject: `conversation ${conversationId}`,
      scope: 'conversations/message.readonly',
    }),
  );
  if (data === undefined) return { results: [], paging_token: null };
  // Documented flat, `{messages: […], nextPage}`, and reported as `{messages: {messages: […], nextPage}}`.
  const page: unknown = isRecord(data) && isRecord(data['messages']) ? data['messages'] : data;
  const messages = rawMessagesIn(client, page);
  const { nextPage, lastMessageId } = isRecord(page) ? page : {};
  const next = asText(lastMessageId) || asText(messages.at(-1)?.['id']);
  const isLast = nextPage !== true || messages.length === 0 || next === cursor;
  return {
    results: messages.filter((raw) => !isActivity(raw)).map((raw) => toMessage(client, raw)),
    paging_token: isLast || !next ? null : next,
  };
}
