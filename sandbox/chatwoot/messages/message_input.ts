import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';
import type { Author } from '../conversations/conversation_changes.js';
import type { NewMessage } from '../conversations/conversation_records.js';
import { senderOf } from './message_records.js';
import { isUpload, type Upload } from '../rails/multipart.js';
import {
  asText,
  isBlank,
  isObject,
  permitScalars,
  toBoolean,
  toInteger,
  toText,
  type Json,
  type JsonObject,
} from '../rails/params.js';
import { messageTypes, type Conversation, type Message, type Store } from '../store.js';

/** An error in a message that isn't one of validation; POST messages answers 422 with its text. */
export class MessageError extends Error {}

const contentTypes =
  'text input_text input_textarea input_email input_select cards form article incoming_email ' +
  'input_csat integrations sticker voice_call';
const emailFormat = /^[^\s@]+@[^\s@]+$/;

/**
 * Reads the values of a message from the parameters of a request.
 * @throws MessageError for an incoming message outside API inboxes, an unknown type, a bad address
 */
export function readMessage(
  store: Store,
  conversation: Conversation,
  params: JsonObject,
  author: Author,
): NewMessage {
  const inbox = store.inboxes.find((row) => row.id === conversation.inbox_id);
  const sent = permitScalars(params, ['content', 'private', 'content_type', 'source_id']);
  const messageType = readMessageType(params);
  if (messageType === 0 && inbox?.channel_type !== 'Channel::Api') {
    throw new MessageError('Incoming messages are only allowed in Api inboxes');
  }
  const contentType = toText(sent.content_type ?? null) ?? 'text';
  if (!contentTypes.split(' ').includes(contentType)) {
    throw new MessageError(`'${contentType}' is not a valid content_type`);
  }
  const content = toText(sent.content ?? null);
  const isPrivate = toBoolean(sent.private ?? false) ?? false;
  const isMail = inbox?.channel_type === 'Channel::Email';
  return {
    content,
    message_type: messageType,
    content_type: contentType,
    private: isPrivate,
    source_id: toText(sent.source_id ?? null),
    sender: messageType === 1 ? outgoingSender(store, params, author) : contactOf(conversation),
    content_attributes: {
      ...readContentAttributes(params['content_attributes']),
      ...(!isBlank(params['external_created_at']) && {
        external_created_at: params['external_created_at'] ?? null,
      }),
      ...(isMail && mailAttributes(params, isPrivate ? null : content)),
    },
    additional_attributes: readAdditionalAttributes(params),
    attachments: [params['attachments'] ?? []].flat().map((value) => attachment(store, value)),
  };
}

function readMessageType(params: JsonObject): Message['message_type'] {
  const name = asText(params['message_type'] ?? 'outgoing');
  const index = messageTypes.findIndex((type) => type === name);
  if (index < 0) throw new MessageError(`'${name}' is not a valid message_type`);
  return index as Message['message_type'];
}

function contactOf(conversation: Conversation): Message['sender'] {
  return { type: 'Contact', id: conversation.contact_id };
}

function outgoingSender(store: Store, params: JsonObject, author: Author): Message['sender'] {
  const id = toInteger(params['sender_id']);
  const asked = params['sender_type'] === 'AgentBot';
  return senderOf((asked ? store.agentBots.find((bot) => bot.id === id) : undefined) ?? author);
}

/** An object, or JSON text as multipart forms send it; anything else counts as nothing. */
function readContentAttributes(value: Json | undefined): JsonObject {
  if (typeof value !== 'string') return isObject(value) ? value : {};
  try {
    const parsed = JSON.parse(value) as Json;
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function readAdditionalAttributes(params: JsonObject): JsonObject {
  const { template_params: template, campaign_id: campaign } = params;
  if (template !== undefined && !isBlank(template)) return { template_params: template };
  return campaign !== undefined && !isBlank(campaign) ? { campaign_id: campaign } : {};
}

function mailAttributes(params: JsonObject, content: string | null): JsonObject {
  const read = (name: string): string[] =>
    asText(params[name]).replaceAll(/\s+/g, '').split(',').filter(Boolean);
  const lists = {
    cc_emails: read('cc_emails'),
    bcc_emails: read('bcc_emails'),
    to_emails: read('to_emails'),
  };
  const addresses = Object.values(lists).flat();
  if (!addresses.every((address) => emailFormat.test(address))) {
    throw new MessageError('Invalid email address');
  }
  if (content === null || isBlank(content)) return lists;
  const html = isBlank(params['email_html_content'])
    ? `<p>${content}</p>`
    : asText(params['email_html_content']);
  return {
    ...lists,
    email: {
      html_content: { full: html, reply: html },
      text_content: { full: content, reply: content },
    },
  };
}

/** The stored form of an uploaded file. */
export function attachment(store: Store, value: Json): JsonObject {
  // Texts would be signed ids of files uploaded beforehand, which the sandbox doesn't offer.
  if (!isUpload(value)) throw new MessageError('mismatched digest');
  const files = store.messages.flatMap((row) => row.attachments);
  const url = `https://chat.example.com/rails/active_storage/blobs/redirect/${randomUUID()}/${encodeURIComponent(value.filename)}`;
  const type = fileType(value);
  return {
    id: store.nextId(
      'attachments',
      files.map((file) => ({ id: toInteger(file['id']) })),
    ),
    file_type: type,
    extension: extname(value.filename).slice(1) || null,
    content_type: value.content_type,
    data_url: url,
    thumb_url: type === 'image' ? url.replace('/blobs/', '/representations/') : '',
    file_size: value.byte_size,
    width: null,
    height: null,
  };
}

function fileType({ content_type: type }: Upload): string {
  if (/^image\/(jpe?g|png|gif|bmp|webp)$/.test(type)) return 'image';
  if (/^video\/(ogg|mp4|webm|quicktime)$/.test(type)) return 'video';
  return type.includes('audio/') ? 'audio' : 'file';
}
