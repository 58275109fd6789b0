import type { InputField } from '../../contract/form.js';
import { asText, isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { missAsNone } from '../../../http/problem.js';
import type { Message } from '../../../objects/message.js';
import { directionField } from '../../toolkit/fields/direction.js';
import type { MessagePage } from '../../contract/messages.js';
import {
  lookUp,
  omit,
  refuseOthers,
  toOptionalOption,
  toOptionalText,
} from '../../toolkit/values/index.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { emailIdsOf, messageOfEmail, readEmails } from './emails.js';
import { isActivity, rawMessagesIn, toMessage } from './shape.js';
import { directionIn, directionOf, MESSAGE_TYPES } from './terms.js';
import { toEpoch } from '../times.js';

const SIZE = 20;
/** How many pages are read for a page of hits: what only we can filter by may be rare. */
const MOST_PAGES = 5;
/** E-mails are read one by one for their texts: so many for a page of hits. */
const MOST_EMAILS = 40;
const FILTERS = ['channel', 'direction', 'text'];

type IsWanted = (message: Message) => boolean;

/** Filters of Find Message. */
export function findMessageFields(): InputField[] {
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
      helpText: `Only messages that hold this text in their subject or body, in upper or lower case. Each page looks through ${String(SIZE * MOST_PAGES)} messages, at most ${String(MOST_EMAILS)} emails among them.`,
    },
  ];
}

/**
 * Messages of a conversation, newest first, without what HighLevel itself notes between them. Reads on
 * until a page holds a hit: at most 5 requests for messages, and one for each of at most 40 e-mails.
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
  let token: string | null = cursor ?? null;
  let emailsLeft = MOST_EMAILS;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const page = await readPage(client, conversationId, channel, token);
    const rows = affordable(page.rows, emailsLeft);
    const isCut = rows.length < page.rows.length;
    const messages = await messagesOf(client, rows);
    emailsLeft -= rows.flatMap(({ emailIds }) => emailIds).length;
    token = isCut ? asText(rows.at(-1)?.raw['id']) || token : page.next;
    const results = messages.filter(isWanted);
    if (results.length > 0 || token === null || isCut) return { results, paging_token: token };
  }
  return { results: [], paging_token: token };
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

/** A message as it came, and the records of its e-mails that are to be read. */
interface Row {
  raw: Record<string, unknown>;
  emailIds: string[];
}

/** A page of a conversation as it came. */
interface Page {
  rows: Row[];
  /** The token of the page after; null on the last. */
  next: string | null;
}

/** As many rows as there are e-mails left for; of a thread longer than all of these, its newest. */
function affordable(rows: readonly Row[], emailsLeft: number): Row[] {
  let left = emailsLeft;
  const newest = rows.map(({ raw, emailIds }) => ({
    raw,
    emailIds: emailIds.slice(0, MOST_EMAILS),
  }));
  const end = newest.findIndex(({ emailIds }) => (left -= emailIds.length) < 0);
  return end < 0 ? newest : newest.slice(0, end);
}

/** The messages of the rows, the newest first: each e-mail of a thread is one. */
async function messagesOf(client: HighlevelClient, rows: readonly Row[]): Promise<Message[]> {
  const emails = await readEmails(
    client,
    rows.flatMap(({ emailIds }) => emailIds),
  );
  const messages = rows
    .filter(({ raw }) => !isActivity(raw))
    .flatMap(({ raw, emailIds }) => {
      const read = emailIds.map((id) => emails.get(id)).filter((email) => email !== undefined);
      const found = read.length > 0 ? read.map((email) => messageOfEmail(raw, email)) : [raw];
      return found.map((message) => toMessage(client, message));
    });
  return messages.toSorted((a, b) => toEpoch(b.created_at) - toEpoch(a.created_at));
}

async function readPage(
  client: HighlevelClient,
  conversationId: string,
  channel: string | undefined,
  cursor: string | null,
): Promise<Page> {
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
  if (data === undefined) return { rows: [], next: null };
  // Documented flat, `{messages: […], nextPage}`, and reported as `{messages: {messages: […], nextPage}}`.
  const page: unknown = isRecord(data) && isRecord(data['messages']) ? data['messages'] : data;
  const messages = rawMessagesIn(client, page);
  const { nextPage, lastMessageId } = isRecord(page) ? page : {};
  const next = asText(lastMessageId) || asText(messages.at(-1)?.['id']);
  const isLast = nextPage !== true || messages.length === 0 || next === cursor;
  const readsEmails = channel === undefined || channel === 'Email';
  return {
    rows: messages.map((raw) => ({ raw, emailIds: readsEmails ? emailIdsOf(raw) : [] })),
    next: isLast || !next ? null : next,
  };
}
