import { findContact } from '../contacts/contacts.js';
import { fullNameOf, searchedText } from '../contacts/contact_output.js';
import { badRequest } from '../errors.js';
import { type AddRoute, checkLocation } from '../gateway.js';
import type { Contact, Conversation, HighlevelStore, Message } from '../store.js';
import {
  digits,
  flag,
  number,
  object,
  oneOf,
  rules,
  type Rules,
  text,
  validate,
} from '../validation.js';

const typeNames = ['', 'PHONE', 'EMAIL', 'FB_MESSENGER', 'REVIEW', 'GROUP_SMS'];

const searchRules: Rules = {
  locationId: { check: text, required: true },
  ...rules(text, 'contactId assignedTo query id'),
  sort: { check: oneOf('asc', 'desc') },
  sortBy: { check: oneOf('last_message_date', 'last_manual_message_date') },
  startAfterDate: { check: text },
  // Reported as accepted and ignored.
  startAfterId: { check: text },
  limit: { check: digits(1, 100) },
  status: { check: oneOf('all', 'read', 'unread', 'starred', 'recents') },
  lastMessageType: { check: text },
  lastMessageDirection: { check: oneOf('inbound', 'outbound') },
  ...rules(digits(0, Infinity), 'startDate endDate'),
};

type SearchQuery = Record<string, string | undefined>;

/** A conversation with what search, sort and filters look at. */
interface Row {
  conversation: Conversation;
  contact: Contact;
  lastMessage: Message | undefined;
  /** Epoch milliseconds. */
  lastMessageDate: number;
}

/** Adds search, get, create and update of conversations. */
export function addConversationRoutes(route: AddRoute, store: HighlevelStore): void {
  // Filters on followers, mentions, scores and the last message's action are left out.
  route('GET', '/conversations/search', 'conversations.readonly', (call) => {
    checkLocation(call.query.locationId);
    const query = validate<SearchQuery>(call.query, searchRules);
    const direction = query.sort === 'asc' ? 1 : -1;
    const found = rowsOf(store)
      .filter((row) => passes(row, query))
      .sort((a, b) => direction * (a.lastMessageDate - b.lastMessageDate));
    const cursor = query.startAfterDate === undefined ? undefined : Number(query.startAfterDate);
    const conversations = found
      .filter((row) => cursor === undefined || direction * (row.lastMessageDate - cursor) > 0)
      .slice(0, Number(query.limit ?? 20))
      .map((row) => searchedView(store, row));
    return { body: { conversations, total: found.length } };
  });

  route('GET', '/conversations/:conversationId', 'conversations.readonly', ({ params }) => {
    const row = rowOf(findConversation(store, params.conversationId), store);
    const { id, contactId, locationId, deleted, inbox, type, unreadCount, starred } =
      row.conversation;
    const { assignedTo } = row.contact;
    return {
      body: { id, contactId, locationId, deleted, inbox, type, unreadCount, assignedTo, starred },
    };
  });

  route('POST', '/conversations/', 'conversations.write', ({ body }) => {
    checkLocation(body.locationId);
    const { contactId } = validate<{ contactId: string }>(body, {
      locationId: { check: text, required: true },
      contactId: { check: text, required: true },
    });
    const contact = findContact(store, contactId);
    if (store.conversations.some((known) => known.contactId === contactId)) {
      // The wording is reported (GoHighLevel/highlevel-api-docs issue 5).
      throw badRequest(`Conversation with the contact id:${contactId} already exists!`);
    }
    const row = rowOf(store.addConversation(contact), store);
    const { id, locationId, deleted, dateAdded, dateUpdated } = row.conversation;
    const { assignedTo } = contact;
    const lastMessageDate = dateAdded;
    const dates = { dateAdded, dateUpdated, lastMessageDate };
    const conversation = { id, contactId, locationId, deleted, assignedTo, ...dates };
    return { status: 201, body: { success: true, conversation } };
  });

  route('PUT', '/conversations/:conversationId', 'conversations.write', ({ params, body }) => {
    checkLocation(body.locationId);
    const values = validate<{ unreadCount?: number; starred?: boolean }>(body, {
      locationId: { check: text, required: true },
      unreadCount: { check: number },
      starred: { check: flag },
      feedback: { check: object },
    });
    const conversation = findConversation(store, params.conversationId);
    const { unreadCount = conversation.unreadCount, starred = conversation.starred } = values;
    Object.assign(conversation, { unreadCount, starred, dateUpdated: new Date().toISOString() });
    return {
      body: { success: true, conversation: updatedView(store, rowOf(conversation, store)) },
    };
  });
}

