import { isBlank } from '../../../http/blanks.js';
import { isRecord } from '../../../http/body.js';

/** Keys that hold secrets anywhere in Chatwoot's answers. */
const SECRETS = new Set([
  'access_token',
  'api_key_secret',
  'auth_token',
  'bot_token',
  'hmac_identifier',
  'hmac_token',
  'imap_password',
  'line_channel_secret',
  'line_channel_token',
  'provider_config',
  'pubsub_token',
  'secret',
  'settings_secrets',
  'smtp_password',
  'website_token',
]);
/** Free-form objects of the account's own: nothing in them is ours to change. */
const FREE = new Set([
  'custom_attributes',
  'additional_attributes',
  'meta',
  'query',
  'conditions',
  'actions',
]);
/** Times that the API counts in seconds; other numbers under such keys don't exist. */
const TIME = /_at$|^created_on$|^timestamp$|_until$/;

/**
 * A record of an answer as a step gives it out: the id as text, times as ISO 8601, nothing empty, and no
 * secret but those that the step is for.
 */
export function toRecord(
  raw: Record<string, unknown>,
  reveals: readonly string[] = [],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw)
      .filter(([key, value]) => !isBlank(value) && (!SECRETS.has(key) || reveals.includes(key)))
      // What never happened is at second 0.
      .filter(([key, value]) => !(value === 0 && TIME.test(key)))
      .map(([key, value]) => [key, toValue(key, value, reveals)]),
  );
}

function toValue(key: string, value: unknown, reveals: readonly string[]): unknown {
  if (FREE.has(key)) return value;
  if (typeof value === 'number' && TIME.test(key)) return new Date(value * 1000).toISOString();
  if (typeof value === 'number' && (key === 'id' || key.endsWith('_id'))) return String(value);
  if (Array.isArray(value)) {
    return value.map((item: unknown) => (isRecord(item) ? toRecord(item, reveals) : item));
  }
  return isRecord(value) ? toRecord(value, reveals) : value;
}
