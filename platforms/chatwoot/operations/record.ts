import { isBlank } from '../../../http/blanks.js';
import { isRecord } from '../../../http/body.js';
import { fromSeconds } from '../read.js';

/**
 * Keys that hold secrets anywhere in Chatwoot's answers; by their endings, because the audit log has any
 * column of a channel, and what is free-form any key.
 */
const SECRET =
  /(^|_)(tokens?|secrets?|password|passphrase|(api|access|secret|private|signing)_key|private_key_id|credentials|hmac_identifier|provider_config)$/;
/** No secret: it stands in the pages that show the chat, as in `web_widget_script`. */
const PUBLIC = 'website_token';
/** Free-form objects of the account's own: nothing in them is ours to change. */
const FREE = new Set(['additional_attributes', 'meta', 'query', 'conditions', 'actions']);
/** What the account's people call something, and what an integration asks for: names of no secret of the server. */
const WHOLE = new Set(['custom_attributes', 'settings_json_schema']);
/**
 * What a hook's settings may show: `visible_properties` of Chatwoot 4.15's `apps.yml`, which earlier servers
 * don't keep to. Each integration has keys under names of its own, so that the others stay hidden.
 */
const OPEN_SETTINGS = new Set([
  'project_id',
  'region',
  'language_code',
  'label_suggestion',
  'account_id',
  'app_id',
  'channel_name',
  'message_mode',
  'endpoint_url',
  'enable_conversation_activity',
  'enable_transcript_activity',
  'conversation_activity_score',
  'transcript_activity_score',
]);
/** Times that the API counts in seconds; other numbers under such keys don't exist. */
const TIME = /_at$|^created_on$|^timestamp$|_until$/;

/**
 * A record of an answer as a step gives it out: the id as text, times as ISO 8601, nothing empty, and no
 * secret.
 */
export function toRecord(raw: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(withOpenSettings(raw))
      .filter(([key, value]) => !isBlank(value) && !isSecret(key, value))
      // What never happened is at second 0.
      .filter(([key, value]) => !(value === 0 && TIME.test(key)))
      .map(([key, value]) => [key, toValue(key, value)]),
  );
}

/** A hook of an integration without the settings that may be secret; everything else as it is. */
function withOpenSettings(raw: Record<string, unknown>): Record<string, unknown> {
  const { settings } = raw;
  if (!Object.hasOwn(raw, 'hook_type') || !isRecord(settings)) return raw;
  const open = Object.entries(settings).filter(([key]) => OPEN_SETTINGS.has(key));
  return { ...raw, settings: Object.fromEntries(open) };
}

function isSecret(key: string, value: unknown): boolean {
  if (key === PUBLIC || typeof value === 'boolean') return false;
  const words = key.replaceAll(/([a-z])([A-Z])/g, '$1_$2').replaceAll('-', '_');
  return SECRET.test(words.toLowerCase());
}

/**
 * The texts in a body that are secrets: what is named like one, and the settings of a hook that aren't known to
 * be open.
 */
export function secretsIn(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(secretsIn);
  if (!isRecord(body)) return [];
  return Object.entries(body).flatMap(([key, value]) => {
    if (isSecret(key, value)) return textsIn(value);
    if (key !== 'settings' || !isRecord(value)) return secretsIn(value);
    return Object.entries(value).flatMap(([name, setting]) =>
      OPEN_SETTINGS.has(name) ? secretsIn(setting) : textsIn(setting),
    );
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function toValue(key: string, value: unknown): unknown {
  if (WHOLE.has(key)) return value;
  if (FREE.has(key)) return withoutSecrets(value);
  if (typeof value === 'number' && TIME.test(key)) return fromSeconds(value) ?? value;
  if (typeof value === 'number' && (key === 'id' || key.endsWith('_id'))) return String(value);
  if (Array.isArray(value)) {
    return value.map((item: unknown) => (isRecord(item) ? toRecord(item) : item));
  }
  return isRecord(value) ? toRecord(value) : value;
}

/** A value without what is named like a secret, at any depth. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !isSecret(key, inner))
      .map(([key, inner]) => [key, withoutSecrets(inner)]),
  );
}
