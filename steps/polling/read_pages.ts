import { Problem } from '../../http/problem.js';
import type { Feed, FeedEntry, FeedPage } from '../../platforms/contract/feed.js';
import type { Progress } from './backlog.js';

/** Pages read when a Zap is switched on, so that records which move up later are known already. */
const FIRST_PAGES = 7;

/**
 * Why a feed is read: `poll` for what is new, `populate` when the Zap is switched on (Zapier remembers
 * the records and starts no run), `sample` for an example in the editor.
 */
export type ReadMode = 'poll' | 'populate' | 'sample';

/** What came of reading a part of a feed. */
export interface Reading<Item> {
  /** Those that are wanted, as far as the feed knows them. */
  entries: FeedEntry<Item>[];
  /** `hidden`: pages showed the same records again, so that others of the same moment hide. */
  end: 'complete' | 'hidden' | 'out of time' | 'failed';
  /** The newest moment of which records hide, in epoch milliseconds. */
  hidden?: number;
  /** The time of the newest record read; undefined where there was none. */
  newest: number | undefined;
  /** Whether the feed has yet to read some of them. */
  isPartial: boolean;
  /** How far it got. */
  progress: Progress;
  /** The page after the last one read; null for none. */
  next: string | null;
}

interface Limits {
  /** Older records aren't wanted, in epoch milliseconds. */
  since: number;
  mode: ReadMode;
  deadline: number;
}

/**
 * Reads a feed newest first, page by page, until its records are older than a time.
 * @param from the page to begin with; undefined for the newest
 * @throws Problem when the newest page can't be read, any page when a Zap is switched on (it would start
 * runs for what it didn't get to know), or the key is dead; else a failure ends the reading
 */
export async function readNewest<Item>(
  feed: Feed<Item>,
  from: string | undefined,
  { since, mode, deadline }: Limits,
): Promise<Reading<Item>> {
  const isTop = from === undefined;
  const isPopulating = mode === 'populate';
  const check = feed.sweep && hiddenMoments(since);
  const source: Source<Item> = {
    read: (cursor) => feed.page({ cursor, since, isPopulating }),
    look: (page, pages) => {
      const oldest = page.entries.at(-1)?.at;
      const isPast = oldest !== undefined && oldest < since;
      return {
        wanted: page.entries.filter((entry, index) => {
          if (entry.at >= since || isPopulating) return true;
          // Where a later page ends is chance: what it has from before may be older than the Zap.
          return isTop && pages === 1 && (!feed.sweep || isAlone(page, index));
        }),
        hiding: check?.(page),
        isEnd: isPast && (mode === 'poll' || (!feed.surfaces && pages >= FIRST_PAGES)),
        at: oldest ?? 0,
      };
    },
    mustBegin: isTop,
  };
  return readPages(source, from, { mode, deadline });
}

/**
 * Sweeps through the records of a feed since a time, page by page.
 * @param from the page to begin with; undefined for the first
 * @throws Problem as `readNewest` does, but for a first page of a poll
 */
export async function readSweep<Item>(
  sweep: NonNullable<Feed<Item>['sweep']>,
  from: string | undefined,
  { since, mode, deadline }: Limits,
): Promise<Reading<Item>> {
  const source: Source<Item> = {
    read: (cursor) => sweep({ cursor, since }),
    look: ({ entries }) => ({
      wanted: entries.filter(({ at }) => at >= since),
      hiding: undefined,
      isEnd: false,
      at: 0,
    }),
    mustBegin: false,
  };
  return readPages(source, from, { mode, deadline });
}

/** What a feed is read through. */
interface Source<Item> {
  read(cursor: string | undefined): Promise<FeedPage<Item>>;
  /** What a page comes to. @param pages how many it makes */
  look(page: FeedPage<Item>, pages: number): Finding<Item>;
  /** Whether nothing comes of it where the page to begin with can't be read. */
  mustBegin: boolean;
}

/** What a page comes to. */
interface Finding<Item> {
  wanted: FeedEntry<Item>[];
  /** The newest moment of which records hide. */
  hiding: number | undefined;
  isEnd: boolean;
  at: number;
}

/** What pages have come to so far. */
interface Pages<Item> extends Pick<
  Reading<Item>,
  'entries' | 'newest' | 'isPartial' | 'progress' | 'next'
> {
  hidden: number | undefined;
  /** The page to read. */
  cursor: string | undefined;
  /** Every page that was read, or is to be. */
  cursors: readonly (string | undefined)[];
  /** The last one read. */
  before: FeedPage<Item> | undefined;
}

