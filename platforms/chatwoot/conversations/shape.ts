import { asText, isRecord } from '../../../http/body.js';
import type { Conversation } from '../../../objects/conversation.js';
import { recordIn, rowsIn } from '../../toolkit/answer.js';
import type { OutputField } from '../../contract/form.js';
import { withoutAbsent } from '../../toolkit/output.js';
import { outputsOf, outputsWithin } from '../../toolkit/outputs.js';
import type { AccountClient, ChatwootClient } from '../client.js';
import { contactOutputs } from '../contacts/standard_fields.js';
import { toContact } from '../contacts/shape.js';
import { text, time } from '../read.js';

/** Labels of what a conversation has beyond what all platforms tell. */
export const conversationOutputs: readonly OutputField[] = [
  ...outputsOf(
    {
      status: 'string',
      priority: 'string',
      inbox_id: 'string',
      assignee_name: 'string',
      assignee_type: 'string',
      team_id: 'string',
      team_name: 'string',
      labels: 'list',
      snoozed_until: 'datetime',
      waiting_since: 'datetime',
      first_reply_created_at: 'datetime',
      can_reply: 'boolean',
      muted: 'boolean',
      uuid: 'string',
      additional_attributes: 'dict',
    },
    {
      assignee_name: 'Assigned Agent',
      assignee_type: 'Assigned Agent Type',
      team_name: 'Team',
      first_reply_created_at: 'First Reply At',
    },
  ),
  ...outputsWithin('contact', 'Contact', [
    { key: 'company_name', label: 'Company Name', type: 'string' },
    { key: 'country', label: 'Country', type: 'string' },
    { key: 'created_at', label: 'Created At', type: 'datetime' },
    ...contactOutputs.filter(({ key }) => !/^(labels$|url$|contact_inboxes)/.test(key)),
  ]),
];

/** The conversations of a list's answer. @throws Problem when it is no list */
export function conversationsIn(client: AccountClient, data: unknown): Conversation[] {
  return rawConversationsIn(client, data).map((raw) => conversationIn(client, raw));
}

/**
 * Conversations as the API sends them. The list wraps them in `data`, the filter doesn't.
 * @throws Problem when it is no list
 */
export function rawConversationsIn(
  client: ChatwootClient,
  data: unknown,
): Record<string, unknown>[] {
  const body = isRecord(data) && isRecord(data['data']) ? data['data'] : data;
  return rowsIn(client.wire, body, { at: ['payload'] });
}

/**
 * A conversation as the API or a webhook tells it, bare: both have the same form but for details.
 * @throws Problem when it is none
 */
export function conversationIn(client: AccountClient, data: unknown): Conversation {
  const raw = recordIn(client.wire, data);
  const id = asText(raw['id']);
  const meta = isRecord(raw['meta']) ? raw['meta'] : {};
  const assignee = isRecord(meta['assignee']) ? meta['assignee'] : {};
  const team = isRecord(meta['team']) ? meta['team'] : {};
  const conversation: Conversation = {
    id,
    status: text(raw['status']),
    priority: text(raw['priority']),
    channel: channelOf(raw),
    inbox_id: asText(raw['inbox_id']),
    assignee_id: asText(assignee['id']),
    assignee_name: text(assignee['available_name']) ?? text(assignee['name']),
    assignee_type: text(meta['assignee_type']),
    team_id: asText(team['id']),
    team_name: text(team['name']),
    labels: Array.isArray(raw['labels']) ? raw['labels'].map(asText) : undefined,
    unread_count: typeof raw['unread_count'] === 'number' ? raw['unread_count'] : undefined,
    custom_attributes: isRecord(raw['custom_attributes']) ? raw['custom_attributes'] : {},
    contact: isRecord(meta['sender']) ? toContact(client, meta['sender']) : undefined,
    last_message: text(lastMessageIn(raw)?.['content']),
    created_at: time(raw['created_at']),
    updated_at: time(raw['updated_at']),
    last_activity_at: time(raw['last_activity_at'] ?? raw['timestamp']),
    snoozed_until: time(raw['snoozed_until']),
    url: conversationUrl(client, id),
    uuid: text(raw['uuid']),
    can_reply: raw['can_reply'],
    muted: raw['muted'],
    waiting_since: time(raw['waiting_since']),
    first_reply_created_at: time(raw['first_reply_created_at']),
    additional_attributes: isRecord(raw['additional_attributes'])
      ? raw['additional_attributes']
      : undefined,
  };
  return withoutAbsent(conversation);
}

/** What a conversation runs over; the API tells it among the `meta`, webhooks beside them. */
export function channelOf(raw: Record<string, unknown>): string | undefined {
  const meta = isRecord(raw['meta']) ? raw['meta'] : {};
  return text(meta['channel'] ?? raw['channel'])?.replace('Channel::', '');
}

/** The conversation's page in Chatwoot's own app. */
export function conversationUrl({ wire, account }: AccountClient, id: string): string {
  return `${wire.baseUrl}/app/accounts/${account}/conversations/${id}`;
}

/**
 * What was said last in a conversation; undefined where nobody wrote. What the server itself notes ("Jane
 * resolved the conversation") is a message of its own type, and may be all that an answer holds.
 */
export function lastMessageIn(raw: Record<string, unknown>): Record<string, unknown> | undefined {
  const { messages, last_non_activity_message: said } = raw;
  const told: unknown[] = Array.isArray(messages) ? messages : [];
  return [...told, said].filter(isRecord).findLast((message) => !isActivity(message));
}

/** The API counts the types of messages, webhooks spell them out. */
function isActivity({ message_type: type }: Record<string, unknown>): boolean {
  return ['2', 'activity'].includes(asText(type));
}
