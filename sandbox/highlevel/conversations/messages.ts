import { findContact } from '../contacts/contacts.js';
import { findConversation } from './conversations.js';
import { badRequest, messageRefused, notFound } from '../errors.js';
import { type AddRoute, checkLocation } from '../gateway.js';
import { channels, messageTypes, sendTypes } from './message_types.js';
import type { Contact, Conversation, HighlevelStore, Message } from '../store.js';
import {
  digits,
  number,
  object,
  oneOf,
  rules,
  type Rules,
  text,
  texts,
  validate,
} from '../validation.js';

const sendRules: Rules = {
  type: { check: oneOf(...sendTypes), required: true },
  contactId: { check: text, required: true },
  // The specification marks `subType` and `status` required; requests without them are reported to work.
  ...rules(text, 'subType'),
  status: { check: oneOf('delivered', 'failed', 'pending', 'read') },
  ...rules(text, 'message html subject'),
  attachments: { check: texts },
  ...rules(text, 'emailFrom emailTo'),
  ...rules(texts, 'emailCc emailBcc'),
  emailReplyMode: { check: oneOf('reply', 'reply_all') },
  ...rules(text, 'replyMessageId templateId threadId appointmentId conversationProviderId'),
  ...rules(text, 'customSubtypeId fromNumber toNumber'),
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
  emailTo?: string;
  replyMessageId?: string;
  scheduledTimestamp?: number;
}

const exportRules: Rules = {
  locationId: { check: text, required: true },
  limit: { check: digits(10, 500) },
  cursor: { check: text },
  sortBy: { check: oneOf('createdAt', 'updatedAt') },
  sortOrder: { check: oneOf('asc', 'desc') },
  ...rules(text, 'conversationId contactId'),
  channel: { check: oneOf(...channels) },
  ...rules(text, 'startDate endDate'),
};

type ExportQuery = Record<string, string | undefined>;

