import { isRecord } from '../../http/body.js';
import type { Keeping, Memory } from '../../platforms/toolkit/cache.js';
import type { Feed } from '../../platforms/contract/feed.js';
import type { Checkpoint } from './checkpoints.js';
import type { ReadMode } from './read_pages.js';
import type { Backlog, Progress } from './backlog.js';
import { readNew, type State } from './read_new.js';

/** A poll ends well before Zapier's 30 s; switching a Zap on may read a little longer than its polls. */
const READING_MS: Record<ReadMode, number> = { poll: 18_000, populate: 22_000, sample: 18_000 };
/** Zapier doesn't say how long its cache keeps a value; checkpoints are worth keeping for a switched-off week. */
const STATE: Keeping<State> = { version: 1, seconds: 7 * 24 * 60 * 60, shape: toState };

/** What a poll must know of its run. */
export interface PollMeta {
  mode: ReadMode;
  memory: Memory;
}

/**
 * The records a polling trigger gives to Zapier, newest first. See `readNew`.
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
  const key = `polling:${JSON.stringify([trigger, Object.entries(filters).sort()])}`;
  const known = mode === 'sample' ? undefined : await memory.recall(key, STATE);
  const before = known ?? { checkpoints: [] };
  const clock = { now, deadline: now + READING_MS[mode] };
  const { items, state } = await readNew(feed, before, mode, clock);
  const text = JSON.stringify(state);
  if (text !== JSON.stringify(before)) {
    // The cache refuses values that hold an `undefined`.
    await memory.remember(key, STATE, JSON.parse(text) as State);
  }
  return items;
}

/** What a cache gave back, as far as it is what was given to it. */
function toState(value: unknown): State | undefined {
  if (!isRecord(value)) return undefined;
  const { checkpoints, backlog, since, unread } = value;
  return {
    checkpoints: Array.isArray(checkpoints) ? checkpoints.filter(isCheckpoint) : [],
    ...(isBacklog(backlog) && { backlog }),
    ...(typeof since === 'number' && { since }),
    ...(isUnread(unread) && { unread }),
  };
}

function isCheckpoint(value: unknown): value is Checkpoint {
  return isRecord(value) && hasNumbers(value, ['polledAt', 'newestAt']);
}

function isBacklog(value: unknown): value is Backlog {
  if (!isRecord(value)) return false;
  const { cursor, progress, again } = value;
  return (
    hasNumbers(value, ['since', 'begunAt', 'hidden', 'age', 'polledAt', 'failures']) &&
    (cursor === undefined || typeof cursor === 'string') &&
    (progress === undefined || isProgress(progress)) &&
    (again === undefined || (isRecord(again) && hasNumbers(again, ['since', 'hidden'])))
  );
}

function isProgress(value: unknown): value is Progress {
  if (!isRecord(value)) return false;
  const { cursor } = value;
  return (cursor === null || typeof cursor === 'string') && hasNumbers(value, ['at', 'pages']);
}

function isUnread(value: unknown): value is State['unread'] {
  return isRecord(value) && hasNumbers(value, ['polls', 'polledAt']);
}

function hasNumbers(record: Record<string, unknown>, keys: readonly string[]): boolean {
  return keys.every((key) => Number.isFinite(record[key]));
}
