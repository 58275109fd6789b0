import type { Feed, FeedEntry } from '../../platforms/contract/feed.js';
import {
  coveredBy,
  dueBacklog,
  newBacklog,
  withFailure,
  withHidden,
  withProgress,
  type Backlog,
} from './backlog.js';
import {
  checkpointsAfter,
  checkpointsAnew,
  isAbandoned,
  wantedSince,
  type Checkpoint,
} from './checkpoints.js';
import { readNewest, readSweep, type ReadMode, type Reading } from './read_pages.js';

const SAMPLE_SIZE = 3;
/** After so many polls in a row that left records unread, what they read isn't remembered: go on without. */
const MOST_PARTIAL = 200;
/** Servers' clocks may be this far from ours where switching a Zap on ran out of time. */
const CLOCK_MS = 5 * 60_000;

/** What the polls of a connection's Zaps keep for the next one. All times in epoch milliseconds. */
export interface State {
  checkpoints: Checkpoint[];
  backlog?: Backlog | undefined;
  /** What is older has been handed over by sweeps, or isn't to be handed over. */
  since?: number | undefined;
  /** Since polls couldn't read every record of their pages: how many in a row, and when the last one was. */
  unread?: { polls: number; polledAt: number } | undefined;
}

/** What a poll gives, and what it keeps. */
export interface NewRecords<Item> {
  /** Newest first, each event once. */
  items: Item[];
  state: State;
}

/** When it is, and when to stop reading, in epoch milliseconds. */
interface Clock {
  now: number;
  deadline: number;
}

/** What a poll has read. */
interface Readings<Item> {
  top: Reading<Item>;
  /** Going on with the backlog; absent where there is none, or no time. */
  deeper?: Reading<Item> | undefined;
  /** What is due after the backlog, where there was time for it as well. */
  early?: Reading<Item> | undefined;
}

/**
 * Reads a feed newest first until it is past everything that a Zap may not have been given yet:
 * whatever is younger than the lookback window, and whatever came after the newest record of the last
 * checkpoint before the window. Then it resumes what earlier polls had to leave, the backlog.
 * So every record is handed over by all polls of a window, and one that a poll missed (a page moved,
 * Zapier lost an answer) comes with the next. Zapier starts a run only for records it hasn't seen.
 * @param state what earlier polls left; without checkpoints the window alone holds
 * @throws Problem as `readNewest` does
 */
export async function readNew<Item>(
  feed: Feed<Item>,
  state: State,
  mode: ReadMode,
  clock: Clock,
): Promise<NewRecords<Item>> {
  if (mode === 'sample') {
    const { entries } = await feed.page({ cursor: undefined, since: undefined });
    return { items: eventsOf(entries).slice(0, SAMPLE_SIZE), state };
  }
  const { now, deadline } = clock;
  // Where no other Zap needs what is kept: what happened while this one was off must not come later.
  const isFirst = mode === 'populate' && isAbandoned(lastPolledAt(state), now);
  const begun: State = isFirst ? { checkpoints: [] } : settled(state, now);
  const since = Math.max(wantedSince(begun.checkpoints, now), begun.since ?? 0);
  const limits = { since, mode, deadline };
  const top = await readNewest(feed, undefined, limits);
  const backlog = backlogAfterTop(begun.backlog, top, { now, since });
  const deeper = backlog && (await readBacklog(feed, backlog, top, limits));
  const early = deeper && (await readEarly(feed, backlog, deeper, limits));
  const readings: Readings<Item> = { top, deeper, early };
  const checkpoint = { polledAt: now, newestAt: top.newest ?? since };
  const complete = {
    ...begun,
    checkpoints: checkpointsAfter(begun.checkpoints, checkpoint),
  };
  const items = eventsOf([top, deeper, early].flatMap((reading) => reading?.entries ?? []));
  if (mode === 'populate') {
    return { items, state: afterPopulating(readings, { begun, complete, isFirst, now }) };
  }
  return { items, state: afterPoll(readings, { state, complete, backlog, now, since }) };
}

function lastPolledAt({ checkpoints, unread }: State): number {
  return Math.max(checkpoints.at(-1)?.polledAt ?? 0, unread?.polledAt ?? 0);
}

/** The state after a Zap was switched on: the backlog is for the Zaps that poll, this one only got to know it. */
function afterPopulating(
  { top, deeper, early }: Readings<unknown>,
  {
    begun,
    complete,
    isFirst,
    now,
  }: { begun: State; complete: State; isFirst: boolean; now: number },
): State {
  if ((early ?? deeper ?? top).end === 'complete') return complete;
  return isFirst ? { ...begun, since: now - CLOCK_MS } : begun;
}

