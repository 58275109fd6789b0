import { isRecord } from '../../http/body.js';

const SECRET = /(token|secret|password|api_?key)s?$/i;

/** Whether a key of an answer is named like a secret, which no step gives out. */
export function isSecret(key: string): boolean {
  return SECRET.test(key);
}

/** A record as it came, without what is named like a secret in it or in what it holds. */
export function withoutSecrets(raw: Record<string, unknown>): Record<string, unknown> {
  // A poll reads a hundred records, of which hardly one has a secret: looking costs less than copying.
  return hasSecret(raw) ? copied(raw) : raw;
}

/** @param holder a record or a list; of a list the places are no secrets */
function hasSecret(holder: object): boolean {
  // Not by a list of its keys, which would take eight times as long.
  for (const key in holder) {
    if (isSecret(key)) return true;
    const value: unknown = holder[key as keyof typeof holder];
    if (typeof value === 'object' && value !== null && hasSecret(value)) return true;
  }
  return false;
}

function copied(record: Record<string, unknown>): Record<string, unknown> {
  const open = Object.entries(record).filter(([key]) => !isSecret(key));
  return Object.fromEntries(open.map(([key, value]) => [key, cleaned(value)]));
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  return isRecord(value) ? copied(value) : value;
}
