import { MOMENT_MS, pollingTime, WINDOW_MS } from './marks.js';

/** How far a poll got in what is left. */
export interface Place {
  /** The page to go on with; null where nothing is left. */
  cursor: string | null;
  /** The time of the last record it read, in epoch milliseconds; 0 where the order isn't one of time. */
  at: number;
  /** How many pages it read; where nothing is left, how many it would have read in its time. */
  pages: number;
}

/**
 * What polls still have to read apart from what is new: what a poll had no time for, or a sweep.
 * Nobody tells which Zap a poll is for, so that a part which one poll has read isn't done with: all polls
 * of a window read it, and only then do they go on where it ended.
 */
export interface Rest {
  /** The page that polls begin with; undefined for the beginning. */
  cursor?: string | undefined;
  /** How far back it reaches, in epoch milliseconds. */
  stop: number;
  /** The newest moment of which records may hide, for a sweep; 0 where the feed is just read on. */
  hidden: number;
  /** How far the polls got that began there, going by the one that got least far. */
  reached?: Place | undefined;
  /** For how long polls have begun there, and when the last one did. */
  age: number;
  polledAt: number;
  /** Polls in a row that failed there. */
  failures: number;
  /** Records that came to hide when polls were further on: for them a sweep begins anew after this one. */
  again?: { stop: number; hidden: number } | undefined;
}

/** So many failures in a row, and the page to go on with counts as gone for good. */
const MOST_FAILURES = 3;

/** What is to be read from now on. */
export function newRest(now: number, stop: number, hidden = 0): Rest {
  return { stop, hidden, age: 0, polledAt: now, failures: 0 };
}

/** The rest as a poll finds it: once all polls of a window have read a part, the next part is due. */
export function dueRest(rest: Rest, now: number): Rest | undefined {
  const { reached, again } = rest;
  const age = rest.age + pollingTime(rest.polledAt, now);
  if (!reached || age < WINDOW_MS) return { ...rest, age, polledAt: now };
  const { cursor } = reached;
  if (cursor !== null) {
    return { ...rest, cursor, reached: undefined, age: 0, polledAt: now };
  }
  return again && newRest(now, again.stop, again.hidden);
}

/** Until when nothing hides any more that is not in the rest, once it has been read by all. */
export function coveredBy(rest: Rest): number {
  return rest.hidden === 0 ? 0 : rest.hidden + MOMENT_MS;
}

/** The rest after a poll has found that records of a moment may hide. */
export function withHidden(
  rest: Rest | undefined,
  { now, stop, hidden }: { now: number; stop: number; hidden: number },
): Rest {
  if (!rest) return newRest(now, stop, hidden);
  const { reached, again } = rest;
  if (hidden <= (again?.hidden ?? rest.hidden)) return rest;
  // As long as every poll reads all of it, what has come is read as well.
  if (rest.cursor === undefined && (reached?.cursor ?? null) === null) {
    return newRest(now, rest.stop, hidden);
  }
  return { ...rest, again: { stop: again?.stop ?? stop, hidden } };
}

/**
 * The rest after a poll got as far as a place. A poll that got less than half as far as others counts for
 * as little as one that failed: the Zap's next one makes up for it.
 * @returns undefined where nothing is left but for such a poll
 */
export function withReached(rest: Rest, place: Place): Rest | undefined {
  const { reached } = rest;
  const next = { ...rest, failures: 0 };
  if (place.pages === 0 || (reached && place.pages * 2 < reached.pages)) return next;
  if (!reached) return { ...next, reached: place };
  if (reached.pages * 2 < place.pages) {
    const isAll = rest.cursor === undefined && place.cursor === null;
    return isAll && rest.hidden === 0 ? undefined : { ...next, reached: place, age: 0 };
  }
  return { ...next, reached: isNearer(place, reached) ? place : reached };
}

function isNearer(one: Place, other: Place): boolean {
  if ((one.cursor === null) !== (other.cursor === null)) return other.cursor === null;
  return one.at === other.at ? one.pages < other.pages : one.at > other.at;
}

/** The rest after reading it failed: where that goes on, it is read from the beginning. */
export function withFailure(rest: Rest): Rest {
  const failures = rest.failures + 1;
  return failures < MOST_FAILURES
    ? { ...rest, failures }
    : { ...rest, cursor: undefined, reached: undefined, age: 0, failures: 0 };
}
