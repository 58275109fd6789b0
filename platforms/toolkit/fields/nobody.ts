import { toText } from '../values/index.js';

/** What a field for an agent holds when none is meant, on every platform. */
export const NOBODY = 'nobody';

/** True for that word in any case. */
export function isNobody(value: unknown): boolean {
  return toText(value).toLowerCase() === NOBODY;
}
