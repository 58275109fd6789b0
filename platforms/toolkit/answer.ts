import { asText, isRecord } from '../../http/body.js';
import { wireProblems } from '../../http/problems.js';
import type { Wire } from '../../http/wire.js';

type Raw = Record<string, unknown>;

/** Where something stands in an answer, and what makes it believable. */
export interface Place {
  /** Keys that lead to it: `['payload', 'webhook']`; none for the answer itself. */
  at?: readonly string[];
  /** Keys that a record has at least, each with a value; an id unless told. */
  has?: readonly string[];
}

const AN_ID = ['id'];
const ID = /(^id|_id|Id)$/;

// The one place where an answer that isn't what the API promises stops. Of a write it says no more than that
// it may have been done (`request`), of a read it is never "found nothing".

/** The record of an answer. @throws Problem when it isn't there, or isn't one that the API promises */
export function recordIn(wire: Pick<Wire, 'platform'>, data: unknown, place: Place = {}): Raw {
  const { at = [], has = AN_ID } = place;
  const record = within(data, at);
  if (!isRecord(record) || !has.every((key) => isHeld(key, record[key]))) {
    throw wireProblems.unexpectedAnswer(wire.platform);
  }
  return record;
}

/** The records of a list, each as `recordIn` has it. @throws Problem when one isn't, or there is no list */
export function rowsIn(wire: Pick<Wire, 'platform'>, data: unknown, place: Place = {}): Raw[] {
  const { at = [], has = AN_ID } = place;
  return listIn(wire, data, at).map((row) => recordIn(wire, row, { has }));
}

/** A list of whatever. @throws Problem when there is none */
export function listIn(
  wire: Pick<Wire, 'platform'>,
  data: unknown,
  at: readonly string[] = [],
): unknown[] {
  const list = within(data, at);
  if (!Array.isArray(list)) throw wireProblems.unexpectedAnswer(wire.platform);
  return list;
}

/** For what the API answers without a body. @throws Problem when there is one all the same */
export function nothingIn(wire: Pick<Wire, 'platform'>, data: unknown): void {
  if (data !== undefined) throw wireProblems.unexpectedAnswer(wire.platform);
}

/** What stands behind the keys that lead to it; undefined when one of them is missing. */
export function within(data: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), data);
}

/** A text or number that isn't empty; of what isn't an ID also a list, a record, a yes or no. */
function isHeld(key: string, value: unknown): boolean {
  const isOther = !ID.test(key) && (typeof value === 'object' || typeof value === 'boolean');
  return isOther ? value !== null : asText(value) !== '';
}
