import { isBlank } from '../../../http/blanks.js';
import { isRecord } from '../../../http/body.js';
import { fromSeconds } from '../read.js';

/**
 * Keys that hold secrets anywhere in Chatwoot's answers; by their endings, because the audit log has any
 * column of a channel.
 */
const SECRET = /(^|_)(tokens?|secrets?|password|api_key|hmac_identifier|provider_config)$/;
/** No secret: it stands in the pages that show the chat, as in `web_widget_script`. */
const PUBLIC = 'website_token';
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
 * secret.
 */
export function toRecord(raw: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw)
      .filter(([key, value]) => !isBlank(value) && !isSecret(key, value))
      // What never happened is at second 0.
      .filter(([key, value]) => !(value === 0 && TIME.test(key)))
      .map(([key, value]) => [key, toValue(key, value)]),
  );
}

function isSecret(key: string, value: unknown): boolean {
  return SECRET.test(key) && key !== PUBLIC && typeof value !== 'boolean';
}

function toValue(key: string, value: unknown): unknown {
  if (FREE.has(key)) return value;
  if (typeof value === 'number' && TIME.test(key)) return fromSeconds(value) ?? value;
  if (typeof value === 'number' && (key === 'id' || key.endsWith('_id'))) return String(value);
  if (Array.isArray(value)) {
    return value.map((item: unknown) => (isRecord(item) ? toRecord(item) : item));
  }
  return isRecord(value) ? toRecord(value) : value;
}
