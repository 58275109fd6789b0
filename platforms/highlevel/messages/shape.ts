import { isBlank } from '../../../http/blanks.js';
import { asText, isRecord } from '../../../http/body.js';
import type { Message } from '../../../objects/message.js';
import { recordIn, rowsIn } from '../../toolkit/answer.js';
import type { OutputField } from '../../contract/form.js';
import { withoutAbsent } from '../../toolkit/output.js';
import { outputsOf } from '../../toolkit/outputs.js';
import { appUrl } from '../app_url.js';
import type { HighlevelClient } from '../client.js';
import { channelOf, directionOf } from './terms.js';
import { withoutSecrets } from '../secrets.js';
import { toInstant } from '../times.js';

/** What the shape has under other names. */
const NOT_PASSED_ON = new Set([
  'id',
  'type',
  'messageType',
  'conversationId',
  'contactId',
  'userId',
  'body',
  'subject',
  'direction',
  'status',
  'attachments',
  'dateAdded',
  'dateUpdated',
  'traceId',
]);

/** Labels of what a message has beyond what all platforms tell. */
export const messageOutputs: readonly OutputField[] = outputsOf(
  {
    subject: 'string',
    updated_at: 'datetime',
    contentType: 'string',
    source: 'string',
    from: 'string',
    to: 'list',
    cc: 'list',
    bcc: 'list',
    threadId: 'string',
    messageId: 'string',
    altId: 'string',
    replyToMessageId: 'string',
    conversationProviderId: 'string',
    chatWidgetId: 'string',
    provider: 'string',
    meta: 'dict',
    locationId: 'string',
  },
  { meta: 'More About the Message', messageId: 'Email Thread Message ID' },
);

/** The messages of an export as they came, `{messages: […]}`. @throws Problem when it is no list */
export function rawMessagesIn(client: HighlevelClient, data: unknown): Record<string, unknown>[] {
  return rowsIn(client.wire, data, { at: ['messages'] });
}

/** True for what HighLevel itself notes between the messages, such as a booked appointment. */
export function isActivity({ messageType }: Record<string, unknown>): boolean {
  return asText(messageType).startsWith('TYPE_ACTIVITY_');
}

/** What a message of the type e-mail has in `meta.email`; empty for all others. */
export function emailMetaOf({ meta }: Record<string, unknown>): Record<string, unknown> {
  const email: unknown = isRecord(meta) ? meta['email'] : undefined;
  return isRecord(email) ? email : {};
}

/** A message in the shape of all platforms. @throws Problem when it has no id */
export function toMessage(client: HighlevelClient, data: unknown): Message {
  const raw = withoutSecrets(recordIn(client.wire, data));
  const id = asText(raw['id']);
  const conversationId = asText(raw['conversationId']);
  const message: Message = {
    id,
    conversation_id: conversationId,
    content: asText(raw['body']),
    subject: asText(raw['subject']) || asText(emailMetaOf(raw)['subject']),
    direction: directionOf(raw['direction'] ?? emailMetaOf(raw)['direction']),
    private: asText(raw['messageType']).startsWith('TYPE_INTERNAL_COMMENT'),
    channel: channelOf(raw['messageType']),
    status: asText(raw['status']),
    contact_id: asText(raw['contactId']),
    ...senderOf(raw),
    attachments: attachmentsOf(raw['attachments']),
    created_at: toInstant(raw['dateAdded']),
    updated_at: toInstant(raw['dateUpdated']),
    conversation_url:
      conversationId && appUrl(client, `conversations/conversations/${conversationId}`),
  };
  const others = Object.entries(raw).filter(
    ([name, value]) => !NOT_PASSED_ON.has(name) && !isBlank(value),
  );
  return withoutAbsent({ ...message, ...Object.fromEntries(others) });
}

/** What a workflow or a campaign sends has no user. */
function senderOf(raw: Record<string, unknown>): Pick<Message, 'sender_type' | 'sender_id'> {
  const userId = asText(raw['userId']);
  if (userId) return { sender_type: 'user', sender_id: userId };
  if (directionOf(raw['direction'] ?? emailMetaOf(raw)['direction']) !== 'incoming') return {};
  return { sender_type: 'contact', sender_id: asText(raw['contactId']) };
}

/** The API gives addresses alone. */
function attachmentsOf(value: unknown): Message['attachments'] {
  const urls = Array.isArray(value) ? value.map(asText).filter(Boolean) : [];
  return urls.length > 0 ? urls.map((url) => ({ url })) : undefined;
}