/** The conversation with that id. @throws 400 when there is none, 403 in another location */
export function findConversation(store: HighlevelStore, id: string | undefined): Conversation {
  const conversation = store.conversations.find((known) => known.id === id);
  // By analogy with contacts; unverified for conversations.
  if (!conversation) throw badRequest(`Conversation with id ${id} not found`);
  checkLocation(conversation.locationId);
  return conversation;
}

function rowsOf(store: HighlevelStore): Row[] {
  const { id: locationId } = store.location;
  const lastMessages = new Map<string, { message: Message; at: number }>();
  for (const message of store.messages) {
    const at = Date.parse(message.dateUpdated);
    const last = lastMessages.get(message.conversationId);
    if (!last || at >= last.at) lastMessages.set(message.conversationId, { message, at });
  }
  return store.conversations
    .filter((conversation) => conversation.locationId === locationId)
    .map((conversation) => toRow(conversation, lastMessages.get(conversation.id)?.message, store));
}

function rowOf(conversation: Conversation, store: HighlevelStore): Row {
  const lastMessage = store.messages
    .filter((message) => message.conversationId === conversation.id)
    .sort((a, b) => Date.parse(a.dateUpdated) - Date.parse(b.dateUpdated))
    .at(-1);
  return toRow(conversation, lastMessage, store);
}

function toRow(
  conversation: Conversation,
  lastMessage: Message | undefined,
  store: HighlevelStore,
): Row {
  return {
    conversation,
    contact: findContact(store, conversation.contactId),
    lastMessage,
    lastMessageDate: Date.parse(lastMessage?.dateUpdated ?? conversation.dateAdded),
  };
}

function passes({ conversation, contact, lastMessage }: Row, query: SearchQuery): boolean {
  return (
    (!query.id || conversation.id === query.id) &&
    (!query.contactId || conversation.contactId === query.contactId) &&
    (!query.assignedTo ||
      query.assignedTo.split(',').includes(contact.assignedTo ?? 'unassigned')) &&
    (!query.query || searchedText(contact).includes(query.query.toLowerCase())) &&
    hasStatus(conversation, query.status) &&
    (!query.lastMessageType || lastMessage?.messageType === query.lastMessageType) &&
    (!query.lastMessageDirection || lastMessage?.direction === query.lastMessageDirection) &&
    (!query.startDate || Date.parse(conversation.dateAdded) >= Number(query.startDate)) &&
    (!query.endDate || Date.parse(conversation.dateAdded) <= Number(query.endDate))
  );
}

function hasStatus(conversation: Conversation, status: string | undefined): boolean {
  if (status === 'unread') return conversation.unreadCount > 0;
  if (status === 'read') return conversation.unreadCount === 0;
  if (status === 'starred') return conversation.starred;
  return true;
}

function searchedView(store: HighlevelStore, row: Row): Record<string, unknown> {
  const { conversation, contact, lastMessage, lastMessageDate } = row;
  const fullName = fullNameOf(contact);
  return {
    id: conversation.id,
    contactId: contact.id,
    locationId: conversation.locationId,
    fullName,
    contactName: fullName || contact.companyName,
    email: contact.email,
    phone: contact.phone,
    assignedTo: contact.assignedTo,
    type: `TYPE_${typeNames[conversation.type]}`,
    unreadCount: conversation.unreadCount,
    lastMessageBody: lastMessage ? store.textOf(lastMessage) : '',
    lastMessageType: lastMessage?.messageType,
    lastMessageDirection: lastMessage?.direction,
    lastMessageDate,
    dateAdded: Date.parse(conversation.dateAdded),
    dateUpdated: Date.parse(conversation.dateUpdated),
    sort: [lastMessageDate],
  };
}

function updatedView(store: HighlevelStore, row: Row): Record<string, unknown> {
  const { conversation, contact, lastMessage, lastMessageDate } = row;
  const { id, locationId, unreadCount, inbox, starred, deleted } = conversation;
  return {
    id,
    locationId,
    contactId: contact.id,
    assignedTo: contact.assignedTo,
    lastMessageBody: lastMessage ? store.textOf(lastMessage) : '',
    lastMessageDate: String(lastMessageDate),
    lastMessageType: lastMessage?.messageType,
    unreadCount,
    inbox,
    starred,
    deleted,
  };
}
