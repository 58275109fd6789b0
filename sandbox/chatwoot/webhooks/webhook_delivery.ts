import { createHmac, randomUUID } from 'node:crypto';
import type { Store, StoreEvent, Webhook } from '../store.js';
import { accountIdOf, toRailsJson, webhookPayload } from './webhook_payloads.js';

/** One request to a webhook, as it was sent, and what came of it. */
export interface Delivery {
  url: string;
  event: StoreEvent['name'];
  /** The bytes sent, as text. */
  body: string;
  headers: Record<string, string>;
  /** Status answered; missing when no answer came. */
  status?: number;
  /** Why no answer came. */
  error?: string;
}

/** What tests may look at and change about deliveries. */
export interface WebhookControls {
  /** Every delivery that is over, in the order they ended. */
  deliveries: Delivery[];
  /** Sends everything twice, each time with its own X-Chatwoot-Delivery (#7402, #11901). */
  duplicateDeliveries: boolean;
  /** Changes a character of the body after it was signed. */
  corruptBodies: boolean;
  /** The installation's setting WEBHOOK_TIMEOUT, in milliseconds. */
  webhookTimeoutMs: number;
}

export interface WebhookCourier {
  /** Does the background jobs that wait; resolves when the deliveries that came of them are over. */
  settle(): Promise<void>;
  /** Gives up the deliveries under way. */
  stop(): void;
}

/**
 * Sends what the store publishes to the account's webhooks that ask for it: one attempt each, in
 * no order, in a background job, and with the record as it is by then. Private addresses are
 * served, as on an installation with SAFE_FETCH_ALLOW_PRIVATE_NETWORK.
 */
export function deliverWebhooks(store: Store, controls: WebhookControls): WebhookCourier {
  // Each delivery has its end: of a signal that all share, Node holds more than ten listeners for a leak.
  const underWay = new Map<Promise<void>, AbortController>();

  const send = (webhook: Webhook, event: StoreEvent['name'], body: string): void => {
    const over = new AbortController();
    const attempt = deliver(store, controls, over, { webhook, event, body }).then((delivery) => {
      controls.deliveries.push(delivery);
      underWay.delete(attempt);
    });
    underWay.set(attempt, over);
  };

  store.listen((event) =>
    store.later(() => {
      const payload = webhookPayload(store, event);
      if (!payload) return;
      const body = toRailsJson(payload);
      for (const webhook of store.webhooks) {
        if (webhook.account_id !== accountIdOf(event)) continue;
        if (!webhook.subscriptions.includes(event.name)) continue;
        send(webhook, event.name, body);
        if (controls.duplicateDeliveries || isDoubled(store, event)) {
          send(webhook, event.name, body);
        }
      }
    }),
  );

  return {
    settle: async () => {
      while (!store.jobs.isEmpty || underWay.size > 0) {
        store.jobs.run();
        await Promise.all(underWay.keys());
      }
    },
    stop: () => {
      for (const over of underWay.values()) over.abort(new Error('The sandbox was closed'));
    },
  };
}

/** Old releases tell of a change of labels twice (#7402; seen on 3.5.2, not on 4.15). */
function isDoubled(store: Store, event: StoreEvent): boolean {
  return (
    event.name === 'conversation_updated' &&
    'label_list' in event.changes &&
    !store.atLeast('4.0.0')
  );
}

async function deliver(
  store: Store,
  controls: WebhookControls,
  over: AbortController,
  { webhook, event, body }: { webhook: Webhook; event: StoreEvent['name']; body: string },
): Promise<Delivery> {
  const headers = requestHeaders(store, webhook, body);
  const sent = controls.corruptBodies ? corrupt(body) : body;
  const delivery = { url: webhook.url, event, body: sent, headers };
  const limit = AbortSignal.timeout(controls.webhookTimeoutMs);
  // With a listener of its own: as a part of an `AbortSignal.any` Node may collect it, and then it never comes.
  limit.addEventListener('abort', () => over.abort(limit.reason), { signal: over.signal });
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers,
      body: sent,
      signal: over.signal,
    });
    await response.arrayBuffer();
    return { ...delivery, status: response.status };
  } catch (error) {
    return { ...delivery, error: error instanceof Error ? error.message : String(error) };
  } finally {
    over.abort();
  }
}

function requestHeaders(store: Store, webhook: Webhook, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = (secret: string): string =>
    createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return {
    'Content-Type': 'application/json',
    Accept: 'application/json',
    ...(store.atLeast('4.12.0') && { 'X-Chatwoot-Delivery': randomUUID() }),
    ...(webhook.secret && {
      'X-Chatwoot-Timestamp': timestamp,
      'X-Chatwoot-Signature': `sha256=${signature(webhook.secret)}`,
    }),
  };
}

/** Another digit in place of the first one, so that the body is still JSON. */
function corrupt(body: string): string {
  return body.replace(/\d/, (digit) => String((Number(digit) % 9) + 1));
}
