import type { Feed, FeedEntry } from '../../platforms/contract/feed.js';
import { isAbandoned, marksAfter, stopAt, type Mark } from './marks.js';
import { readNewest, readSweep, type Reading, type WalkMode } from './reading.js';
import {
  coveredBy,
  dueRest,
  newRest,
  withFailure,
  withHidden,
  withReached,
  type Rest,
} from './rest.js';

const SAMPLE_SIZE = 3;
/** After so many polls in a row that left records unread, what they read isn't remembered: go on without. */
const MOST_PARTIAL = 200;
/** Servers' clocks may be this far from ours where switching a Zap on ran out of time. */
const CLOCK_MS = 5 * 60_000;

/** What the walks of a connection's Zaps keep for the next one. All times in epoch milliseconds. */
export interface Kept {
  marks: Mark[];
  rest?: Rest | undefined;
  /** What is older has been handed over by sweeps, or isn't to be handed over. */
  since?: number | undefined;
  /** Since polls couldn't read every record of their pages: how many in a row, and when the last one was. */
  unread?: { polls: number; polledAt: number } | undefined;
}

export interface Walk<Item> {
  /** Newest first, each event once. */
  items: Item[];
  kept: Kept;
}

/**
 * Reads a feed newest first until it is past everything that a Zap may not have been given yet:
 * whatever is younger than the window, and whatever came after the newest record that the last walk
 * before the window had seen. Then it goes on with what earlier walks had to leave, the rest.
 * So every record is handed over by all polls of a window, and one that a poll missed (a page moved,
 * Zapier lost an answer) comes with the next. Zapier starts a run only for records it hasn't seen.
 * @param kept what earlier walks left; without marks the window alone holds
 * @param limits now, and when to stop reading, in epoch milliseconds
 * @throws Problem as `readNewest` does
 */
export async function walk<Item>(
  feed: Feed<Item>,
  kept: Kept,
  mode: WalkMode,
  { now, deadline }: { now: number; deadline: number },
): Promise<Walk<Item>> {
  if (mode === 'sample') {
    const { entries } = await feed.page({
      cursor: undefined,
      since: undefined,
    });
    return { items: eventsOf(entries).slice(0, SAMPLE_SIZE), kept };
  }
  // Where no other Zap needs what is kept: what happened while this one was off must not come later.
  const lastPolls = [kept.marks.at(-1)?.[0] ?? 0, kept.unread?.polledAt ?? 0];
  const isFirst = mode === 'populate' && isAbandoned(Math.max(...lastPolls), now);
  const left: Kept = isFirst ? { marks: [] } : settled(kept, now);
  const stop = Math.max(stopAt(left.marks, now), left.since ?? 0);
  const top = await readNewest(feed, undefined, { stop, mode, deadline });
  const due = dueAfterTop(left.rest, top, { now, stop });
  const deeper = due && (await readRest(feed, due, { top, stop, mode, deadline }));
  const early = deeper && (await readEarly(feed, due, deeper, { mode, deadline }));
  const items = eventsOf([top, deeper, early].flatMap((reading) => reading?.entries ?? []));
  const marks = marksAfter(left.marks, [now, top.newest ?? stop]);
  if (mode === 'populate') {
    // The rest is for the Zaps that poll: one that is switched on reads it to know it, no more.
    if ((early ?? deeper ?? top).end === 'complete') return { items, kept: { ...left, marks } };
    return { items, kept: isFirst ? { ...left, since: now - CLOCK_MS } : left };
  }
  if (top.end === 'failed') return { items, kept };
  const isPartial = top.isPartial || deeper?.isPartial;
  const unread = isPartial ? { polls: (kept.unread?.polls ?? 0) + 1, polledAt: now } : undefined;
  if (unread && unread.polls <= MOST_PARTIAL) {
    // Only what has been read whole is recorded, so that all polls of a window give all of it.
    const begun: Mark = [now, stop];
    return {
      items,
      kept: {
        ...kept,
        marks: kept.marks.length > 0 ? kept.marks : [begun],
        unread,
      },
    };
  }
  if (deeper?.end === 'failed') {
    return {
      items,
      kept: { ...kept, rest: kept.rest && withFailure(kept.rest) },
    };
  }
  const rest = due && restAfter(due, top, deeper, now);
  return { items, kept: { ...left, marks, rest, unread } };
}

