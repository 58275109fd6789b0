import { contactSnapshot, publishContactUpdate } from '../contacts/contact_events.js';
import { updateConversation, type Author } from '../conversations/conversation_changes.js';
import { addMessage, type NewMessage } from '../conversations/conversation_records.js';
import { ApiError, ValidationErrors } from '../rails/errors.js';
import { messagesOf } from './message_json.js';
import { filledIn } from './placeholders.js';
import { asText, isBlank, isObject, type Json, type JsonObject } from '../rails/params.js';
import type { Conversation, Message, Store } from '../store.js';

const contentLimit = 150_000;
const attachmentLimit = 15;
const messagesPerMinute = 200;
/** What the items of a message to click may have, by its content type. */
const itemKeys: Record<string, string[]> = {
  input_select: ['title', 'value'],
  cards: ['title', 'description', 'media_url', 'actions'],
  form: 'type placeholder label name options default required pattern title pattern_error'.split(
    ' ',
  ),
  article: ['title', 'description', 'link'],
};
const actionKeys = ['text', 'type', 'payload', 'uri'];

/**
 * Inserts a message that passes the server's rules; `announceMessage` does what follows from it.
 * @throws 422 `{message, attributes}` when it isn't valid
 */
export function insertMessage(
  store: Store,
  conversation: Conversation,
  values: NewMessage,
): Message {
  const minuteAgo = Date.now() - 60_000;
  const recent = messagesOf(store, conversation).filter(
    (row) => row.created_at.getTime() >= minuteAgo,
  );
  if (recent.length >= messagesPerMinute) {
    throw new ApiError(422, { message: 'Too many messages', attributes: ['base'] });
  }
  validate(values);
  const attributes = { ...values.content_attributes };
  if (!isBlank(attributes['in_reply_to'])) {
    const original = messagesOf(store, conversation).find(
      (row) => String(row.id) === asText(attributes['in_reply_to']),
    );
    attributes['in_reply_to'] = original?.id ?? null;
    attributes['in_reply_to_external_id'] = original?.source_id ?? null;
  }
  const isOurs = values.message_type === 1 && typeof values.content === 'string';
  return addMessage(store, conversation, {
    ...values,
    ...(isOurs && {
      content: filledIn(store, conversation, values.content ?? '', values.sender ?? null),
    }),
    content_attributes: attributes,
  });
}

/**
 * Does what a new message sets off, in the server's order: an incoming one reopens the conversation,
 * every one moves it, the first reply and the waiting time are noted, and the contact was active.
 */
export function announceMessage(store: Store, message: Message): void {
  const conversation = store.conversationOf(message);
  if (!conversation) return;
  if (message.message_type === 0) reopen(store, conversation);
  conversation.last_activity_at = message.created_at;
  conversation.updated_at = new Date();
  store.publish({ name: 'message_created', message });
  noteWaiting(store, conversation, message);
  if (message.sender?.type === 'Contact')
    noteActivity(store, message.account_id, message.sender.id);
}

/** Writes values into a message and tells of it. */
export function updateMessage(store: Store, message: Message, values: Partial<Message>): void {
  Object.assign(message, values, { updated_at: new Date() });
  store.publish({ name: 'message_updated', message });
}

function validate({ content, content_type, content_attributes, ...rest }: NewMessage): void {
  const errors = new ValidationErrors();
  errors.length('content', content, contentLimit);
  const keys = itemKeys[content_type ?? ''];
  if (keys) validateItems(errors, content_attributes?.['items'], keys);
  const template = rest.additional_attributes?.['template_params'];
  if (template !== undefined && !isObject(template)) {
    errors.add('template_params', 'must be of type hash');
  } else if (template && template['name'] === undefined) {
    errors.add('name', 'is required');
  } else if (template && typeof template['name'] !== 'string') {
    errors.add('template_params/name', 'must be of type string');
  }
  if ((rest.attachments ?? []).length > attachmentLimit) {
    errors.add('attachments', 'exceeded maximum allowed');
  }
  errors.raise();
}

function validateItems(
  errors: ValidationErrors,
  items: Json | undefined,
  keys: readonly string[],
): void {
  const list = [items ?? []].flat();
  if (isBlank(items)) errors.add('content_attributes', 'At least one item is required.');
  const rows = list.filter((item) => isObject(item));
  if (rows.length < list.length) errors.add('content_attributes', 'Items should be a hash.');
  // The server asks what is no object for its keys.
  if (rows.length < list.length || list.length === 0) return;
  checkKeys(errors, 'items', rows, keys);
  if (!keys.includes('actions')) return;
  const actions = rows.map((row) => row['actions'] ?? null);
  if (actions.some((given) => isBlank(given))) {
    errors.add('content_attributes', 'contains items missing actions');
  } else checkKeys(errors, 'actions', actions.flat().filter(isObject), actionKeys);
}

function checkKeys(
  errors: ValidationErrors,
  what: string,
  rows: readonly JsonObject[],
  keys: readonly string[],
): void {
  const wrong = rows.flatMap(Object.keys).filter((key) => !keys.includes(key));
  if (wrong.length === 0) return;
  const names = wrong.map((key) => `:${key}`).join(', ');
  errors.add('content_attributes', `contains invalid keys for ${what} : [${names}]`);
}

function reopen(store: Store, conversation: Conversation): void {
  const contact = store.contact(conversation.account_id, conversation.contact_id);
  const isClosed = conversation.status === 'snoozed' || conversation.status === 'resolved';
  if (contact?.blocked || !isClosed) return;
  const inbox = store.inboxes.find((row) => row.id === conversation.inbox_id);
  // Where a bot answers, it gets a resolved conversation back first.
  const isBots = conversation.status === 'resolved' && Boolean(inbox?.agent_bot_id);
  updateConversation(store, conversation, { status: isBots ? 'pending' : 'open' });
}

function noteWaiting(store: Store, conversation: Conversation, message: Message): void {
  const isReply = message.message_type === 1 && message.sender?.type === 'User';
  const isHuman =
    isReply &&
    isBlank(message.content_attributes['automation_rule_id']) &&
    isBlank(message.additional_attributes['campaign_id']);
  const isBots = message.message_type === 1 && message.sender?.type === 'AgentBot';
  if (message.message_type === 0) {
    if (conversation.waiting_since) return;
    updateConversation(store, conversation, { waiting_since: message.created_at });
  } else if (isHuman && !message.private && !conversation.first_reply_created_at) {
    const replied = { first_reply_created_at: message.created_at, waiting_since: null };
    updateConversation(store, conversation, replied);
  } else if ((isHuman || isBots) && !message.private) {
    updateConversation(store, conversation, { waiting_since: null });
  }
}

/** Every message of a contact changes the contact, so every one sets off contact_updated. */
function noteActivity(store: Store, accountId: number, id: number): void {
  const contact = store.contact(accountId, id);
  if (!contact) return;
  const before = contactSnapshot(contact);
  contact.last_activity_at = new Date();
  publishContactUpdate(store, contact, before);
}

/** The sender a message of an author has. */
export function senderOf(author: Author): Message['sender'] {
  if (!author) return null;
  return { type: 'pubsub_token' in author ? 'User' : 'AgentBot', id: author.id };
}