async function readPages<Item>(
  source: Source<Item>,
  from: string | undefined,
  { mode, deadline }: Omit<Limits, 'since'>,
): Promise<Reading<Item>> {
  const begin = Date.now();
  let pages = noPages<Item>(from);
  while (Date.now() < deadline) {
    const { before, cursor, progress } = pages;
    const page = await source.read(cursor).catch((failure: unknown) => {
      if (mode === 'populate' || (source.mustBegin && !before)) throw failure;
      return endBy(failure);
    });
    if (typeof page === 'string') return readingOf(pages, page);
    const finding = source.look(page, progress.pages + 1);
    pages = withPage(pages, page, finding);
    if (isHiding(pages, mode)) return { ...readingOf(pages, 'hidden'), hidden: pages.hidden };
    if (pages.next === null || finding.isEnd) {
      const share = Math.max(Date.now() - begin, 1) / Math.max(deadline - begin, 1);
      return readingOf({ ...pages, progress: wholeProgress(pages.progress, share) }, 'complete');
    }
  }
  return readingOf(pages, 'out of time');
}

function noPages<Item>(from: string | undefined): Pages<Item> {
  return {
    entries: [],
    newest: undefined,
    isPartial: false,
    progress: { cursor: from ?? null, at: 0, pages: 0 },
    next: from ?? null,
    hidden: undefined,
    cursor: from,
    cursors: [from],
    before: undefined,
  };
}

function withPage<Item>(
  pages: Pages<Item>,
  page: FeedPage<Item>,
  { wanted, hiding, at }: Finding<Item>,
): Pages<Item> {
  const { before, cursor, cursors } = pages;
  const hidden = pages.hidden ?? hiding;
  const next = nextOf({ ...pages, hidden }, page);
  return {
    entries: [...pages.entries, ...wanted],
    newest: newestOf(pages.newest, page),
    isPartial: pages.isPartial || (page.isPartial ?? false),
    // Records move while nobody reads: the last page is read again, but not a single one for ever.
    progress: { cursor: (before && next && cursor) ?? next, at, pages: pages.progress.pages + 1 },
    next,
    hidden,
    cursor: page.next,
    cursors: [...cursors, page.next],
    before: page,
  };
}

/**
 * The page after one; null for none. A server that ignores the cursor gives one page for ever; where records
 * hide, a page may come again.
 */
function nextOf<Item>(
  { cursors, hidden, before }: Pages<Item>,
  page: FeedPage<Item>,
): string | null {
  const isStuck = cursors.includes(page.next) || (hidden === undefined && isSame(page, before));
  return isStuck ? null : (page.next ?? null);
}

function newestOf(newest: number | undefined, { entries }: FeedPage<unknown>): number | undefined {
  return entries.reduce<number | undefined>((so, { at }) => Math.max(so ?? at, at), newest);
}

/** Whether records hide, and enough was read to say so: a Zap that is switched on gets to know more first. */
function isHiding({ hidden, progress, next }: Pages<unknown>, mode: ReadMode): boolean {
  const isEnough = mode === 'poll' || progress.pages >= FIRST_PAGES || next === null;
  return hidden !== undefined && isEnough;
}

/** The progress of what was read whole. @param share of the time that it took */
function wholeProgress({ at, pages }: Progress, share: number): Progress {
  return { cursor: null, at, pages: pages / share };
}

function readingOf<Item>(
  { entries, newest, isPartial, progress, next }: Pages<Item>,
  end: Reading<Item>['end'],
): Reading<Item> {
  return { entries, newest, isPartial, progress, next, end };
}

/**
 * A failure of the key stops everything, others pass, and the next poll reads it all again. Where a server
 * allows no more requests for now, the next one goes on instead.
 */
function endBy(failure: unknown): 'failed' | 'out of time' {
  if (!(failure instanceof Problem) || failure.kind === 'expired') throw failure;
  return failure.kind === 'throttled' ? 'out of time' : 'failed';
}

/** Whether a page has nothing but what the one before it had. */
function isSame<Item>(page: FeedPage<Item>, before: FeedPage<Item> | undefined): boolean {
  if (!before || page.entries.length === 0) return false;
  const known = new Set(before.entries.map(({ key }) => key));
  return page.entries.every(({ key }) => known.has(key));
}

/**
 * Counts, page after page: a record that comes again stands in the progress of one that doesn't come, unless
 * the list grew meanwhile and moved it down.
 * @returns the newest moment, since then, of which records hide
 */
function hiddenMoments(since: number): (page: FeedPage<unknown>) => number | undefined {
  const seen = new Set<string>();
  let total: number | undefined;
  let moved = 0;
  return (page) => {
    const again = page.entries.filter(({ key, at }) => at >= since && seen.has(key));
    for (const { key } of page.entries) seen.add(key);
    moved += Math.max((page.total ?? 0) - (total ?? page.total ?? 0), 0) - again.length;
    total = page.total;
    if (moved >= 0 || again.length === 0) return undefined;
    return again.reduce((newest, { at }) => Math.max(newest, at), 0);
  };
}

/**
 * Whether no other record shares its moment: which of those that do stand on a page is chance. Of the
 * last of a page nobody knows, unless the page holds all there are.
 */
function isAlone({ entries, total }: FeedPage<unknown>, index: number): boolean {
  const at = entries[index]?.at;
  const isLast = index === entries.length - 1 && entries.length !== total;
  return !isLast && entries[index + 1]?.at !== at && entries[index - 1]?.at !== at;
}
