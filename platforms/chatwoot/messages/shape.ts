import { asText, isRecord } from '../../../http/body.js';
import type { Message } from '../../../objects/message.js';
import { recordIn } from '../../toolkit/answer.js';
import type { OutputField } from '../../contract/form.js';
import { withoutAbsent } from '../../toolkit/output.js';
import { outputsOf } from '../../toolkit/outputs.js';
import type { AccountClient } from '../client.js';
import { channelOf, conversationUrl } from '../conversations/shape.js';
import { text, time } from '../read.js';
import { lookUp } from '../../toolkit/values/index.js';

/** The API counts the types of messages, webhooks spell them out. */
const DIRECTIONS: Record<string, Message['direction']> = {
  0: 'incoming',
  1: 'outgoing',
  3: 'outgoing',
  incoming: 'incoming',
  outgoing: 'outgoing',
  template: 'outgoing',
};

/**
 * Which way a message went; undefined for what Chatwoot itself notes in a conversation, such as
 * "Jane resolved the conversation".
 */
export function directionOf(raw: Record<string, unknown>): Message['direction'] {
  return lookUp(DIRECTIONS, asText(raw['message_type']));
}

/** Labels of what a message has beyond what all platforms tell. */
export const messageOutputs: readonly OutputField[] = outputsOf(
  {
    inbox_id: 'string',
    sender_name: 'string',
    sender_email: 'string',
    'attachments[]type': 'string',
    content_type: 'string',
    content_attributes: 'dict',
    source_id: 'string',
  },
  { 'attachments[]type': 'Attachment Type', source_id: 'ID in the Channel' },
);

/** A message as the API or a webhook tells it; the latter brings its whole conversation. */
export function messageIn(client: AccountClient, data: unknown): Message {
  const raw = recordIn(client.wire, data);
  const id = asText(raw['id']);
  const conversation = isRecord(raw['conversation']) ? raw['conversation'] : {};
  const conversationId = asText(raw['conversation_id']) || asText(conversation['id']);
  const inbox = isRecord(raw['inbox']) ? raw['inbox'] : {};
  const sender = isRecord(raw['sender']) ? raw['sender'] : {};
  const direction = directionOf(raw);
  const senderType = text(sender['type']) ?? (direction === 'incoming' ? 'contact' : undefined);
  const message: Message = {
    id,
    conversation_id: conversationId,
    content: text(raw['content']),
    direction,
    private: raw['private'] === true,
    channel: channelOf(conversation),
    status: text(raw['status']),
    inbox_id: asText(raw['inbox_id']) || asText(inbox['id']),
    contact_id: direction === 'incoming' ? asText(sender['id']) : contactOf(conversation),
    sender_type: senderType,
    sender_id: asText(sender['id']),
    sender_name: text(sender['name']),
    // An agent's stands in webhooks alone: samples and records that are read couldn't have it.
    sender_email: senderType === 'contact' ? text(sender['email']) : undefined,
    attachments: attachmentsOf(raw['attachments']),
    created_at: time(raw['created_at']),
    conversation_url: conversationId && conversationUrl(client, conversationId),
    content_type: text(raw['content_type']),
    content_attributes: isRecord(raw['content_attributes']) ? raw['content_attributes'] : undefined,
    source_id: text(raw['source_id']),
  };
  return withoutAbsent(message);
}

function contactOf(conversation: Record<string, unknown>): string | undefined {
  const meta = isRecord(conversation['meta']) ? conversation['meta'] : {};
  return isRecord(meta['sender']) ? asText(meta['sender']['id']) : undefined;
}

function attachmentsOf(value: unknown): Message['attachments'] {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value
    .filter(isRecord)
    .map((file) => withoutAbsent({ url: asText(file['data_url']), type: text(file['file_type']) }));
}
