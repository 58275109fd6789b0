import { asText, isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { missAsNone, statusOf } from '../../../http/problem.js';
import { recordIn } from '../../toolkit/answer.js';
import { omit } from '../../toolkit/values/index.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { lacksScope } from '../errors.js';
import { highlevelProblems } from '../problems.js';
import { emailMetaOf } from './shape.js';

/** So many are asked for at the same time; 100 requests in ten seconds are all there are. */
const ABREAST = 10;
const NOT_A_MESSAGE: readonly (number | undefined)[] = [400, 404, 422];

/**
 * The e-mails of a message, the newest first, by the ids of their records: a message of the type e-mail is a
 * thread, and answers to it make no new one. Empty for other messages.
 */
export function emailIdsOf(raw: Record<string, unknown>): string[] {
  const ids = emailMetaOf(raw)['messageIds'];
  return Array.isArray(ids) ? ids.map(asText).filter(Boolean).reverse() : [];
}

/** Reads the record of one e-mail, which alone has its text. @returns undefined for an unknown id */
export async function readEmail(
  client: HighlevelClient,
  id: string,
): Promise<Record<string, unknown> | undefined> {
  return missAsNone(
    highlevelRequest(
      client,
      {
        method: 'GET',
        path: path`/conversations/messages/email/${id}`,
        subject: `email ${id}`,
        scope: 'conversations/message.readonly',
      },
      (data) => {
        // Documented bare, seen as `{emailMessage: {…}}`.
        const email: unknown =
          isRecord(data) && isRecord(data['emailMessage']) ? data['emailMessage'] : data;
        return recordIn(client.wire, email);
      },
    ),
  );
}

/**
 * The id of the e-mail that an answer belongs to: HighLevel takes that of a record, not that of a message,
 * whose last e-mail is meant then. One request.
 * @param id either; HighLevel tells of one that is neither when the answer is sent
 * @throws Problem when it is the id of a message that is no e-mail
 */
export async function answeredEmailId(client: HighlevelClient, id: string): Promise<string> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: path`/conversations/messages/${id}`,
    subject: `message ${id}`,
    scope: 'conversations/message.readonly',
  }).catch((failure: unknown) => {
    // No message's id, however HighLevel says so; or the token may only send.
    if (NOT_A_MESSAGE.includes(statusOf(failure)) || lacksScope(failure)) return undefined;
    throw failure;
  });
  // Documented bare, seen as `{message: {…}}`.
  const message: unknown = isRecord(data) && 'message' in data ? data['message'] : data;
  if (!isRecord(message) || !asText(message['id'])) return id;
  const [last] = emailIdsOf(message);
  if (last === undefined) throw highlevelProblems.notAnEmail(id);
  return last;
}

/** Reads the records of several e-mails by their ids; unknown ones are left out. */
export async function readEmails(
  client: HighlevelClient,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  const emails = new Map<string, Record<string, unknown>>();
  for (let from = 0; from < ids.length; from += ABREAST) {
    await Promise.all(
      ids.slice(from, from + ABREAST).map(async (id) => {
        const email = await readEmail(client, id);
        if (email) emails.set(id, email);
      }),
    );
  }
  return emails;
}

/**
 * An e-mail of a thread as a message. Text, direction, status and time of the thread itself are those of
 * whichever e-mail, so that only the record's count.
 * @param email its record, or what is known of it
 */
export function messageOfEmail(
  thread: Record<string, unknown>,
  email: Record<string, unknown>,
): Record<string, unknown> {
  const shared = omit(thread, [
    'body',
    'direction',
    'status',
    'attachments',
    'dateUpdated',
    'userId',
  ]);
  const { userId } = thread;
  // Whoever began the thread wrote none of the contact's answers.
  const isOurs = email['direction'] === 'outbound';
  return { ...shared, ...(isOurs && { userId }), ...email, messageId: thread['id'] };
}
