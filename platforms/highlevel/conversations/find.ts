import { path } from '../../../http/path.js';
import { missAsNone } from '../../../http/problem.js';
import type { Conversation } from '../../../objects/conversation.js';
import type { Choice } from '../../contract/form.js';
import { conversationLabel } from '../../toolkit/output.js';
import { toOptionalText, toText } from '../../toolkit/values/index.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { conversationQuery } from './fields.js';
import { conversationIn, rawConversationsIn, toConversation } from './shape.js';

const SEARCH_SIZE = 20;
const CHOICES_SIZE = 100;

/**
 * Conversations with the id, of the contact, that pass the filters; the last active first, because
 * HighLevel's are neither open nor closed. One request.
 * @param query `conversation` and `contact` as ids, and the filters
 * @throws Problem for a filter that isn't one of its choices
 */
export async function findConversations(
  client: HighlevelClient,
  { conversation, contact, ...filter }: Record<string, unknown>,
): Promise<Conversation[]> {
  const filters = conversationQuery(filter);
  const contactId = toOptionalText(contact);
  if (conversation === undefined) {
    return searchConversations(client, { contactId, ...filters, limit: SEARCH_SIZE });
  }
  const id = toText(conversation);
  // Reading a conversation doesn't tell what its last message was, which most filters are about.
  if (Object.keys(filter).length > 0) {
    return searchConversations(client, { id, contactId, ...filters, limit: 1 });
  }
  const found = await missAsNone(readConversation(client, id));
  const isAsked = contactId === undefined || found?.contact?.id === contactId;
  return found && isAsked ? [found] : [];
}

/** The contact's conversation: HighLevel keeps one with each. */
export async function conversationOf(
  client: HighlevelClient,
  contactId: string,
): Promise<Conversation | undefined> {
  const [found] = await searchConversations(client, { contactId, limit: 1 });
  return found;
}

/**
 * Conversations for a dropdown. The search goes on from a date, and a dropdown asks by page numbers, so
 * that there are only the last active ones.
 */
export async function conversationChoices(client: HighlevelClient): Promise<Choice[]> {
  const found = await searchConversations(client, { limit: CHOICES_SIZE });
  return found.map((one) => ({ id: one.id, label: conversationLabel(one) }));
}

async function readConversation(client: HighlevelClient, id: string): Promise<Conversation> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: path`/conversations/${id}`,
    subject: `conversation ${id}`,
    scope: 'conversations.readonly',
  });
  return conversationIn(client, data);
}

async function searchConversations(
  client: HighlevelClient,
  query: Record<string, unknown>,
): Promise<Conversation[]> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: '/conversations/search',
    query: { locationId: client.locationId, ...query, sortBy: 'last_message_date', sort: 'desc' },
    scope: 'conversations.readonly',
  });
  return rawConversationsIn(client, data).map((raw) => toConversation(client, raw));
}
