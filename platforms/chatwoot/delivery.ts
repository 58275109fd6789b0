import { createHmac, timingSafeEqual } from 'node:crypto';
import { asText, isRecord } from '../../http/body.js';
import type { Delivery } from '../events.js';
import type { Webhook } from './webhooks.js';

const LONGEST_NAME = 60;

/** A delivered event that is the webhook's own. */
export interface WebhookEvent {
  name: string;
  payload: Record<string, unknown>;
  /** False when the signature doesn't fit: what the body says is then only a hint at what to read. */
  trusted: boolean;
}

/**
 * Reads a delivery.
 * @returns the event, or in words why it is none for this webhook
 */
export function readDelivery(
  { headers, body }: Delivery,
  webhook: Webhook,
  wanted: readonly string[],
): WebhookEvent | string {
  const payload = parse(body);
  if (!payload) return 'the body is not a JSON object';
  const name = asText(payload['event']);
  if (!wanted.includes(name)) return `the event is "${short(name)}", not ${wanted.join(' or ')}`;
  const account = isRecord(payload['account']) ? asText(payload['account']['id']) : '';
  if (!account || account !== webhook.account) {
    return `it belongs to account ${short(account) || 'unknown'}`;
  }
  if (!isId(payload['id'])) return 'it names no record';
  return { name, payload, trusted: isSigned(headers, body, webhook.secret) };
}

/** True for what can be the ID of a record: they are whole numbers. */
export function isId(value: unknown): boolean {
  return /^\d+$/.test(asText(value));
}

/** Anybody may have written it, and it goes to the log. */
function short(text: string): string {
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text;
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const data: unknown = JSON.parse(body);
    return isRecord(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the body is what the server signed: `sha256=` and the HMAC of timestamp, point and body
 * (`lib/webhooks/trigger.rb`). Servers before 4.12 sign nothing; their webhooks have no secret.
 */
function isSigned(headers: Delivery['headers'], body: string, secret: string): boolean {
  if (!secret) return true;
  const timestamp = header(headers, 'x-chatwoot-timestamp');
  const expected = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const given = Buffer.from(header(headers, 'x-chatwoot-signature'));
  const wanted = Buffer.from(`sha256=${expected}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Zapier puts `Http-` before the names and changes their capitals. */
function header(headers: Delivery['headers'], name: string): string {
  const found = Object.entries(headers).find(
    ([key]) => key.toLowerCase().replace(/^http-/, '') === name,
  );
  return asText(found?.[1]);
}