/** What is kept, with the rest as it is due now. */
function settled(kept: Kept, now: number): Kept {
  if (!kept.rest) return kept;
  const rest = dueRest(kept.rest, now);
  const isOver = rest?.hidden !== kept.rest.hidden;
  const since = isOver ? Math.max(kept.since ?? 0, coveredBy(kept.rest)) || undefined : kept.since;
  return { ...kept, rest, since };
}

/** The rest, with what reading from the top had to leave. */
function dueAfterTop(
  rest: Rest | undefined,
  { end, hidden, newest = 0 }: Reading<unknown>,
  { now, stop }: { now: number; stop: number },
): Rest | undefined {
  if (end === 'complete' || end === 'failed') return rest;
  if (rest && rest.hidden > 0) return withHidden(rest, { now, stop, hidden: hidden ?? newest });
  const oldest = Math.min(rest?.stop ?? stop, stop);
  if (hidden !== undefined) return newRest(now, oldest, hidden);
  // Where the rest is further down, what lies between is read again.
  return rest && rest.cursor === undefined ? rest : newRest(now, oldest);
}

/** The rest, after this walk got as far as it did. */
function restAfter(
  due: Rest,
  top: Reading<unknown>,
  deeper: Reading<unknown> | undefined,
  now: number,
): Rest | undefined {
  if (deeper?.hidden !== undefined) return newRest(now, due.stop, deeper.hidden);
  if (deeper) return withReached(due, deeper.place);
  return due.hidden > 0 ? due : withReached(due, top.place);
}

/** Goes on with the rest, if there is time: where polls begin, or where reading from the top ended. */
async function readRest<Item>(
  feed: Feed<Item>,
  { cursor, stop, hidden }: Rest,
  left: { top: Reading<Item>; stop: number; mode: WalkMode; deadline: number },
): Promise<Reading<Item> | undefined> {
  const { top, mode, deadline } = left;
  if (top.end === 'out of time' || top.end === 'failed') return undefined;
  if (feed.sweep && hidden > 0) {
    return readSweep(feed.sweep.bind(feed), cursor, { stop, mode, deadline });
  }
  if (cursor !== undefined) return readNewest(feed, cursor, { stop, mode, deadline });
  // In its first hour the rest is what reading from the top gives.
  if (left.stop <= stop || top.next === null) return { ...top, entries: [] };
  const reading = await readNewest(feed, top.next, { stop, mode, deadline });
  const pages = top.place.pages + reading.place.pages;
  return { ...reading, place: { ...reading.place, pages } };
}

/** What is due after the rest needn't wait for its turn where there is time left, but it isn't done then. */
async function readEarly<Item>(
  feed: Feed<Item>,
  { again }: Rest,
  { end }: Reading<Item>,
  limits: { mode: WalkMode; deadline: number },
): Promise<Reading<Item> | undefined> {
  if (!feed.sweep || !again || end !== 'complete') return undefined;
  return readSweep(feed.sweep.bind(feed), undefined, {
    ...limits,
    stop: again.stop,
  });
}

/** The events of the entries, newest first; a record that moved between two pages comes once. */
function eventsOf<Item>(entries: readonly FeedEntry<Item>[]): Item[] {
  const events = new Map<string, Item>();
  for (const { key, item } of entries.toSorted((a, b) => b.at - a.at)) {
    if (item !== undefined && !events.has(key)) events.set(key, item);
  }
  return [...events.values()];
}