/** Adds list, export and send of messages. */
export function addMessageRoutes(route: AddRoute, store: HighlevelStore): void {
  const read = 'conversations/message.readonly';

  route('GET', '/conversations/:conversationId/messages', read, ({ params, query }) => {
    const { lastMessageId, limit, type } = validate<Record<string, string | undefined>>(query, {
      lastMessageId: { check: text },
      limit: { check: digits(1, 100) },
      type: { check: text },
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
      .map((message) => ({ message, place: placeOf(message, query.sortBy) }))
      .sort((a, b) => comparePlaces(a.place, b.place));
    const isAscending = query.sortOrder === 'asc';
    if (!isAscending) found.reverse();
    const after = query.cursor ? placeInCursor(query.cursor) : undefined;
    const rest = found.filter(
      ({ place }) => !after || comparePlaces(place, after) * (isAscending ? 1 : -1) > 0,
    );
    const page = rest.slice(0, Number(query.limit ?? 100));
    const last = page.at(-1);
    const nextCursor = last && page.length < rest.length ? cursorAt(last.place) : null;
    const messages = page.map(({ message }) => message);
    return { body: { messages, nextCursor, total: found.length } };
  });

  route('GET', '/conversations/messages/email/:id', read, ({ params }) => {
    const email = store.emails.find(({ id }) => id === params.id);
    if (!email) throw badRequest(`Email message with id ${params.id} not found`);
    checkLocation(email.locationId);
    // Reported with this envelope, documented without.
    return { body: { emailMessage: email } };
  });

  route('GET', '/conversations/messages/:id', read, ({ params }) => {
    const message = store.messages.find(({ id }) => id === params.id);
    if (!message) throw badRequest(`Message with id ${params.id} not found`);
    checkLocation(message.locationId);
    return { body: { message } };
  });

  route('POST', '/conversations/messages', 'conversations/message.write', (call) => {
    const body = validate<SendBody>(call.body, sendRules);
    const contact = findContact(store, body.contactId);
    checkSending(store, contact, body);
    const sent =
      body.type === 'Email' ? sendEmail(store, contact, body) : send(store, contact, body);
    const answer = { ...sent, msg: 'Message queued successfully.', status: 'pending' };
    return { body: answer };
  });
}

/** @throws the refusals that are reported; that these exist is certain, some wordings are not */
function checkSending(store: HighlevelStore, contact: Contact, body: SendBody): void {
  const { type, emailTo, replyMessageId } = body;
  const isEmail = type === 'Email';
  const text = isEmail ? body.html : body.message;
  if (!text && !body.attachments?.length) {
    const said = 'There is no message or attachments for this message. Skip sending.';
    throw messageRefused(422, said, 'MSG_NO_CONTENT');
  }
  if (isEmail && !contact.email) {
    const said = "Unable to send e-mail, contact's e-mail is invalid";
    throw messageRefused(400, said, 'MSG_INVALID_EMAIL');
  }
  if ((type === 'SMS' || type === 'WhatsApp') && !contact.phone) {
    throw messageRefused(400, 'Missing phone number', 'MSG_INVALID_PHONE');
  }
  const { status = 'inactive' } = contact.dndSettings[type] ?? {};
  if (status !== 'inactive') {
    const said = `Cannot send message as DND is active for ${type}.`;
    throw messageRefused(400, said, `MSG_DND_ACTIVE_${type.toUpperCase()}`);
  }
  // Compared letter by letter with the stored address, which is in lower case.
  if (emailTo !== undefined && emailTo !== contact.email) {
    const said =
      "Cannot send message as emailTo is not under contact's primary or additional emails";
    throw messageRefused(400, said, 'MSG_INVALID_EMAILTO');
  }
  const isKnown = store.emails.some(({ id }) => id === replyMessageId);
  if (replyMessageId !== undefined && !isKnown) {
    throw notFound(`Email message with id ${replyMessageId} not found`);
  }
}

function send(store: HighlevelStore, contact: Contact, body: SendBody): Record<string, string> {
  const { id, conversationId } = store.addMessage(conversationOf(store, contact, 1), {
    ...kindOf(body),
    ...valuesOf(body, body.message),
  });
  return { conversationId, messageId: id };
}

/** An answer goes into the thread of what it answers; anything else begins one. */
function sendEmail(
  store: HighlevelStore,
  contact: Contact,
  body: SendBody,
): Record<string, string | undefined> {
  const { subject, replyMessageId } = body;
  const values = { ...valuesOf(body, body.html), subject, contentType: 'text/html' };
  const thread =
    store.messages.find((row) => row.meta?.email.messageIds.includes(replyMessageId ?? '')) ??
    store.addMessage(conversationOf(store, contact, 2), { ...kindOf(body), ...values });
  if (replyMessageId) store.addReply(thread, { ...values, replyToMessageId: replyMessageId });
  const emailMessageId = thread.meta?.email.messageIds.at(-1);
  return { conversationId: thread.conversationId, messageId: thread.id, emailMessageId };
}

function kindOf(body: SendBody): Partial<Pick<Message, 'type' | 'messageType'>> {
  const kind = messageTypes.find(({ sendType }) => sendType === body.type);
  return { type: kind?.type, messageType: kind?.messageType };
}

function valuesOf(
  { attachments = [], scheduledTimestamp }: SendBody,
  text = '',
): Pick<Message, 'attachments' | 'direction' | 'status' | 'source'> & { body: string } {
  const status = scheduledTimestamp ? 'scheduled' : 'pending';
  return { body: text, attachments, direction: 'outbound', status, source: 'api' };
}

function conversationOf(store: HighlevelStore, contact: Contact, type: number): Conversation {
  return (
    store.conversations.find((known) => known.contactId === contact.id) ??
    store.addConversation(contact, { type })
  );
}

function isExported(message: Message, locationId: string, query: ExportQuery): boolean {
  const channel = messageTypes.find((kind) => kind.messageType === message.messageType)?.channel;
  return (
    message.locationId === locationId &&
    (!query.conversationId || message.conversationId === query.conversationId) &&
    (!query.contactId || message.contactId === query.contactId) &&
    // Without a channel the export has everything but e-mails.
    (query.channel ? channel === query.channel : channel !== 'Email') &&
    (!query.startDate || Date.parse(message.dateAdded) >= epochOf(query.startDate)) &&
    (!query.endDate || Date.parse(message.dateAdded) <= epochOf(query.endDate))
  );
}

function epochOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) : Date.parse(value);
}

function byDate(a: Message, b: Message): number {
  return Date.parse(a.dateAdded) - Date.parse(b.dateAdded);
}

/** Where a message stands in the export: its time, and its id where several share that. */
type Place = readonly [time: number, id: string];

function placeOf(message: Message, sortBy = 'createdAt'): Place {
  const time = sortBy === 'updatedAt' ? message.dateUpdated : message.dateAdded;
  return [Date.parse(time), message.id];
}

function comparePlaces([time, id]: Place, [otherTime, otherId]: Place): number {
  return time - otherTime || Number(id > otherId) - Number(id < otherId);
}

/** The cursor names a place, not a row: a row that moves up meanwhile isn't looked for. */
function cursorAt([lastSort, lastId]: Place): string {
  return Buffer.from(JSON.stringify({ lastSort: [lastSort], lastId })).toString('base64');
}

function placeInCursor(cursor: string): Place {
  const { lastSort, lastId } = JSON.parse(Buffer.from(cursor, 'base64').toString()) as {
    lastSort: [number];
    lastId: string;
  };
  return [lastSort[0], lastId];
}

function indexAfter(messages: Message[], id: string | undefined): number {
  if (!id) return 0;
  const index = messages.findIndex((message) => message.id === id);
  if (index < 0) throw badRequest(`Message with id ${id} not found`);
  return index + 1;
}
