import { asText } from '../../../http/body.js';
import type { Change } from '../../../objects/change.js';
import type { EventKind, EventSource, Received } from '../../contract/events.js';
import { omit, refuseOthers } from '../../toolkit/values/index.js';
import { changeOf, tellsChanges } from './changes.js';
import type { ChatwootClient } from '../client.js';
import { readDelivery, type WebhookEvent } from './delivery.js';
import { EVENT_INPUTS, eventFields } from './fields.js';
import { eventFilter } from './filters.js';
import { hasChanges, readAgain, toEventRecord } from './records.js';
import { sampleEvents } from './samples.js';
import { createWebhook, deleteWebhook, type Webhook } from './webhooks.js';

const NOTHING: Received = { records: [], key: '' };
const LEFT_OUT = "the trigger's fields leave it out";

/** Chatwoot's account webhooks: one for each Zap, made and deleted with it. */
export function eventSourceOf(client: ChatwootClient): EventSource {
  return {
    kinds: Object.keys(EVENT_INPUTS) as EventKind[],
    inputFields: (kind) => eventFields(client, kind),
    subscribe: async (kind, targetUrl, input) => {
      refuseOthers(omit(input, EVENT_INPUTS[kind]));
      return { ...(await createWebhook(client, targetUrl, eventFilter(kind, input).events)) };
    },
    unsubscribe: async ({ id }) => {
      // Without an id nothing was subscribed.
      if (asText(id)) await deleteWebhook(client, asText(id));
    },
    receive: async (kind, delivery, subscription, input) => {
      const webhook = toWebhook(subscription);
      const filter = eventFilter(kind, input);
      const event = readDelivery(delivery, webhook, filter.events);
      if (typeof event === 'string') return ignore(client, event);
      if (!filter.isWanted(event.payload, event.name)) return ignore(client, LEFT_OUT);
      const payload = event.trusted ? event.payload : await readAgain(client, kind, event.payload);
      if (!payload) return ignore(client, 'its record is gone');
      if (!filter.isWanted(payload, event.name)) return ignore(client, LEFT_OUT);
      const record = toEventRecord({ ...client, account: webhook.account }, kind, payload);
      return {
        records: [hasChanges(kind) ? { ...record, ...changeIn(event) } : record],
        key: `${webhook.id} ${keyOf(kind, event.payload)}`,
      };
    },
    samples: async (kind, input) => {
      refuseOthers(omit(input, EVENT_INPUTS[kind]));
      return sampleEvents(client, kind, input);
    },
  };
}

function toWebhook(subscription: Record<string, unknown>): Webhook {
  const text = (key: string): string => asText(subscription[key]);
  return { id: text('id'), account: text('account'), secret: text('secret') };
}

/** Nobody is waiting for an answer to an event, so the reason goes to the log. */
function ignore(client: ChatwootClient, reason: string): Received {
  client.host.console.log(`Event ignored: ${reason}.`);
  return NOTHING;
}

/** Duplicates of an event are alike, but for the number of the delivery. */
function keyOf(kind: EventKind, payload: Record<string, unknown>): string {
  const id = asText(payload['id']);
  if (!hasChanges(kind)) return `${id} `;
  const changes = payload['changed_attributes'];
  return `${id} ${JSON.stringify(tellsChanges(changes) ? changes : payload)}`;
}

/** What was there before can't be read again, so nobody is told it where the body can't be trusted. */
function changeIn({ payload, trusted }: WebhookEvent): Change {
  const change = changeOf(payload['changed_attributes']);
  return trusted ? change : { ...change, previous_values: {} };
}
