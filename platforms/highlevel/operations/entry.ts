import type { Wire } from '../../../http/wire.js';
import type { ReadEntry, WriteEntry } from '../../catalogue/entry.js';
import type { Filled } from '../../catalogue/fill.js';
import type { Raw } from '../../catalogue/port.js';
import type { Scope } from '../client.js';

/** What only HighLevel's operations have. */
interface HighlevelFacts {
  /** What the token must be allowed to do for it. */
  scope: Scope;
  /** The answer is no record, but says that it was done. */
  saysDone?: true;
  /** Compares the answer with what was asked for. @throws Problem where it wasn't done, though answered alike */
  check?: (filled: Filled, record: Raw, wire: Wire) => void;
}

/** An operation of HighLevel's that changes something. */
export interface HighlevelWrite extends WriteEntry<HighlevelRead>, HighlevelFacts {}

/** An operation of HighLevel's that only reads. */
export interface HighlevelRead extends ReadEntry, HighlevelFacts {}

/** An entry of HighLevel's catalogue. */
export type HighlevelEntry = HighlevelWrite | HighlevelRead;
