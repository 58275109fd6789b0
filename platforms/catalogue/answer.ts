import { isRecord } from '../../http/body.js';
import type { Wire } from '../../http/wire.js';
import { nothingIn, recordIn, rowsIn, type Place } from '../toolkit/answer.js';
import type { Entry, Gives } from './entry.js';
import type { Filled } from './fill.js';
import type { Answer } from './port.js';

/**
 * What an operation's answer holds: a record, a list of records, or undefined for nothing.
 * @throws Problem for an answer that isn't the operation's
 */
export function readAnswer(wire: Pick<Wire, 'platform'>, filled: Filled, data: unknown): Answer {
  const { entry, one } = filled;
  const { has } = entry;
  const at = one?.answer ?? entry.answer;
  const place: Place = { ...(at && { at }), ...(has && { has }) };
  switch (givenBy(filled)) {
    case 'nothing':
      nothingIn(wire, data);
      return undefined;
    case 'record':
      return isAbsent(entry, data) ? undefined : recordIn(wire, data, place);
    case 'rows':
      return rowsIn(wire, unkeyed(entry, data) ?? data, place);
    case 'keyed':
      return rowsIn(wire, unkeyed(entry, data), place);
  }
}

/** True where the server answers nothing to a success. */
export function givesNothing(filled: Filled): boolean {
  return givenBy(filled) === 'nothing';
}

/**
 * Unless told, a search gives a list, or one record by its id; a DELETE nothing; another write a record, or
 * the list that is given out as `listAs`.
 */
function givenBy({ entry, one }: Filled): Gives {
  if (one) return one.gives ?? 'record';
  if (entry.gives) return entry.gives;
  if (entry.kind === 'search') return 'rows';
  if (entry.method === 'DELETE') return 'nothing';
  return entry.listAs ? 'rows' : 'record';
}

/** True for an object with nothing in it but, perhaps, the key under which the record would be. */
function isAbsent(entry: Entry, data: unknown): boolean {
  if (entry.kind !== 'search' || !entry.mayBeAbsent || !isRecord(data)) return false;
  const { answer: [place] = [] } = entry;
  return Object.entries(data).every(([key, value]) => key === place && isNothing(value));
}

function isNothing(value: unknown): boolean {
  return value === null || (isRecord(value) && Object.keys(value).length === 0);
}

/** The records that an object holds under keys of their own, as a list; undefined where it isn't that. */
function unkeyed(entry: Entry, data: unknown): unknown[] | undefined {
  const keyedBy = entry.kind === 'search' ? entry.keyedBy : undefined;
  if (keyedBy === undefined || !isRecord(data)) return undefined;
  return Object.entries(data).map(([key, row]) =>
    isRecord(row) ? { id: key, [keyedBy]: key, ...row } : row,
  );
}
