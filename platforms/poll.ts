import { isRecord } from '../http/body.js';
import type { Memory } from './cache.js';
import type { Feed } from './feed.js';
import { LONG_WINDOW_MS, walk, WINDOW_MS, type Mark, type Rest, type WalkMode } from './walk.js';

/** A walk ends well before Zapier's 30 s; switching a Zap on may read a little longer than its polls. */
const READING_MS: Record<WalkMode, number> = { poll: 18_000, populate: 22_000, sample: 18_000 };
/** Zapier doesn't say how long its cache keeps a value; marks are worth keeping for a switched-off week. */
const MARKS_SECONDS = 7 * 24 * 60 * 60;

/** What a poll must know of its run. */
export interface PollMeta {
  mode: WalkMode;
  /** Where Zapier tells it, each Zap has marks of its own; else the Zaps of a connection share them. */
  zapId: string | undefined;
  memory: Memory;
}

/**
 * The records a polling trigger gives to Zapier, newest first. See `walk`.
 * @param filters the step's input: another filter is another feed, with marks of its own
 */
export async function poll<Item>(
  feed: Feed<Item>,
  trigger: string,
  filters: Record<string, unknown>,
  { mode, zapId, memory }: PollMeta,
): Promise<Item[]> {
  const now = Date.now();
  const key = `marks:${JSON.stringify([trigger, zapId, Object.entries(filters).sort()])}`;
  // What happened while the Zap was off must not come later; marks of several Zaps aren't for one to reset.
  const isReset = mode === 'populate' && zapId !== undefined;
  const left = mode === 'sample' || isReset ? { marks: [] } : toLeft(await memory.recall(key));
  const limits = {
    now,
    deadline: now + READING_MS[mode],
    window: zapId === undefined ? LONG_WINDOW_MS : WINDOW_MS,
  };
  const { items, marks = left.marks, rest } = await walk(feed, left, mode, limits);
  // Where a walk stopped tells what this Zap was given, which Zaps that share marks can't use.
  const kept = { marks, ...(zapId !== undefined && rest && { rest }) };
  if (isReset || (mode !== 'sample' && JSON.stringify(kept) !== JSON.stringify(left))) {
    await memory.remember(key, MARKS_SECONDS, kept);
  }
  return items;
}

function toLeft(kept: unknown): { marks: Mark[]; rest: Rest | undefined } {
  const { marks, rest } = isRecord(kept) ? kept : {};
  return { marks: Array.isArray(marks) ? marks.filter(isMark) : [], rest: toRest(rest) };
}

function isMark(mark: unknown): mark is Mark {
  return Array.isArray(mark) && mark.length === 2 && mark.every(Number.isFinite);
}

function toRest(rest: unknown): Rest | undefined {
  if (!isRecord(rest)) return undefined;
  const { cursor, stop, newestAt } = rest;
  if (typeof cursor !== 'string' || typeof stop !== 'number' || typeof newestAt !== 'number') {
    return undefined;
  }
  return { cursor, stop, newestAt };
}
