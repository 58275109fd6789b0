import { isRecord } from '../../../http/body.js';

/**
 * What no server can hold in a text: the null character, which PostgreSQL refuses (a status 500), and half
 * an emoji, left by whatever cut a text after so many characters (Rails: "Bad Request").
 */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** A value with what no server can hold taken out of every text in it, keys included. */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(UNSTORABLE, '');
  if (Array.isArray(value)) return value.map(storable);
  return isRecord(value) ? storableRecord(value) : value;
}

/** `storable` for a record, such as a step's input. */
export function storableRecord(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key.replace(UNSTORABLE, ''), storable(value)]),
  );
}

/** What a JSON text holds, storable: an escape may bring in what the text itself hasn't. @throws when it is none */
export function readJson(text: string): unknown {
  return storable(JSON.parse(text));
}
