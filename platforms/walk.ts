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

/** Where a walk ran out of time. The next one of the same Zap reads what is new, and goes on there. */
export interface Rest {
  /** The page to begin with: the last that was read, because records move while nobody reads. */
  cursor: string;
  /** How far back it was to reach. */
  stop: number;
  /** The newest record that was handed over by then. */
  newestAt: number;
}

export interface Walk<Item> {
  /** Newest first, each event once. */
  items: Item[];
  /** What the next walk is to be given; undefined when it stays as it was. */
  marks: Mark[] | undefined;
  /** What the next walk is to be given; undefined when there is nothing to go on with. */
  rest: Rest | undefined;
}

/** A part of a feed: from a page on, until the records are older than a time. */
interface Stretch {
  from: string | undefined;
  stop: number;
}

/** What came of reading a stretch. */
interface Reading<Item> {
  entries: FeedEntry<Item>[];
  /** The last page that was read. */
  last: string | undefined;
  end: 'complete' | 'out of time' | 'failed';
}

/**
 * Reads a feed newest first until it is past everything that a Zap may not have been given yet:
 * whatever is younger than the window, and whatever came after the newest record that the last complete
 * walk before the window had seen. So every record is handed over by all polls of half an hour, and one
 * that a poll missed (a page moved, a clock tie, Zapier lost an answer) comes with the next.
 * Zapier starts a run only for records it hasn't seen.
 * @param left what earlier walks left: their marks (none when they are lost: the window alone holds then),
 * and where the last one ran out of time
 * @param limits now, and when to stop reading, in epoch milliseconds; `window`: the long one where the
 * marks may be another Zap's
 * @throws Problem when the first page can't be read, or any page when a Zap is switched on: it would
 * start runs for what it didn't get to know; else a later failure ends the walk with what it has
 */
export async function walk<Item>(
  feed: Feed<Item>,
  left: { marks: readonly Mark[]; rest?: Rest | undefined },
  mode: WalkMode,
  limits: { now: number; deadline: number; window: number },
): Promise<Walk<Item>> {
  if (mode === 'sample') {
    const { entries } = await feed.page({ cursor: undefined, since: undefined });
    return {
      items: eventsOf(feed, entries).slice(0, SAMPLE_SIZE),
      marks: undefined,
      rest: undefined,
    };
  }
  const { marks } = left;
  const rest = mode === 'poll' ? left.rest : undefined;
  const stop = stopAt(marks, limits.now, limits.window);
  const top = { from: undefined, stop: Math.max(stop, rest?.newestAt ?? stop) };
  const reading = await read(feed, top, mode, limits.deadline);
  const deeper =
    rest && reading.end === 'complete'
      ? await read(feed, { from: rest.cursor, stop: rest.stop }, mode, limits.deadline)
      : undefined;
  const entries = [...reading.entries, ...(deeper?.entries ?? [])];
  const newest = Math.max(rest?.newestAt ?? -Infinity, ...entries.map(({ at }) => at));
  const { end, last } = deeper ?? reading;
  const seen: Mark = [limits.now, Number.isFinite(newest) ? newest : stop];
  return {
    items: eventsOf(feed, entries),
    marks: end === 'complete' ? marksAfter(marks, seen, limits.window) : undefined,
    rest: restAfter(),
  };

  function restAfter(): Rest | undefined {
    if (end === 'complete' || mode === 'populate') return undefined;
    // The page to go on with may be gone for good, so a failure there begins again from the top.
    if (end === 'failed') return deeper ? undefined : rest;
    return last === undefined ? rest : { cursor: last, stop: rest?.stop ?? stop, newestAt: newest };
  }
}

/** Reads a stretch of a feed page by page. */
async function read<Item>(
  feed: Feed<Item>,
  { from, stop }: Stretch,
  mode: WalkMode,
  deadline: number,
): Promise<Reading<Item>> {
  const entries: FeedEntry<Item>[] = [];
  let cursor = from;
  let last: string | undefined;
  let pages = 0;
  while (Date.now() < deadline) {
    const page = await feed
      .page({ cursor, since: stop, isPopulating: mode === 'populate' })
      .catch((failure: unknown) => endOf(failure, from === undefined ? pages : 1, mode));
    if (!page) return { entries, last, end: 'failed' };
    pages += 1;
    // Where a later page ends is chance: what it has from before may be older than the Zap.
    const isWhole = (from === undefined && pages === 1) || mode === 'populate';
    entries.push(...page.entries.filter(({ at }) => isWhole || at >= stop));
    last = cursor;
    cursor = page.next;
    const oldest = page.entries.at(-1)?.at;
    const isPast = oldest !== undefined && oldest < stop;
    if (cursor === undefined || (isPast && (mode === 'poll' || isEnough(feed, pages)))) {
      return { entries, last, end: 'complete' };
    }
  }
  return { entries, last, end: 'out of time' };
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
