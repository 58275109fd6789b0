/** Zapier polls each Zap every 1 to 15 minutes, whatever the plan. */
const SLOWEST_POLL_MS = 15 * 60_000;
/** Four polls: the Zaps of a connection share what is kept, and three of one Zap's polls in a row may fail. */
export const WINDOW_MS = 4 * SLOWEST_POLL_MS;
/** Marks are kept at this distance, so that their list stays short however often Zaps poll. */
const MARK_DISTANCE_MS = 3 * 60_000;
/** The coarsest clock that a feed's times come from. */
export const MOMENT_MS = 1000;

/**
 * A walk after which nothing newer than the mark before was left unread: when it was, and from when on
 * records may be new to it, both in epoch milliseconds.
 */
export type Mark = readonly [polledAt: number, newestAt: number];

/**
 * How long Zaps have been polling between two polls. Time in which nobody polled counts as one poll: what
 * a Zap wasn't given before Zapier paused for hours, it must get now.
 */
export function pollingTime(from: number, to: number): number {
  return Math.min(to - from, SLOWEST_POLL_MS);
}

/** Before this time no record is wanted that Zapier wasn't given. */
export function stopAt(marks: readonly Mark[], now: number): number {
  const mark = marks[lastSettled(marks, now)];
  if (mark) return Math.min(now - WINDOW_MS, mark[1]);
  return (marks[0]?.[0] ?? now) - WINDOW_MS;
}

/** The marks with a new one: of those before the window only the last is needed, the others stand apart. */
export function marksAfter(marks: readonly Mark[], [now, newest]: Mark): Mark[] {
  const last = marks.at(-1);
  if (last && now - last[0] < MARK_DISTANCE_MS) return [...marks];
  const needed = lastSettled(marks, now);
  return [...marks.slice(Math.max(needed, 0)), [now, last ? newestAfter(last[1], newest) : newest]];
}

/** Whether no Zap of the connection has polled for so long that none can be on. */
export function isAbandoned(lastPolledAt: number, now: number): boolean {
  return now - lastPolledAt > WINDOW_MS;
}

/** The last mark from before the window; -1 for none. */
function lastSettled(marks: readonly Mark[], now: number): number {
  let age = 0;
  let next = now;
  return marks.findLastIndex(([polledAt]) => {
    age += pollingTime(polledAt, next);
    next = polledAt;
    return age >= WINDOW_MS;
  });
}

/**
 * Minutes later no record can have come within the moment of the newest, so that hundreds which share it
 * (an import) aren't read by every poll until something else happens.
 */
function newestAfter(before: number, newest: number): number {
  return newest > before ? newest : Math.max(before, newest + MOMENT_MS);
}
