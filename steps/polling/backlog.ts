import { LOOKBACK_MS, MOMENT_MS, pollingTime } from './checkpoints.js';

/** How far a poll got in what is left. */
export interface Progress {
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
export interface Backlog {
  /** The page that polls begin with; undefined for the beginning. */
  cursor?: string | undefined;
  /** How far back it reaches, in epoch milliseconds. */
  since: number;
  /** When a poll first had to leave some of it, in epoch milliseconds. */
  begunAt: number;
  /** The newest moment of which records may hide, for a sweep; 0 where the feed is just read on. */
  hidden: number;
  /** How far the polls got that began there, going by the one that got least far. */
  progress?: Progress | undefined;
  /** For how long polls have begun there, and when the last one did. */
  age: number;
  polledAt: number;
  /** Polls in a row that failed there. */
  failures: number;
  /** Records that came to hide when polls were further on: for them a sweep begins anew after this one. */
  again?: { since: number; hidden: number } | undefined;
}

/** So many failures in a row, and the page to go on with counts as gone for good. */
const MOST_FAILURES = 3;

/** What is to be read from now on. @param begunAt when polls had to leave some of it before, if they had */
export function newBacklog(now: number, since: number, hidden = 0, begunAt = now): Backlog {
  return { since, begunAt, hidden, age: 0, polledAt: now, failures: 0 };
}

/** The backlog as a poll finds it: once all polls of a window have read a part, the next part is due. */
export function dueBacklog(backlog: Backlog, now: number): Backlog | undefined {
  const { progress, again } = backlog;
  const age = backlog.age + pollingTime(backlog.polledAt, now);
  if (!progress || age < LOOKBACK_MS) return { ...backlog, age, polledAt: now };
  const { cursor } = progress;
  if (cursor !== null) {
    return { ...backlog, cursor, progress: undefined, age: 0, polledAt: now };
  }
  return again && newBacklog(now, again.since, again.hidden);
}

/** Until when nothing hides any more that is not in the backlog, once it has been read by all. */
export function coveredBy(backlog: Backlog): number {
  return backlog.hidden === 0 ? 0 : backlog.hidden + MOMENT_MS;
}

/** The backlog after a poll has found that records of a moment may hide. */
export function withHidden(
  backlog: Backlog | undefined,
  { now, since, hidden }: { now: number; since: number; hidden: number },
): Backlog {
  if (!backlog) return newBacklog(now, since, hidden);
  const { progress, again } = backlog;
  if (hidden <= (again?.hidden ?? backlog.hidden)) return backlog;
  // As long as every poll reads all of it, what has come is read as well.
  if (backlog.cursor === undefined && (progress?.cursor ?? null) === null) {
    return newBacklog(now, backlog.since, hidden);
  }
  return { ...backlog, again: { since: again?.since ?? since, hidden } };
}

/**
 * The backlog after a poll got so far. A poll that got less than half as far as others counts for
 * as little as one that failed: the Zap's next one makes up for it.
 * @returns undefined where one poll read all of it, the first that did: from then on the window is for it
 */
export function withProgress(backlog: Backlog, reached: Progress): Backlog | undefined {
  const { progress } = backlog;
  const next = { ...backlog, failures: 0 };
  if (reached.pages === 0 || (progress && reached.pages * 2 < progress.pages)) return next;
  if (!progress) return { ...next, progress: reached };
  if (progress.pages * 2 < reached.pages) {
    const isAll = backlog.cursor === undefined && reached.cursor === null;
    return isAll && backlog.hidden === 0 ? undefined : { ...next, progress: reached, age: 0 };
  }
  return { ...next, progress: isNearer(reached, progress) ? reached : progress };
}

function isNearer(one: Progress, other: Progress): boolean {
  if ((one.cursor === null) !== (other.cursor === null)) return other.cursor === null;
  return one.at === other.at ? one.pages < other.pages : one.at > other.at;
}

/** The backlog after reading it failed: where that goes on, it is read from the beginning. */
export function withFailure(backlog: Backlog): Backlog {
  const failures = backlog.failures + 1;
  return failures < MOST_FAILURES
    ? { ...backlog, failures }
    : { ...backlog, cursor: undefined, progress: undefined, age: 0, failures: 0 };
}
