import { isBlank } from '../../../http/blanks.js';
import { asText, isRecord } from '../../../http/body.js';
import type { Contact } from '../../../objects/contact.js';
import type { Conversation } from '../../../objects/conversation.js';
import { recordIn, rowsIn } from '../../toolkit/answer.js';
import type { OutputField } from '../../contract/form.js';
import { splitName, withoutAbsent } from '../../toolkit/output.js';
import { outputsOf } from '../../toolkit/outputs.js';
import { appUrl } from '../app_url.js';
import type { HighlevelClient } from '../client.js';
import { isActivity } from '../messages/shape.js';
import { channelOf } from '../messages/terms.js';
import { withoutSecrets } from '../secrets.js';
import { toInstant } from '../times.js';
import { lookUp } from '../../toolkit/values/index.js';

/** Reading one conversation gives a number for its type, search a name. */
const TYPES: Record<string, string> = {
  1: 'TYPE_PHONE',
  2: 'TYPE_EMAIL',
  3: 'TYPE_FB_MESSENGER',
  4: 'TYPE_REVIEW',
  5: 'TYPE_GROUP_SMS',
  6: 'TYPE_INTERNAL',
};

/** What the shape has under other names, and what says nothing of the conversation. */
const NOT_PASSED_ON = new Set([
  'id',
  'type',
  'contactId',
  'fullName',
  'contactName',
  'email',
  'phone',
  'assignedTo',
  'starred',
  'unreadCount',
  'lastMessageBody',
  'lastMessageDate',
  'dateAdded',
  'dateUpdated',
  'sort',
  'traceId',
]);

/** Labels of what a conversation has beyond what all platforms tell. */
export const conversationOutputs: readonly OutputField[] = outputsOf({
  starred: 'boolean',
  lastMessageType: 'string',
  lastMessageDirection: 'string',
  lastOutboundMessageAction: 'string',
  lastManualMessageDate: 'integer',
  tags: 'list',
  followers: 'list',
  profilePhoto: 'string',
  inbox: 'boolean',
  deleted: 'boolean',
  locationId: 'string',
});

/**
 * The conversation of an answer: bare when one is read, `{conversation}` after a write.
 * @throws Problem when the answer holds none
 */
export function conversationIn(client: HighlevelClient, data: unknown): Conversation {
  const raw = isRecord(data) && isRecord(data['conversation']) ? data['conversation'] : data;
  return toConversation(client, raw);
}

/** The conversations of a search as they came, `{conversations: […]}`. @throws Problem when it is no list */
export function rawConversationsIn(
  client: HighlevelClient,
  data: unknown,
): Record<string, unknown>[] {
  return rowsIn(client.wire, data, { at: ['conversations'] });
}

/** A conversation in the shape of all platforms. @throws Problem when it has no id */
export function toConversation(client: HighlevelClient, data: unknown): Conversation {
  const raw = withoutSecrets(recordIn(client.wire, data));
  const id = asText(raw['id']);
  const { type, starred, unreadCount: unread } = raw;
  const conversation: Conversation = {
    id,
    channel: channelOf(lookUp(TYPES, asText(type)) ?? type),
    assignee_id: asText(raw['assignedTo']),
    starred: typeof starred === 'boolean' ? starred : undefined,
    unread_count: typeof unread === 'number' ? unread : undefined,
    contact: contactOf(client, raw),
    // What HighLevel itself notes counts as a message too, and nothing tells what was said before it.
    last_message: isActivity({ messageType: raw['lastMessageType'] })
      ? undefined
      : asText(raw['lastMessageBody']),
    created_at: toInstant(raw['dateAdded']),
    updated_at: toInstant(raw['dateUpdated']),
    last_activity_at: toInstant(raw['lastMessageDate']),
    url: appUrl(client, `conversations/conversations/${id}`),
  };
  const others = Object.entries(raw).filter(
    ([name, value]) => !NOT_PASSED_ON.has(name) && !isBlank(value),
  );
  return withoutAbsent({ ...conversation, ...Object.fromEntries(others) });
}

function contactOf(client: HighlevelClient, raw: Record<string, unknown>): Contact | undefined {
  const id = asText(raw['contactId']);
  if (!id) return undefined;
  const name = asText(raw['fullName']) || asText(raw['contactName']);
  return withoutAbsent({
    id,
    name,
    ...splitName(name),
    email: asText(raw['email']),
    phone: asText(raw['phone']),
    url: appUrl(client, `contacts/detail/${id}`),
  });
}
