import { isRecord } from '../../../http/body.js';
import type { Wire } from '../../../http/wire.js';
import { nothingIn, recordIn, rowsIn, type Place } from '../../toolkit/answer.js';
import type { Gives } from '../../catalogue/entry.js';
import type { ChatwootEntry } from './entry.js';
import { isOne } from './errors.js';

type Raw = Record<string, unknown>;

/**
 * What an operation's answer holds: a record, a list of records, or undefined for nothing.
 * @throws Problem for an answer that isn't the operation's
 */
export function readAnswer(
  wire: Wire,
  operation: ChatwootEntry,
  input: Raw,
  data: unknown,
): Raw | Raw[] | undefined {
  const { answer, has } = operation;
  const single = operation.kind === 'search' && isOne(operation, input) ? operation.one : undefined;
  const at = single?.answer ?? answer;
  const place: Place = { ...(at && { at }), ...(has && { has }) };
  switch (givenBy(operation, input)) {
    case 'nothing':
      nothingIn(wire, data);
      return undefined;
    case 'record':
      return isAbsent(operation, data) ? undefined : recordIn(wire, data, place);
    case 'rows':
      return rowsIn(wire, unkeyed(operation, data) ?? data, place);
    case 'keyed':
      return rowsIn(wire, unkeyed(operation, data), place);
  }
}

/** True where the server answers nothing to a success. */
export function givesNothing(operation: ChatwootEntry, input: Raw): boolean {
  return givenBy(operation, input) === 'nothing';
}

/**
 * Unless told, a search gives a list, or one record by its id; a DELETE nothing; another write a record, or
 * the list that is given out as `listAs`.
 */
function givenBy(operation: ChatwootEntry, input: Raw): Gives {
  if (operation.kind === 'search') {
    if (isOne(operation, input)) return operation.one?.gives ?? 'record';
    return operation.gives ?? 'rows';
  }
  if (operation.gives) return operation.gives;
  if (operation.method === 'DELETE') return 'nothing';
  return operation.listAs ? 'rows' : 'record';
}

/** True for an object with nothing in it but, perhaps, the key under which the record would be. */
function isAbsent(operation: ChatwootEntry, data: unknown): boolean {
  if (operation.kind !== 'search' || !operation.mayBeAbsent || !isRecord(data)) return false;
  const { answer: [place] = [] } = operation;
  return Object.entries(data).every(([key, value]) => key === place && isNothing(value));
}

function isNothing(value: unknown): boolean {
  return value === null || (isRecord(value) && Object.keys(value).length === 0);
}

/** The records that an object holds under keys of their own, as a list; undefined where it isn't that. */
function unkeyed(operation: ChatwootEntry, data: unknown): unknown[] | undefined {
  const keyedBy = operation.kind === 'search' ? operation.keyedBy : undefined;
  if (keyedBy === undefined || !isRecord(data)) return undefined;
  return Object.entries(data).map(([key, row]) =>
    isRecord(row) ? { id: key, [keyedBy]: key, ...row } : row,
  );
}
