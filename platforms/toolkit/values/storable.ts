import { isRecord } from '../../../http/body.js';
import { inputProblems } from '../problems.js';

/** Levels within levels: no platform takes as many, and what walks endless ones would end the stack. */
const MOST_LEVELS = 200;

/**
 * What no server can hold in a text: the null character, which PostgreSQL refuses (a status 500), and half
 * an emoji, left by whatever cut a text after so many characters (Rails: "Bad Request").
 */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/**
 * A value with what no server can hold taken out of every text in it, keys included.
 * @throws Problem when it has levels without end
 */
export function storable(value: unknown, level = 0): unknown {
  if (typeof value === 'string') return value.replace(UNSTORABLE, '');
  if (level > MOST_LEVELS) throw inputProblems.tooDeep(MOST_LEVELS);
  if (Array.isArray(value)) return value.map((item) => storable(item, level + 1));
  return isRecord(value) ? storableRecord(value, level + 1) : value;
}

/** `storable` for a record, such as a step's input. @throws Problem as it does */
export function storableRecord(
  record: Record<string, unknown>,
  level = 0,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key.replace(UNSTORABLE, ''),
      storable(value, level),
    ]),
  );
}

/** What a JSON text holds, storable: an escape may bring in what the text itself hasn't. @throws when it is none */
export function readJson(text: string): unknown {
  return storable(JSON.parse(text));
}
