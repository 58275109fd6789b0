import { lastIncoming } from './message_json.js';
import { updateMessage } from './message_records.js';
import { asText, isObject, type JsonObject } from '../rails/params.js';
import type { Inbox, Message, Store } from '../store.js';

const day = 24 * 3_600_000;

/**
 * Hands an outgoing message to its channel after the answer. Only WhatsApp refuses any: the message
 * then becomes `failed`, with the reason in `content_attributes.external_error`.
 */
export function deliverLater(store: Store, message: Message): void {
  const inbox = store.inboxes.find((row) => row.id === message.inbox_id);
  if (inbox?.channel_type !== 'Channel::Whatsapp') return;
  if (message.message_type !== 1 || message.private) return;
  store.later(() => {
    if (!store.messages.includes(message)) return;
    const refusal = refusalOf(store, inbox, message);
    if (refusal === undefined) {
      updateMessage(store, message, {
        source_id: `wamid.${Buffer.from(`${message.id}`).toString('base64url')}`,
      });
      return;
    }
    const attributes = { ...message.content_attributes, external_error: refusal };
    updateMessage(store, message, { status: 'failed', content_attributes: attributes });
  });
}

function refusalOf(store: Store, inbox: Inbox, message: Message): string | undefined {
  const params = message.additional_attributes['template_params'];
  if (!isObject(params)) {
    return isWindowOpen(store, message) ? undefined : 'Template not found or invalid template name';
  }
  const template = findTemplate(inbox, params);
  if (!template) return '132001: Template name does not exist in the translation';
  const processed = isObject(params['processed_params']) ? params['processed_params'] : {};
  // Before the parts were named, the values of the body stood alone.
  const body = isObject(processed['body']) ? processed['body'] : processed;
  const given = Object.keys(body).filter((key) => !['header', 'buttons', 'body'].includes(key));
  const isComplete = variablesOf(template).every((name) => given.includes(name));
  return isComplete && given.length === variablesOf(template).length
    ? undefined
    : '132000: Number of parameters does not match the expected number of params';
}

function isWindowOpen(store: Store, message: Message): boolean {
  const conversation = store.conversationOf(message);
  const incoming = conversation && lastIncoming(store, conversation);
  return incoming !== undefined && Date.now() < incoming.created_at.getTime() + day;
}

function findTemplate(inbox: Inbox, params: JsonObject): JsonObject | undefined {
  const templates = [inbox.channel['message_templates'] ?? []].flat().filter(isObject);
  const isSame = (a: JsonObject, key: string): boolean =>
    asText(a[key]).toLowerCase() === asText(params[key]).toLowerCase();
  return templates.find(
    (row) =>
      row['name'] === params['name'] &&
      isSame(row, 'language') &&
      asText(row['status']).toLowerCase() === 'approved',
  );
}

function variablesOf(template: JsonObject): string[] {
  const components = [template['components'] ?? []].flat().filter(isObject);
  const text = asText(components.find((row) => row['type'] === 'BODY')?.['text']);
  return [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] ?? ''))];
}
