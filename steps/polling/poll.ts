import { isRecord } from '../../http/body.js';
import type { Keeping, Memory } from '../../platforms/toolkit/cache.js';
import type { Feed } from '../../platforms/contract/feed.js';
import type { Mark } from './marks.js';
import type { WalkMode } from './reading.js';
import type { Place, Rest } from './rest.js';
import { walk, type Kept } from './read_new.js';

/** A walk ends well before Zapier's 30 s; switching a Zap on may read a little longer than its polls. */
const READING_MS: Record<WalkMode, number> = { poll: 18_000, populate: 22_000, sample: 18_000 };
/** Zapier doesn't say how long its cache keeps a value; marks are worth keeping for a switched-off week. */
const KEPT: Keeping<Kept> = { version: 1, seconds: 7 * 24 * 60 * 60, shape: toKept };

/** What a poll must know of its run. */
export interface PollMeta {
  mode: WalkMode;
  memory: Memory;
}

/**
 * The records a polling trigger gives to Zapier, newest first. See `walk`.
 * @param filters the step's input: another filter is another feed. The Zaps of a connection with the same
 * trigger and filters share what is kept, because Zapier doesn't say which of them a poll is for
 */
export async function poll<Item>(
  feed: Feed<Item>,
  trigger: string,
  filters: Record<string, unknown>,
  { mode, memory }: PollMeta,
): Promise<Item[]> {
  const now = Date.now();
  const key = `marks:${JSON.stringify([trigger, Object.entries(filters).sort()])}`;
  const known = mode === 'sample' ? undefined : await memory.recall(key, KEPT);
  const left = known ?? { marks: [] };
  const { items, kept } = await walk(feed, left, mode, { now, deadline: now + READING_MS[mode] });
  const text = JSON.stringify(kept);
  if (mode !== 'sample' && text !== JSON.stringify(left)) {
    // The cache refuses values that hold an `undefined`.
    await memory.remember(key, KEPT, JSON.parse(text) as Kept);
  }
  return items;
}

/** What a cache gave back, as far as it is what was given to it. */
function toKept(value: unknown): Kept | undefined {
  if (!isRecord(value)) return undefined;
  const { marks, rest, since, unread } = value;
  return {
    marks: Array.isArray(marks) ? marks.filter(isMark) : [],
    ...(isRest(rest) && { rest }),
    ...(typeof since === 'number' && { since }),
    ...(isUnread(unread) && { unread }),
  };
}

function isMark(mark: unknown): mark is Mark {
  return Array.isArray(mark) && mark.length === 2 && mark.every(Number.isFinite);
}

function isRest(rest: unknown): rest is Rest {
  if (!isRecord(rest)) return false;
  const { cursor, stop, hidden, reached, age, polledAt, failures, again } = rest;
  return (
    [stop, hidden, age, polledAt, failures].every(Number.isFinite) &&
    (cursor === undefined || typeof cursor === 'string') &&
    (reached === undefined || isPlace(reached)) &&
    (again === undefined ||
      (isRecord(again) && [again['stop'], again['hidden']].every(Number.isFinite)))
  );
}

function isUnread(unread: unknown): unread is Kept['unread'] {
  return isRecord(unread) && [unread['polls'], unread['polledAt']].every(Number.isFinite);
}

function isPlace(place: unknown): place is Place {
  if (!isRecord(place)) return false;
  const { cursor, at, pages } = place;
  return (cursor === null || typeof cursor === 'string') && [at, pages].every(Number.isFinite);
}
