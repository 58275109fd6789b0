// Secrets that a run knows or is told, and the search for them.
import { keys, seeded, type Store } from '../../../sandbox/chatwoot/index.js';
import { keys as highlevelKeys } from '../../../sandbox/highlevel/index.js';
import { keys as vixieesKeys } from '../../../sandbox/vixiees/index.js';
import { ECHOES } from './faults.js';

/** A proxy with a password of its own; nothing goes through it, but the password must not be said. */
export const PROXY_PASSWORD = 'Pr0xy/Pa55+w0rd=Qz7';
export const PROXY_URL = `http://zap:${encodeURIComponent(PROXY_PASSWORD)}@proxy.example.com:3128`;
export const HMAC_TOKEN = seeded.apiInbox.hmac_token;

/** What stands in a connection's fields. */
export const CONNECTION_SECRETS = [
  keys.administrator,
  keys.platformApp,
  highlevelKeys.all,
  vixieesKeys.account,
  HMAC_TOKEN,
  PROXY_PASSWORD,
  PROXY_URL,
];

const NAMED_SECRET = /token|secret|password|api_?key|private_key|credential/i;
/** What the server gives to be used in public, or to know a record by. */
const NOT_SECRET = new Set<string>([
  seeded.apiInbox.inbox_identifier,
  seeded.secureApiInbox.inbox_identifier,
  seeded.lockedApiInbox.inbox_identifier,
]);
const SHORTEST = 10;

/** Every secret that the sandbox's records hold, by its own fields' names; all settings of hooks are planted. */
export function secretsOf(store: Store): string[] {
  const found = new Set<string>([...Object.values(keys), ...CONNECTION_SECRETS]);
  const look = (value: unknown, isSecret: boolean): void => {
    if (typeof value === 'string' && isSecret && value.length >= SHORTEST) found.add(value);
    if (typeof value !== 'object' || value === null) return;
    if (value instanceof Date) return;
    for (const [key, inner] of Object.entries(value)) {
      look(inner, NAMED_SECRET.test(key) && key !== 'website_token' ? true : isSecret);
    }
  };
  for (const rows of Object.values(store)) if (Array.isArray(rows)) look(rows, false);
  return [...found].filter((secret) => !NOT_SECRET.has(secret) && !secret.includes('example.com'));
}

/** The forms in which each secret is searched for. */
export function needlesOf(secrets: readonly string[]): string[] {
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    ECHOES['percent-encoded'](secret),
    ...[0, 1, 2].map((before) => inBase64(secret, before)),
    // What is left of it where a text was cut.
    secret.slice(0, SHORTEST),
  ]);
  return [...new Set(forms.map((form) => form.toLowerCase()))];
}

/** The letters that stand for a secret alone, by how many bytes are before it in their group of three. */
function inBase64(secret: string, before: number): string {
  const letters = Buffer.from(' '.repeat(before) + secret).toString('base64');
  return letters.replace(/=+$/, '').slice(before === 0 ? 0 : before + 1, -1);
}

/** Those that stand in a text, in whatever case. */
export function secretsIn(text: string, needles: readonly string[]): string[] {
  const searched = text.toLowerCase();
  return needles.filter((needle) => searched.includes(needle));
}
