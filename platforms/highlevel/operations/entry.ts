import type { ReadEntry, WriteEntry } from '../../catalogue/entry.js';
import type { Scope } from '../client.js';

/** What only HighLevel's operations have. */
interface HighlevelFacts {
  /** What the token must be allowed to do for it. */
  scope: Scope;
}

/** An operation of HighLevel's that changes something. */
export interface HighlevelWrite extends WriteEntry<HighlevelRead>, HighlevelFacts {}

/** An operation of HighLevel's that only reads. */
export interface HighlevelRead extends ReadEntry, HighlevelFacts {}

/** An entry of HighLevel's catalogue. */
export type HighlevelEntry = HighlevelWrite | HighlevelRead;
