import { asText, isRecord } from '../../http/body.js';
import { path } from '../../http/path.js';
import { isMissing } from '../../http/problem.js';
import type { EventKind, EventRecord, EventSource, Received } from '../events.js';
import type { Feed } from '../feed.js';
import { accountId, accountRequest, type ChatwootClient } from './client.js';
import { changeOf } from './changes.js';
import { readContact } from './contact_lookup.js';
import { toContact } from './contact_shape.js';
import { conversationIn, toConversation } from './conversation_shape.js';
import { readDelivery, type WebhookEvent } from './delivery.js';
import { eventFields } from './event_fields.js';
import { eventFilter } from './event_filters.js';
import { newContacts, newConversations } from './feeds.js';
import { toMessage } from './message_shape.js';
import { readLastMessages, readMessages } from './messages.js';
import { createWebhook, deleteWebhook, type Webhook } from './webhooks.js';

type Payload = Record<string, unknown>;

const NOTHING: Received = { records: [], key: '' };
const SAMPLES = 3;
/** What an event is about. */
const SUBJECTS: Record<EventKind, 'contact' | 'conversation' | 'message'> = {
  new_contact: 'contact',
  updated_contact: 'contact',
  new_conversation: 'conversation',
  updated_conversation: 'conversation',
  conversation_status_changed: 'conversation',
  new_message: 'message',
};
/** Events of these tell what changed, and a record can have many of them. */
const CHANGES: EventKind[] = [
  'updated_contact',
  'updated_conversation',
  'conversation_status_changed',
];

/** Chatwoot's account webhooks: one for each Zap, made and deleted with it. */
export function eventSourceOf(client: ChatwootClient): EventSource {
  return {
    inputFields: (kind) => eventFields(client, kind),
    subscribe: async (kind, targetUrl, input) => ({
      ...(await createWebhook(client, targetUrl, eventFilter(kind, input).events)),
    }),
    unsubscribe: async ({ id }) => {
      // Without an id nothing was subscribed.
      if (asText(id)) await deleteWebhook(client, asText(id));
    },
    receive: async (kind, delivery, subscription, input) => {
      const webhook = toWebhook(subscription);
      const filter = eventFilter(kind, input);
      const event = readDelivery(delivery, webhook, filter.events);
      if (typeof event === 'string') return ignore(client, event);
      if (!filter.isWanted(event.payload, event.name)) {
        return ignore(client, "the trigger's fields leave it out");
      }
      const record = await recordOf(client, kind, event, webhook.account);
      if (!record) return ignore(client, 'its record is gone');
      return { records: [record], key: `${webhook.id} ${keyOf(kind, event.payload)}` };
    },
    samples: (kind, input) => samplesOf(client, kind, input),
  };
}

function toWebhook(subscription: Record<string, unknown>): Webhook {
  const text = (key: string): string => asText(subscription[key]);
  return { id: text('id'), account: text('account'), secret: text('secret') };
}

/** Nobody is waiting for an answer to an event, so the reason goes to the log. */
function ignore(client: ChatwootClient, reason: string): Received {
  client.z.console.log(`Event ignored: ${reason}.`);
  return NOTHING;
}

/** Duplicates of an event are alike, but for the number of the delivery. */
function keyOf(kind: EventKind, payload: Payload): string {
  const changes = CHANGES.includes(kind) ? JSON.stringify(payload['changed_attributes']) : '';
  return `${asText(payload['id'])} ${changes}`;
}

/** The event's record; read from the server when the body can't be trusted. Undefined when it's gone. */
async function recordOf(
  client: ChatwootClient,
  kind: EventKind,
  { payload, trusted }: WebhookEvent,
  account: string,
): Promise<EventRecord | undefined> {
  const record = trusted
    ? shape(client, kind, payload, account)
    : await readAgain(client, kind, payload, account).catch((failure: unknown) => {
        if (isMissing(failure)) return undefined;
        throw failure;
      });
  if (!record || !CHANGES.includes(kind)) return record;
  return { ...record, ...changeOf(payload['changed_attributes']) };
}

function shape(
  client: ChatwootClient,
  kind: EventKind,
  payload: Payload,
  account: string,
): EventRecord {
  switch (SUBJECTS[kind]) {
    case 'contact':
      return toContact(client, payload, account);
    case 'conversation':
      return toConversation(client, payload, account);
    case 'message':
      return toMessage(client, payload, account);
  }
}

async function readAgain(
  client: ChatwootClient,
  kind: EventKind,
  payload: Payload,
  account: string,
): Promise<EventRecord | undefined> {
  const id = asText(payload['id']);
  switch (SUBJECTS[kind]) {
    case 'contact':
      return readContact(client, id);
    case 'conversation':
      return conversationIn(
        client,
        await accountRequest(client, {
          method: 'GET',
          path: path`/conversations/${id}`,
          subject: `conversation ${id}`,
        }),
      );
    case 'message': {
      const conversation = isRecord(payload['conversation']) ? payload['conversation'] : {};
      const conversationId = asText(conversation['id']);
      const messages = await readMessages(client, conversationId, { after: Number(id) - 1 });
      const raw = messages.find((message) => asText(message['id']) === id);
      return raw && toMessage(client, { ...raw, conversation }, account);
    }
  }
}

/** Newest records of the kind in one request, in the shape of its events. */
async function samplesOf(
  client: ChatwootClient,
  kind: EventKind,
  input: Record<string, unknown>,
): Promise<EventRecord[]> {
  const records = await newestOf(client, kind, input);
  const change = CHANGES.includes(kind) ? changeOf([]) : {};
  return records.slice(0, SAMPLES).map((record) => ({ ...record, ...change }));
}

async function newestOf(
  client: ChatwootClient,
  kind: EventKind,
  input: Record<string, unknown>,
): Promise<EventRecord[]> {
  switch (SUBJECTS[kind]) {
    case 'contact':
      return firstPage(newContacts(client, { label: undefined }));
    case 'conversation':
      return firstPage(newConversations(client, { inbox: input['inbox'] }));
    case 'message': {
      const filter = eventFilter(kind, input);
      const messages = await readLastMessages(client);
      const account = await accountId(client);
      return messages
        .filter((raw) => filter.isWanted(raw, 'message_created'))
        .map((raw) => toMessage(client, raw, account));
    }
  }
}

async function firstPage(feed: Feed<EventRecord>): Promise<EventRecord[]> {
  const { entries } = await feed.page({ cursor: undefined, since: undefined });
  return entries.flatMap(({ item }) => item ?? []);
}
