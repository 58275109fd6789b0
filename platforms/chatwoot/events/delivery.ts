import { createHmac, timingSafeEqual } from 'node:crypto';
import { asText, isRecord, isTooDeep } from '../../../http/body.js';
import type { Delivery } from '../../contract/events.js';
import type { Webhook } from './webhooks.js';

const LONGEST_NAME = 60;
/** How far from now an event may be signed; servers' clocks are not all right. */
const LONGEST_AGE_MS = 60 * 60 * 1000;

/** A delivered event that is the webhook's own. */
export interface WebhookEvent {
  name: string;
  payload: Record<string, unknown>;
  /** False without a fresh signature that fits: what the body says is then only a hint at what to read. */
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
  if (!webhook.account) return 'nothing was subscribed to';
  // Events of conversations name no account before 4.14.2; the webhook is this Zap's own.
  const account = isRecord(payload['account']) ? asText(payload['account']['id']) : '';
  if (account && account !== webhook.account) return `it belongs to account ${short(account)}`;
  if (!isId(payload['id'])) return 'it names no record';
  return { name, payload, trusted: isTrusted(headers, body, webhook.secret) };
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
  if (isTooDeep(body)) return undefined;
  try {
    const data: unknown = JSON.parse(body);
    return isRecord(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the body is what the server signed of late: `sha256=` and the HMAC of timestamp (Unix seconds),
 * point and body (`lib/webhooks/trigger.rb`). Servers before 4.12 sign nothing; their webhooks have no secret.
 */
function isTrusted(headers: Delivery['headers'], body: string, secret: string): boolean {
  if (!secret) return true;
  const timestamp = header(headers, 'x-chatwoot-timestamp');
  return isFresh(timestamp) && isSigned(headers, `${timestamp}.${body}`, secret);
}

/** Who has seen an event once could send it again for ever; what is no number is not fresh. */
function isFresh(timestamp: string): boolean {
  return Math.abs(Date.now() - Number(timestamp) * 1000) <= LONGEST_AGE_MS;
}

function isSigned(headers: Delivery['headers'], text: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(text).digest('hex');
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
