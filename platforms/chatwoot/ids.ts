import type { Problem } from '../../http/problem.js';
import { toText } from '../toolkit/values/index.js';
import { chatwootProblems } from './problems.js';

/** The server's whole numbers have 4 bytes, its ids among them: a bigger one is a status 500. */
export const BIGGEST_INTEGER = 2 ** 31 - 1;

/** True for what can be the id of a record. */
export function isId(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= BIGGEST_INTEGER;
}

/**
 * The id in a field. The server reads digits up to the first other character: `1.5` and `1st` would be
 * record 1.
 * @param refuse the sentence for what is no whole number
 * @throws Problem naming the field
 */
export function toId(
  field: string,
  value: unknown,
  refuse: (field: string, value: string) => Problem = chatwootProblems.badRecordId,
): string {
  const id = toText(value);
  if (!/^\d+$/.test(id)) throw refuse(field, id);
  if (!isId(id)) throw chatwootProblems.idTooBig(field, id);
  return id;
}
