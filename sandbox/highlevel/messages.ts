import { findContact } from './contacts.js';
import { findConversation } from './conversations.js';
import { badRequest, unprocessable } from './errors.js';
import { type AddRoute, checkLocation } from './gateway.js';
import { channels, messageTypes, sendTypes } from './message_types.js';
import type { Contact, Conversation, HighlevelStore, Message } from './store.js';
import {
  digits,
  number,
  object,
  oneOf,
  type Rule,
  type Rules,
  text,
  texts,
  validate,
} from './validation.js';

const optionalText: Rule = { check: text };

const sendRules: Rules = {
  type: { check: oneOf(...sendTypes), required: true },
  contactId: { check: text, required: true },
  // The specification marks `subType` and `status` required; requests without them are reported to work.
  subType: optionalText,
  status: { check: oneOf('delivered', 'failed', 'pending', 'read') },
  message: optionalText,
  html: optionalText,
  subject: optionalText,
  attachments: { check: texts },
  emailFrom: optionalText,
  emailTo: optionalText,
  emailCc: { check: texts },
  emailBcc: { check: texts },
  emailReplyMode: { check: oneOf('reply', 'reply_all') },
  replyMessageId: optionalText,
  templateId: optionalText,
  threadId: optionalText,
  appointmentId: optionalText,
  conversationProviderId: optionalText,
  customSubtypeId: optionalText,
  fromNumber: optionalText,
  toNumber: optionalText,
  scheduledTimestamp: { check: number },
  forward: { check: object },
};

interface SendBody {
  type: string;
  contactId: string;
  message?: string;
  html?: string;
  subject?: string;
  attachments?: string[];
  scheduledTimestamp?: number;
}

const exportRules: Rules = {
  locationId: { check: text, required: true },
  limit: { check: digits(10, 500) },
  cursor: optionalText,
  sortBy: { check: oneOf('createdAt', 'updatedAt') },
  sortOrder: { check: oneOf('asc', 'desc') },
  conversationId: optionalText,
  contactId: optionalText,
  channel: { check: oneOf(...channels) },
  startDate: optionalText,
  endDate: optionalText,
};

type ExportQuery = Record<string, string | undefined>;

/** Adds list, export and send of messages. */
export function addMessageRoutes(route: AddRoute, store: HighlevelStore): void {
  const read = 'conversations/message.readonly';

  route('GET', '/conversations/:conversationId/messages', read, ({ params, query }) => {
    const { lastMessageId, limit, type } = validate<Record<string, string | undefined>>(query, {
      lastMessageId: optionalText,
      limit: { check: digits(1, 100) },
      type: optionalText,
    });
    const conversation = findConversation(store, params.conversationId);
    const all = store.messages
      .filter((message) => message.conversationId === conversation.id)
      .filter((message) => !type || type.split(',').includes(message.messageType))
      .sort(byDate)
      .reverse();
    const first = indexAfter(all, lastMessageId);
    const page = all.slice(first, first + Number(limit ?? 20));
    const messages = {
      lastMessageId: page.at(-1)?.id ?? '',
      nextPage: first + page.length < all.length,
      messages: page,
    };
    return { body: { messages } };
  });

  route('GET', '/conversations/messages/export', read, (call) => {
    checkLocation(call.query.locationId);
    const query = validate<ExportQuery>(call.query, exportRules);
    const found = store.messages
      .filter((message) => isExported(message, store.location.id, query))
      .sort(byDate);
    if (query.sortOrder !== 'asc') found.reverse();
    const first = indexAfter(found, query.cursor && idInCursor(query.cursor));
    const messages = found.slice(first, first + Number(query.limit ?? 100));
    const last = messages.at(-1);
    const nextCursor = last && last !== found.at(-1) ? cursorAt(last) : null;
    return { body: { messages, nextCursor, total: found.length } };
  });

  route('POST', '/conversations/messages', 'conversations/message.write', (call) => {
    const body = validate<SendBody>(call.body, sendRules);
    const contact = findContact(store, body.contactId);
    const message = sendMessage(store, contact, body);
    const answer = {
      conversationId: message.conversationId,
      messageId: message.id,
      emailMessageId: body.type === 'Email' ? message.id : undefined,
      msg: 'Message queued successfully.',
      status: 'pending',
    };
    return { body: answer };
  });
}

function sendMessage(store: HighlevelStore, contact: Contact, body: SendBody): Message {
  const isEmail = body.type === 'Email';
  // Reported: an e-mail with `message` but no `html` counts as empty.
  const content = isEmail ? body.html : body.message;
  if (!content && !body.attachments?.length) {
    throw unprocessable('There is no message or attachments for this message. Skip sending.');
  }
  // That these are refused is certain, the wording is not.
  if (isEmail && !contact.email) throw badRequest('Missing email');
  if ((body.type === 'SMS' || body.type === 'WhatsApp') && !contact.phone) {
    throw badRequest('Missing phone number');
  }
  const kind = messageTypes.find(({ sendType }) => sendType === body.type);
  return store.addMessage(conversationOf(store, contact, isEmail ? 2 : 1), {
    type: kind?.type,
    messageType: kind?.messageType,
    body: content ?? '',
    subject: body.subject,
    attachments: body.attachments ?? [],
    contentType: isEmail ? 'text/html' : 'text/plain',
    direction: 'outbound',
    status: body.scheduledTimestamp ? 'scheduled' : 'pending',
    source: 'api',
  });
}

function conversationOf(store: HighlevelStore, contact: Contact, type: number): Conversation {
  return (
    store.conversations.find((known) => known.contactId === contact.id) ??
    store.addConversation(contact, { type })
  );
}

function isExported(message: Message, locationId: string, query: ExportQuery): boolean {
  const added = Date.parse(message.dateAdded);
  const channel = messageTypes.find((kind) => kind.messageType === message.messageType)?.channel;
  return (
    message.locationId === locationId &&
    (!query.conversationId || message.conversationId === query.conversationId) &&
    (!query.contactId || message.contactId === query.contactId) &&
    // Without a channel the export has everything but e-mails.
    (query.channel ? channel === query.channel : channel !== 'Email') &&
    (!query.startDate || added >= epochOf(query.startDate)) &&
    (!query.endDate || added <= epochOf(query.endDate))
  );
}

function epochOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) : Date.parse(value);
}

function byDate(a: Message, b: Message): number {
  return Date.parse(a.dateAdded) - Date.parse(b.dateAdded);
}

function cursorAt(message: Message): string {
  return Buffer.from(message.id).toString('base64');
}

function idInCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64').toString();
}

function indexAfter(messages: Message[], id: string | undefined): number {
  if (!id) return 0;
  const index = messages.findIndex((message) => message.id === id);
  if (index < 0) throw badRequest(`Message with id ${id} not found`);
  return index + 1;
}
