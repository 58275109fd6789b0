import { asText } from '../../../http/body.js';
import type { Message } from '../../../objects/message.js';
import type { Feed, FeedEntry, FeedPage, FeedRequest } from '../../contract/feed.js';
import { like, type Keeping } from '../../toolkit/cache.js';
import type { HighlevelClient } from '../client.js';
import { emailIdsOf, messageOfEmail, readEmail } from './emails.js';
import { nextCursorIn, requestExport } from './export.js';
import { rawMessagesIn, toMessage } from './shape.js';
import { toEpoch } from '../times.js';

/** Most polls find nothing new: their one page is small. */
const FIRST_SIZE = 20;
const SIZE = 100;
/** So many threads are read at the same time. */
const ABREAST = 20;
const SAMPLE_SIZE = 3;
/** E-mails read in a poll, of the 100 requests in ten seconds that a location has for all its Zaps. */
export const MOST_EMAILS = 60;
/** Polls hand over an e-mail for an hour, and longer only while they catch up after a burst. */
const EMAIL: Keeping<Raw> = { version: 1, seconds: 24 * 60 * 60, shape: like<Raw>({}) };

/** So many unread e-mails of a thread are passed over to find known ones below: each costs a look. */
const MOST_SKIPPED = 10;

type Raw = Record<string, unknown>;

/** What is new of a thread. */
interface ThreadNews {
  thread: Raw;
  /** When it last changed. */
  at: number;
  /** Newest first. */
  emails: Raw[];
  /** Whether some are left for the next poll to read. */
  isPartial: boolean;
}

/** Reads an e-mail, or remembers it. @returns undefined when the poll has read enough */
type EmailReader = (id: string) => Promise<Raw | undefined>;

/**
 * New e-mails. A message of the type e-mail is a thread that grows, so that threads come by their last
 * change, and each e-mail of them since then is an event. A poll reads 60 e-mails at most, and gives all
 * that are known by then: where there are more, its pages are partial, and the next poll reads on.
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
    limit: cursor === undefined ? FIRST_SIZE : SIZE,
    cursor,
  });
  const threads = rawMessagesIn(client, data);
  const news: ThreadNews[] = [];
  for (let from = 0; from < threads.length; from += ABREAST) {
    const some = threads.slice(from, from + ABREAST).map(async (thread, index) => {
      if (isPopulating) return unreadNews(thread);
      const isSample = since === undefined && from + index < SAMPLE_SIZE;
      return readNews(thread, read, isSample ? 0 : (since ?? Infinity), isSample ? 1 : Infinity);
    });
    news.push(...(await Promise.all(some)));
  }
  const entries = news.flatMap(({ thread, at, emails }): FeedEntry<Message>[] => {
    const wanted = isPopulating ? emails : emails.filter(isWanted);
    const items = wanted.map((email) => toMessage(client, email));
    // A thread without any tells how far the page reaches all the same.
    return items.length > 0
      ? items.map((item) => ({ key: item.id, at, item }))
      : [{ key: asText(thread['id']), at, item: undefined }];
  });
  return { entries, next: nextCursorIn(data), isPartial: news.some(({ isPartial }) => isPartial) };
}

function changedAt(thread: Raw): number {
  return toEpoch(thread['dateUpdated']) || toEpoch(thread['dateAdded']);
}

/** All e-mails of a thread by their ids alone: Zapier only gets to know them, and nobody sees what is in them. */
function unreadNews(thread: Raw): ThreadNews {
  const emails = emailIdsOf(thread).map((id) => messageOfEmail(thread, { id }));
  return { thread, at: changedAt(thread), emails, isPartial: false };
}

/**
 * The e-mails of a thread since a moment, the newest first. A thread also moves up when one is opened, and
 * then has none.
 * @param most so many at most
 */
async function readNews(
  thread: Raw,
  read: EmailReader,
  since: number,
  most: number,
): Promise<ThreadNews> {
  const at = changedAt(thread);
  const emails: Raw[] = [];
  let skipped = 0;
  for (const [index, id] of at >= since ? emailIdsOf(thread).entries() : []) {
    const email = await read(id);
    if (email) {
      const addedAt = toEpoch(email['dateAdded']);
      // Without a time only the last can be taken for new.
      const isNew = addedAt === 0 ? index === 0 : addedAt >= since;
      if (isNew) emails.push(messageOfEmail(thread, email));
      if (!isNew || emails.length >= most) break;
    } else {
      skipped += 1;
      if (skipped > MOST_SKIPPED) break;
    }
  }
  return { thread, at, emails, isPartial: skipped > 0 };
}

function emailReader(client: HighlevelClient): EmailReader {
  const { memory } = client;
  let left = MOST_EMAILS;
  return async (id) => {
    const name = `email:${id}`;
    const known = await memory.recall(name, EMAIL);
    if (known) return known;
    if (left === 0) return undefined;
    left -= 1;
    const email = await readEmail(client, id);
    if (email) await memory.remember(name, EMAIL, email);
    return email ?? { id };
  };
}
