import { Problem } from '../http/problem.js';
import type { Feed, FeedEntry } from './feed.js';

/** Zapier polls each Zap every 1 to 15 minutes, whatever the plan. */
const SLOWEST_POLL_MS = 15 * 60_000;
/** Two polls, so that one may be lost. */
export const WINDOW_MS = 2 * SLOWEST_POLL_MS;
/** Where no mark tells what this very Zap has been given, three polls in a row may fail. */
export const LONG_WINDOW_MS = 4 * SLOWEST_POLL_MS;
/** Marks are kept at this distance, so that their list stays short however often Zaps poll. */
const MARK_DISTANCE_MS = 3 * 60_000;
/** Pages read when a Zap is switched on, so that records which move up later are known already. */
const FIRST_PAGES = 7;
const SAMPLE_SIZE = 3;

/** A complete walk: when it was, and from when on records may be new to it, both in epoch milliseconds. */
export type Mark = readonly [polledAt: number, newestAt: number];

/**
 * Why a walk is made: `poll` for what is new, `populate` when the Zap is switched on (Zapier remembers
 * the records and starts no run), `sample` for an example in the editor.
 */
export type WalkMode = 'poll' | 'populate' | 'sample';

export interface Walk<Item> {
  /** Newest first, each event once. */
  items: Item[];
  /** What the next walk is to be given; undefined when it stays as it was. */
  marks: Mark[] | undefined;
}

/**
 * Reads a feed newest first until it is past everything that a Zap may not have been given yet:
 * whatever is younger than the window, and whatever came after the newest record that the last complete
 * walk before the window had seen. So every record is handed over by all polls of half an hour, and one
 * that a poll missed (a page moved, a clock tie, Zapier lost an answer) comes with the next.
 * Zapier starts a run only for records it hasn't seen.
 * @param marks what earlier walks left; none when they are lost: the window alone holds then
 * @param limits now, and when to stop reading, in epoch milliseconds; `window`: the long one where the
 * marks may be another Zap's
 * @throws Problem when the first page can't be read, or any page when a Zap is switched on: it would
 * start runs for what it didn't get to know; else a later failure ends the walk with what it has
 */
export async function walk<Item>(
  feed: Feed<Item>,
  marks: readonly Mark[],
  mode: WalkMode,
  { now, deadline, window }: { now: number; deadline: number; window: number },
): Promise<Walk<Item>> {
  if (mode === 'sample') {
    const { entries } = await feed.page({ cursor: undefined, since: undefined });
    return { items: eventsOf(feed, entries).slice(0, SAMPLE_SIZE), marks: undefined };
  }
  const stop = stopAt(marks, now, window);
  const entries: FeedEntry<Item>[] = [];
  let cursor: string | undefined;
  let pages = 0;
  let complete = false;
  while (!complete && Date.now() < deadline) {
    const page = await feed
      .page({ cursor, since: stop })
      .catch((failure: unknown) => endOf(failure, pages, mode));
    if (!page) break;
    pages += 1;
    // Where a later page ends is chance: what it has from before may be older than the Zap.
    const isWhole = pages === 1 || mode === 'populate';
    entries.push(...page.entries.filter(({ at }) => isWhole || at >= stop));
    cursor = page.next;
    const oldest = page.entries.at(-1)?.at;
    const isPast = oldest !== undefined && oldest < stop;
    complete = cursor === undefined || (isPast && (mode === 'poll' || isEnough(feed, pages)));
  }
  const newest = Math.max(...entries.map(({ at }) => at));
  const seen: Mark = [now, Number.isFinite(newest) ? newest : stop];
  return {
    items: eventsOf(feed, entries),
    marks: complete ? marksAfter(marks, seen, window) : undefined,
  };
}

/** Before this time no record is wanted that Zapier wasn't given. */
function stopAt(marks: readonly Mark[], now: number, window: number): number {
  const mark = marks[lastSettled(marks, now, window)];
  if (mark) return Math.min(now - window, mark[1]);
  return (marks[0]?.[0] ?? now) - LONG_WINDOW_MS;
}

/**
 * The last mark from before the window; -1 for none. Time in which nobody polled counts as one poll: what
 * a Zap wasn't given before Zapier paused for hours, it must get now.
 */
function lastSettled(marks: readonly Mark[], now: number, window: number): number {
  let age = 0;
  let next = now;
  return marks.findLastIndex(([polledAt]) => {
    age += Math.min(next - polledAt, SLOWEST_POLL_MS);
    next = polledAt;
    return age >= window;
  });
}

/** The marks with a new one: of those before the window only the last is needed, the others stand apart. */
function marksAfter(marks: readonly Mark[], seen: Mark, window: number): Mark[] | undefined {
  const [now, newest] = seen;
  const last = marks.at(-1);
  if (last && now - last[0] < MARK_DISTANCE_MS) return undefined;
  const needed = lastSettled(marks, now, window);
  return [...marks.slice(Math.max(needed, 0)), [now, last ? newestAfter(last[1], newest) : newest]];
}

/**
 * Minutes later no record can have come within the second of the newest, so that hundreds which share it
 * (an import) aren't read by every poll until something else happens.
 */
function newestAfter(before: number, newest: number): number {
  return newest > before ? newest : Math.max(before, newest + 1000);
}

function isEnough(feed: Feed<unknown>, pages: number): boolean {
  return !feed.surfaces && pages >= FIRST_PAGES;
}

/** A failure after the first page ends the walk; nothing is recorded, so the next one reads it all again. */
function endOf(failure: unknown, pages: number, mode: WalkMode): undefined {
  if (pages === 0 || mode === 'populate') throw failure;
  if (!(failure instanceof Problem) || failure.kind === 'expired') throw failure;
}

/** The events of the entries, newest first; a record that moved between two pages comes once. */
function eventsOf<Item>(feed: Feed<Item>, entries: readonly FeedEntry<Item>[]): Item[] {
  const events = new Map<string, Item>();
  for (const { item } of entries.toSorted((a, b) => b.at - a.at)) {
    if (item === undefined || events.has(feed.keyOf(item))) continue;
    events.set(feed.keyOf(item), item);
  }
  return [...events.values()];
}