/** The state after a poll. Only what has been read whole is recorded: all polls of a window give all of it. */
function afterPoll(
  { top, deeper }: Readings<unknown>,
  polled: {
    state: State;
    complete: State;
    backlog: Backlog | undefined;
    now: number;
    since: number;
  },
): State {
  const { state, complete, backlog, now, since } = polled;
  if (top.end === 'failed') return state;
  const isPartial = top.isPartial || deeper?.isPartial;
  const unread = isPartial ? { polls: (state.unread?.polls ?? 0) + 1, polledAt: now } : undefined;
  if (unread && unread.polls <= MOST_PARTIAL) {
    const first: Checkpoint = { polledAt: now, newestAt: since };
    const checkpoints = state.checkpoints.length > 0 ? state.checkpoints : [first];
    return { ...state, checkpoints, unread };
  }
  if (deeper?.end === 'failed') {
    return { ...state, backlog: state.backlog && withFailure(state.backlog) };
  }
  const left = backlog && backlogAfter(backlog, top, deeper, now);
  if (!backlog || left) return { ...complete, backlog: left, unread };
  const checkpoint = { polledAt: now, newestAt: top.newest ?? since };
  const checkpoints = checkpointsAnew(state.checkpoints, checkpoint, backlog);
  return { ...complete, checkpoints, backlog: undefined, unread };
}

/** What is kept, with the backlog as it is due now. */
function settled(state: State, now: number): State {
  const { backlog: before } = state;
  if (!before) return state;
  const backlog = dueBacklog(before, now);
  const isOver = backlog?.hidden !== before.hidden;
  const since = isOver ? Math.max(state.since ?? 0, coveredBy(before)) || undefined : state.since;
  return { ...state, backlog, since };
}

/** The backlog, with what reading from the top had to leave. */
function backlogAfterTop(
  backlog: Backlog | undefined,
  { end, hidden, newest = 0 }: Reading<unknown>,
  { now, since }: { now: number; since: number },
): Backlog | undefined {
  if (end === 'complete' || end === 'failed') return backlog;
  if (backlog && backlog.hidden > 0) {
    return withHidden(backlog, { now, since, hidden: hidden ?? newest });
  }
  const oldest = Math.min(backlog?.since ?? since, since);
  if (hidden !== undefined) return newBacklog(now, oldest, hidden);
  // Where the backlog is further down, what lies between is read again.
  if (backlog && backlog.cursor === undefined) return backlog;
  return newBacklog(now, oldest, 0, backlog?.begunAt);
}

/** The backlog, after this poll got as far as it did. */
function backlogAfter(
  backlog: Backlog,
  top: Reading<unknown>,
  deeper: Reading<unknown> | undefined,
  now: number,
): Backlog | undefined {
  if (deeper?.hidden !== undefined) return newBacklog(now, backlog.since, deeper.hidden);
  if (deeper) return withProgress(backlog, deeper.progress);
  return backlog.hidden > 0 ? backlog : withProgress(backlog, top.progress);
}

/** Resumes the backlog, if there is time: where polls begin, or where reading from the top ended. */
async function readBacklog<Item>(
  feed: Feed<Item>,
  { cursor, since, hidden }: Backlog,
  top: Reading<Item>,
  limits: { since: number; mode: ReadMode; deadline: number },
): Promise<Reading<Item> | undefined> {
  if (top.end === 'out of time' || top.end === 'failed') return undefined;
  const down = { ...limits, since };
  if (feed.sweep && hidden > 0) return readSweep(feed.sweep.bind(feed), cursor, down);
  if (cursor !== undefined) return readNewest(feed, cursor, down);
  // In its first hour the backlog is what reading from the top gives.
  if (limits.since <= since || top.next === null) return { ...top, entries: [] };
  const reading = await readNewest(feed, top.next, down);
  const pages = top.progress.pages + reading.progress.pages;
  return { ...reading, progress: { ...reading.progress, pages } };
}

/** What is due after the backlog needn't wait for its turn where there is time left, but it isn't done then. */
async function readEarly<Item>(
  feed: Feed<Item>,
  { again }: Backlog,
  { end }: Reading<Item>,
  limits: { since: number; mode: ReadMode; deadline: number },
): Promise<Reading<Item> | undefined> {
  if (!feed.sweep || !again || end !== 'complete') return undefined;
  return readSweep(feed.sweep.bind(feed), undefined, { ...limits, since: again.since });
}

/** The events of the entries, newest first; a record that moved between two pages comes once. */
function eventsOf<Item>(entries: readonly FeedEntry<Item>[]): Item[] {
  const events = new Map<string, Item>();
  for (const { key, item } of entries.toSorted((a, b) => b.at - a.at)) {
    if (item !== undefined && !events.has(key)) events.set(key, item);
  }
  return [...events.values()];
}
