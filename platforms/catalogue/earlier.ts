import { asText } from '../../http/body.js';
import { within } from '../toolkit/answer.js';
import { lookUp } from '../toolkit/values/index.js';
import { isSince, type Mark } from '../toolkit/writes/add_once.js';
import type { Lookup, WriteEntry } from './entry.js';
import type { Filled } from './fill.js';
import type { Raw } from './port.js';

/** What is known of what an earlier run added: the record, that there is none, or that nobody can tell. */
export type Earlier = { record: Raw } | 'absent' | 'unclear';

/** What is looked through for what an earlier run added. */
interface Search {
  /** The write: what the record shows of its body must be the same. */
  filled: Filled<WriteEntry>;
  lookup: Lookup;
  earlier: Mark;
  /** The list as the search gives it out, from its beginning. */
  listed: readonly Raw[];
  /** False where the list goes on. */
  isWhole: boolean;
}

/** Which record of a list an earlier run made. */
export function pickEarlier({ filled, lookup, earlier, listed, isWhole }: Search): Earlier {
  const { isUnique, needs, madeAt, most, records } = lookup;
  const isNew = (record: Raw): boolean =>
    madeAt === undefined || isSince(asText(record[madeAt]) || undefined, earlier);
  const known = knownBy(filled, lookup);
  const found = records ? records([...listed]) : listed;
  const alike = found.filter((record) => isNew(record) && has(record, known));
  const same = alike.filter((record) => shows(record, filled.body));
  const [record] = same;
  if (record && (same.length === 1 || isUnique)) return { record };
  if (isUnique) return isWhole ? 'absent' : 'unclear';
  const isCut = most !== undefined && listed.length >= most && listed.every(isNew);
  const mayHide = !isWhole || isCut || (needs !== undefined && filled.input[needs] === undefined);
  return alike.length > 0 || mayHide ? 'unclear' : 'absent';
}

/** The keys under which the record is known by a value, and the values. */
function knownBy({ values }: Filled, { by }: Lookup): [string, unknown][] {
  return Object.entries(values).flatMap(([field, value]): [string, unknown][] => {
    const key = lookUp(by, field);
    return key === undefined ? [] : [[key, value]];
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
