import { asText } from '../../../http/body.js';
import { within } from '../../toolkit/answer.js';
import { isSince, type Mark } from '../../toolkit/writes/add_once.js';
import type { Lookup } from '../../catalogue/entry.js';
import type { ChatwootWrite } from './entry.js';
import { lookUp } from '../../toolkit/values/index.js';
import { fieldValue } from './field_value.js';

type Raw = Record<string, unknown>;

/** What is known of what an earlier run added: the record, that there is none, or that nobody can tell. */
export type Earlier = { record: Raw } | 'absent' | 'unclear';

/**
 * Which record of a list an earlier run made.
 * @param sent the write's body: what the record shows of it must be the same
 * @param listed the list as the search gives it out, from its beginning
 * @param isWhole false where the list goes on
 */
export function pickEarlier(
  operation: ChatwootWrite,
  lookup: Lookup,
  { input, sent, earlier }: { input: Raw; sent: Raw; earlier: Mark },
  listed: readonly Raw[],
  isWhole: boolean,
): Earlier {
  const { isUnique, needs, madeAt, most, records } = lookup;
  const isNew = (record: Raw): boolean =>
    madeAt === undefined || isSince(asText(record[madeAt]) || undefined, earlier);
  const known = knownBy(operation, lookup, input);
  const found = records ? records([...listed]) : listed;
  const alike = found.filter((record) => isNew(record) && has(record, known));
  const same = alike.filter((record) => shows(record, sent));
  const [record] = same;
  if (record && (same.length === 1 || isUnique)) return { record };
  if (isUnique) return isWhole ? 'absent' : 'unclear';
  const isCut = most !== undefined && listed.length >= most && listed.every(isNew);
  const mayHide = !isWhole || isCut || (needs !== undefined && input[needs] === undefined);
  return alike.length > 0 || mayHide ? 'unclear' : 'absent';
}

/** The keys under which the record is known by a value, and the values. */
function knownBy({ fields }: ChatwootWrite, { by }: Lookup, input: Raw): [string, unknown][] {
  return fields.flatMap((field): [string, unknown][] => {
    const key = lookUp(by, field.key);
    const given = input[field.key];
    return key === undefined || given === undefined ? [] : [[key, fieldValue(field, given)]];
  });
}

function has(record: Raw, known: readonly [string, unknown][]): boolean {
  return known.every(
    ([key, value]) => plain(asText(within(record, key.split('.')))) === plain(value),
  );
}

/** Whether what a record shows, as it was sent, of the texts, numbers and choices is what was sent. */
function shows(record: Raw, sent: Raw): boolean {
  return Object.entries(sent).every(([name, value]) => {
    const held = record[name];
    return typeof held !== typeof value || typeof held === 'object' || plain(held) === plain(value);
  });
}

/** A server trims, and may keep in small letters. */
function plain(value: unknown): string {
  return String(value).replaceAll(/\s+/g, '').toLowerCase();
}
