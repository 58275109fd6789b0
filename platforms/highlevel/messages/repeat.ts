import type { Message } from '../../../objects/message.js';
import { isSince, type Mark } from '../../toolkit/writes/add_once.js';
import { repeatProblems } from '../../toolkit/problems.js';
import { lookUp } from '../../toolkit/values/index.js';
import { isSameText } from '../../toolkit/values/same_text.js';
import type { HighlevelClient } from '../client.js';
import { conversationOf } from '../conversations/find.js';
import { channelLabel, type MessageBody } from './fields.js';
import { findMessages } from './find.js';
import { MESSAGE_TYPES } from './terms.js';

/** How long a new conversation may be missing in HighLevel's searches. */
const SEARCH_LAG_MS = 60_000;
/** What HighLevel fills in itself. */
const PLACEHOLDER = /\{\{[^{}]{0,200}\}\}/;

/**
 * The message that an earlier run sent. Two requests, and one for each e-mail.
 * @returns undefined where nothing was sent to the contact over the channel since
 * @throws Problem (halted) where something was and may be it, or where it may not be listed
 */
export async function findSent(
  client: HighlevelClient,
  body: MessageBody,
  earlier: Mark,
): Promise<Message | undefined> {
  const unclear = repeatProblems.mayBeThere(client.wire.platform);
  const conversation = await conversationOf(client, body.contactId);
  if (!conversation) {
    if (Date.now() - earlier.at < SEARCH_LAG_MS) throw unclear;
    return undefined;
  }
  const label = channelLabel(body.type);
  const { results, paging_token: next } = await findMessages(
    client,
    conversation.id,
    {
      direction: 'outgoing',
      // The list can't be limited to all of them.
      ...(lookUp(MESSAGE_TYPES, label) !== undefined && { channel: label }),
    },
    undefined,
  );
  const latest = results.filter(({ created_at: time }) => isSince(time, earlier));
  const alike = latest.filter(({ channel }) => channel === label);
  const sent = alike.find((message) => isSameMessage(message, body));
  if (sent) return sent;
  const isCut = next !== null && latest.length === results.length;
  // An answer stands in its thread, which may be old; what is to be sent later isn't said to be listed.
  const isElsewhere = 'replyMessageId' in body || 'scheduledTimestamp' in body;
  if (alike.length > 0 || isCut || isElsewhere) throw unclear;
  return undefined;
}

/** Whether a stored message is what a body makes; of a template nobody knows the text. */
function isSameMessage(stored: Message, body: MessageBody): boolean {
  const { message, html, subject = '', attachments = [] } = body;
  return (
    !('templateId' in body) &&
    (stored.attachments ?? []).length === attachments.length &&
    isSameText(subject, stored.subject ?? '', PLACEHOLDER) &&
    isSameText(html ?? message ?? '', stored.content ?? '', PLACEHOLDER)
  );
}
