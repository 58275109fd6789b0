import { asText, isRecord } from '../../../http/body.js';
import { Problem } from '../../../http/problem.js';
import type { Message } from '../../../objects/message.js';
import type { Feed, FeedEntry, FeedPage, FeedRequest } from '../../contract/feed.js';
import type { HighlevelClient } from '../client.js';
import { emailIdsOf, messageOfEmail, readEmail } from './emails.js';
import { highlevelTexts } from '../errors.js';
import { nextCursorIn, requestExport } from './export.js';
import { rawMessagesIn, toMessage } from './shape.js';
import { toEpoch } from '../times.js';

/** Every new e-mail costs a request, so that pages stay small. */
const SIZE = 20;
const SAMPLE_SIZE = 3;
/** E-mails read in a poll, of the 100 requests in ten seconds that a location has for all its Zaps. */
export const MOST_EMAILS = 60;
const WAIT_SECONDS = 10;
/** Polls hand over an e-mail for an hour, and longer only while they catch up after a burst. */
const KEPT_SECONDS = 24 * 60 * 60;

type Raw = Record<string, unknown>;
/** Reads an e-mail, or remembers it. @throws Problem when the poll has read enough */
type EmailReader = (id: string) => Promise<Raw>;

/**
 * New e-mails. A message of the type e-mail is a thread that grows, so that threads come by their last
 * change, and each e-mail of them since then is an event. A poll reads 60 e-mails at most: where there are
 * more, it gives the pages it read whole, and the next poll reads on, since those are remembered.
 * @param direction only these
 */
export function newestEmails(
  client: HighlevelClient,
  direction: 'inbound' | 'outbound' | undefined,
): Feed<Message> {
  const read = emailReader(client);
  const isWanted = (email: Raw): boolean =>
    direction === undefined || email['direction'] === direction;
  return { page: (request) => readPage(client, read, isWanted, request) };
}

async function readPage(
  client: HighlevelClient,
  read: EmailReader,
  isWanted: (email: Raw) => boolean,
  { cursor, since, isPopulating }: FeedRequest,
): Promise<FeedPage<Message>> {
  const data = await requestExport(client, {
    channel: 'Email',
    sortBy: 'updatedAt',
    limit: SIZE,
    cursor,
  });
  const threads = rawMessagesIn(client, data);
  const entries = await Promise.all(
    threads.map(async (thread, index): Promise<FeedEntry<Message>[]> => {
      const at = toEpoch(thread['dateUpdated']) || toEpoch(thread['dateAdded']);
      const isShown = since === undefined ? index < SAMPLE_SIZE : at >= since;
      const emails = isPopulating
        ? // Zapier only gets to know them: nobody sees what is in them.
          emailIdsOf(thread).map((id) => messageOfEmail(thread, { id }))
        : isShown
          ? (await newEmails(thread, read, since)).filter(isWanted)
          : [];
      const items = emails.map((email) => toMessage(client, email));
      // A thread without any tells how far the page reaches all the same.
      return items.length > 0
        ? items.map((item) => ({ key: item.id, at, item }))
        : [{ key: asText(thread['id']), at, item: undefined }];
    }),
  );
  return { entries: entries.flat(), next: nextCursorIn(data) };
}

/**
 * The e-mails of a thread since a moment, the newest first; for a sample its last. A thread also moves up
 * when one is opened, and then has none.
 */
async function newEmails(
  thread: Raw,
  read: EmailReader,
  since: number | undefined,
): Promise<Raw[]> {
  const emails: Raw[] = [];
  for (const id of emailIdsOf(thread)) {
    const email = await read(id);
    const at = toEpoch(email['dateAdded']);
    // Without a time only the last can be taken for new.
    const isNew = at === 0 ? emails.length === 0 : at >= (since ?? 0);
    if (!isNew) break;
    emails.push(messageOfEmail(thread, email));
    if (since === undefined) break;
  }
  return emails;
}

function emailReader(client: HighlevelClient): EmailReader {
  const { memory } = client;
  let left = MOST_EMAILS;
  return async (id) => {
    const key = `email:${id}`;
    const known = await memory.recall(key);
    if (isRecord(known)) return known;
    if (left === 0) {
      throw new Problem('throttled', highlevelTexts.manyEmails(MOST_EMAILS), {
        retryAfterSeconds: WAIT_SECONDS,
      });
    }
    left -= 1;
    const email = await readEmail(client, id);
    if (email) await memory.remember(key, KEPT_SECONDS, email);
    return email ?? { id };
  };
}
