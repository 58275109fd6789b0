import type { Wire } from '../../../http/wire.js';
import type { ReadEntry, WriteEntry } from '../../catalogue/entry.js';
import type { Filled } from '../../catalogue/fill.js';
import type { Raw } from '../../catalogue/port.js';
import type { Scope } from '../client.js';

/** What only HighLevel's operations have. Their paths may hold `{location}`. */
interface HighlevelFacts {
  /** What the token must be allowed to do for it. */
  scope: Scope;
  /** Where the location is told, when it isn't in the path. */
  location?: 'query' | 'body';
  /**
   * The answer is no record, but says that it was done: `true`, or by the `status` in its body, which may be
   * another than that of the answer.
   */
  saysDone?: true | 'status';
  /** The key under which the answer may hold the record, where documents and servers differ. */
  envelope?: string;
  /** Compares the answer with what was asked for. @throws Problem where it wasn't done, though answered alike */
  check?: (filled: Filled, record: Raw, wire: Wire) => void;
}

/** What an update must hold though the step leaves it blank. */
export interface Whole {
  names: readonly string[];
  /** What the token must be allowed to do to read it. */
  scope: Scope;
}

/** An operation of HighLevel's that changes something. */
export interface HighlevelWrite extends WriteEntry<HighlevelRead>, HighlevelFacts {
  /** What became of each of many that were asked for; the answer may be silent about some. */
  outcomes?: (filled: Filled, answer: unknown, wire: Wire) => Raw[];
  /** What an update must hold: what the step leaves blank is read first: a request more. */
  whole?: Whole;
}

/** An operation of HighLevel's that only reads. */
export interface HighlevelRead extends ReadEntry, HighlevelFacts {}

/** An entry of HighLevel's catalogue. */
export type HighlevelEntry = HighlevelWrite | HighlevelRead;
