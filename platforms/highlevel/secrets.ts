import { isRecord } from '../../http/body.js';

const SECRET = /(token|secret|password|api_?key)s?$/i;

/** Whether a key of an answer is named like a secret, which no step gives out. */
export function isSecret(key: string): boolean {
  return SECRET.test(key);
}

/** A record as it came, without what is named like a secret in it or in what it holds. */
export function withoutSecrets(raw: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([key, value]) => (isSecret(key) ? [] : [[key, cleaned(value)]])),
  );
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  return isRecord(value) ? withoutSecrets(value) : value;
}
