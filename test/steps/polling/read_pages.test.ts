// How far a feed is read, and what is taken of each page, by pages that are written down.
import { Problem } from '../../../http/problem.js';
import type { Feed, FeedEntry, FeedPage } from '../../../platforms/contract/feed.js';
import {
  readNewest,
  readSweep,
  type ReadMode,
  type Reading,
} from '../../../steps/polling/read_pages.js';
import { COST_MS, ladder, page, Written, type Pages } from '../../helpers/fakes/written_pages.js';
import { stopClock } from '../../simulator/zapier/clock.js';

const SINCE = 100;
const down = new Problem('error', 'The server is down.');
const throttled = new Problem('throttled', 'Too many requests.');
const expired = new Problem('expired', 'The key is gone.');

const keysOf = (entries: FeedEntry<string>[]): string[] => entries.map(({ key }) => key);

interface Given {
  from?: string;
  mode?: ReadMode;
  /** How long it may take. */
  time?: number;
}

const limitsOf = ({ mode = 'poll', time = 1000 }: Given) => ({
  since: SINCE,
  mode,
  deadline: Date.now() + time,
});

const newest = (feed: Feed<string>, given: Given = {}): Promise<Reading<string>> =>
  readNewest(feed, given.from, limitsOf(given));

const swept = (feed: Written, given: Given = {}): Promise<Reading<string>> =>
  readSweep((request) => feed.page(request), given.from, limitsOf(given));

/** The same pages on a server that hides records of one moment. */
const hiding = (pages: Pages): Written => {
  const feed = new Written(pages);
  feed.sweep = () => Promise.reject(new Error('not for these tests'));
  return feed;
};

beforeEach(() => {
  stopClock(Date.parse('2026-03-02T08:00:00.000Z'));
});
afterEach(() => {
  jest.useRealTimers();
});

describe('reading a feed newest first', () => {
  it('goes on until a record is older than wanted', async () => {
    const feed = new Written({
      top: page({ a: 130, b: 120 }, 'two'),
      two: page({ c: 110, d: 100 }, 'three'),
      three: page({ e: 105, f: 99 }, 'four'),
    });
    expect(await newest(feed)).toEqual({
      entries: [
        { key: 'a', at: 130, item: 'a' },
        { key: 'b', at: 120, item: 'b' },
        { key: 'c', at: 110, item: 'c' },
        { key: 'd', at: 100, item: 'd' },
        { key: 'e', at: 105, item: 'e' },
      ],
      end: 'complete',
      newest: 130,
      isPartial: false,
      progress: { cursor: null, at: 99, pages: 100 },
      next: 'four',
    });
    const request = { since: SINCE, isPopulating: false };
    expect(feed.asked).toEqual([
      { cursor: undefined, ...request },
      { cursor: 'two', ...request },
      { cursor: 'three', ...request },
    ]);
  });

  it('ends where the feed does', async () => {
    const feed = new Written({ from: page({ a: 130 }, 'two'), two: page({ b: 120 }) });
    expect(await newest(feed, { from: 'from' })).toMatchObject({ end: 'complete', next: null });
    expect(feed.read).toEqual(['from', 'two']);
  });

  it('gives what an empty feed has: nothing', async () => {
    expect(await newest(new Written({ top: page({}) }))).toEqual({
      entries: [],
      end: 'complete',
      newest: undefined,
      isPartial: false,
      progress: { cursor: null, at: 0, pages: 100 },
      next: null,
    });
  });

  it('goes on behind an empty page', async () => {
    const feed = new Written({
      top: page({ a: 130 }, 'two'),
      two: page({}, 'three'),
      three: page({ b: 120 }),
    });
    expect(keysOf((await newest(feed)).entries)).toEqual(['a', 'b']);
  });

  it('knows the newest record, wherever it stands', async () => {
    const feed = new Written({
      top: page({ a: 110, b: 130, c: 120 }, 'two'),
      two: page({ d: 125, e: 90 }),
    });
    expect((await newest(feed)).newest).toBe(130);
    const later = new Written({ top: page({ a: 110 }, 'two'), two: page({ b: 140 }) });
    expect((await newest(later)).newest).toBe(140);
  });

  it.each([
    ['the first', true, false],
    ['the last', false, true],
  ])('is partial where %s page is', async (_which, isFirst, isLast) => {
    const feed = new Written({
      top: page({ a: 130 }, 'two', { isPartial: isFirst }),
      two: page({ b: 120 }, undefined, { isPartial: isLast }),
    });
    expect((await newest(feed)).isPartial).toBe(true);
  });

  describe('takes of older records', () => {
    const pages = (): Pages => ({
      top: page({ a: 120, b: 90, c: 110 }, 'two'),
      two: page({ d: 80, e: 105, f: 70 }),
    });

    it('those of the newest page alone', async () => {
      const { entries } = await newest(new Written(pages()));
      expect(keysOf(entries)).toEqual(['a', 'b', 'c', 'e']);
    });

    it('none where it begins further down', async () => {
      const { entries } = await newest(new Written(pages()), { from: 'two' });
      expect(keysOf(entries)).toEqual(['e']);
    });

    it('all when the Zap is switched on', async () => {
      const feed = new Written(pages());
      const { entries } = await newest(feed, { mode: 'populate' });
      expect(keysOf(entries)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
      const request = { since: SINCE, isPopulating: true };
      expect(feed.asked).toEqual([
        { cursor: undefined, ...request },
        { cursor: 'two', ...request },
      ]);
    });
  });

  describe('of a server that hides records takes of older ones those that share their moment with none', () => {
    const takes = async (records: Record<string, number>, total?: number): Promise<string[]> =>
      keysOf((await newest(hiding({ top: page(records, 'two', { total }) }))).entries);

    it.each<[string, Record<string, number>, string[]]>([
      ['whatever is newer', { a: 130, b: 130, c: 90, d: 80 }, ['a', 'b', 'c']],
      ['not one that the next shares', { a: 90, b: 80, c: 80, d: 70 }, ['a']],
      ['not those in a row', { a: 80, b: 80, c: 80, d: 70, e: 60 }, ['d']],
    ])('%s', async (_what, records, taken) => {
      expect(await takes(records)).toEqual(taken);
      expect(await takes(records, 50)).toEqual(taken);
    });

    it('the last one only where the page has all there are', async () => {
      expect(await takes({ a: 90, b: 80 }, 2)).toEqual(['a', 'b']);
      expect(await takes({ a: 90, b: 80 }, 3)).toEqual(['a']);
      expect(await takes({ a: 90 })).toEqual([]);
      expect(await takes({ a: 90 }, 1)).toEqual(['a']);
      expect(await takes({ a: 80, b: 80 }, 2)).toEqual([]);
    });
  });
});

describe('how far a Zap that is switched on reads', () => {
  it('seven pages, however old they are', async () => {
    const feed = new Written(ladder(9, 99));
    expect(await newest(feed, { mode: 'populate' })).toMatchObject({ end: 'complete', next: 'p8' });
    expect(feed.read).toHaveLength(7);
  });

  it('more where they are all wanted', async () => {
    const feed = new Written(ladder(9, 107));
    await newest(feed, { mode: 'populate' });
    // The eighth is of the very time that is wanted.
    expect(feed.read).toHaveLength(9);
  });

  it('all there are where old ones come up again', async () => {
    const feed = new Written(ladder(9, 99));
    feed.surfaces = true;
    expect(await newest(feed, { mode: 'populate' })).toMatchObject({ end: 'complete', next: null });
    expect(feed.read).toHaveLength(9);
  });

  it('but a poll of these ends as any does', async () => {
    const feed = new Written(ladder(9, 101));
    feed.surfaces = true;
    await newest(feed);
    expect(feed.read).toEqual(['top', 'p2', 'p3']);
  });
});

describe('the time', () => {
  it('ends it, once it is over, with the last page to be read again', async () => {
    const pages = ladder(9, 120);
    expect(await newest(new Written(pages), { time: 1 })).toEqual({
      entries: [{ key: 'r1', at: 120, item: 'r1' }],
      end: 'out of time',
      newest: 120,
      isPartial: false,
      progress: { cursor: 'p2', at: 120, pages: 1 },
      next: 'p2',
    });
    const feed = new Written(pages);
    expect(await newest(feed, { time: 2 * COST_MS })).toMatchObject({
      progress: { cursor: 'p2', at: 119, pages: 2 },
      next: 'p3',
    });
    expect(feed.read).toEqual(['top', 'p2']);
    expect(await newest(new Written(pages), { time: 3 * COST_MS })).toMatchObject({
      progress: { cursor: 'p3', at: 118, pages: 3 },
      next: 'p4',
    });
  });

  it('does not leave it at the page it began with', async () => {
    expect(await newest(new Written(ladder(9, 120)), { from: 'p4', time: 1 })).toMatchObject({
      progress: { cursor: 'p5', at: 117, pages: 1 },
      next: 'p5',
    });
  });

  it.each([
    [undefined, null],
    ['p4', 'p4'],
  ])('may be over before it begins, from %s on', async (from, next) => {
    const feed = new Written(ladder(9, 120));
    expect(await newest(feed, { ...(from && { from }), time: 0 })).toEqual({
      entries: [],
      end: 'out of time',
      newest: undefined,
      isPartial: false,
      progress: { cursor: next, at: 0, pages: 0 },
      next,
    });
    expect(feed.asked).toEqual([]);
  });

  it('that was left says how many pages it would have read', async () => {
    const read = async (time: number): Promise<number> =>
      (await newest(new Written(ladder(2, 120)), { time })).progress.pages;
    expect(await read(200)).toBe(20);
    expect(await read(20)).toBe(2);
    const atOnce: Feed<string> = { page: () => Promise.resolve(page({ a: 120 })) };
    expect((await newest(atOnce, { time: 200 })).progress.pages).toBe(200);
  });
});

describe('a failure', () => {
  const later = (failure: Error): Written =>
    new Written({ top: page({ a: 130 }, 'two'), two: failure });

  it('of the newest page is the poll’s', async () => {
    for (const failure of [down, throttled]) {
      await expect(newest(new Written({ top: failure }))).rejects.toBe(failure);
    }
  });

  it.each([
    ['ends the reading', down, 'failed'],
    ['ends it like the time where no more requests are allowed', throttled, 'out of time'],
  ])('of a later page %s', async (_how, failure, end) => {
    expect(await newest(later(failure))).toEqual({
      entries: [{ key: 'a', at: 130, item: 'a' }],
      end,
      newest: 130,
      isPartial: false,
      progress: { cursor: 'two', at: 130, pages: 1 },
      next: 'two',
    });
    expect(await newest(later(failure), { from: 'two' })).toEqual({
      entries: [],
      end,
      newest: undefined,
      isPartial: false,
      progress: { cursor: 'two', at: 0, pages: 0 },
      next: 'two',
    });
  });

  it('of the key, or of the app, is the poll’s wherever it comes', async () => {
    for (const failure of [expired, new Error('A bug.')]) {
      await expect(newest(later(failure))).rejects.toBe(failure);
      await expect(newest(later(failure), { from: 'two' })).rejects.toBe(failure);
    }
  });

  it('of any page is that of switching a Zap on', async () => {
    for (const failure of [down, throttled]) {
      await expect(newest(later(failure), { mode: 'populate' })).rejects.toBe(failure);
    }
  });
});

describe('a server that ignores the page asked for', () => {
  it.each<[string, Pages, string[]]>([
    ['names the page it gives', { from: page({ a: 130 }, 'from') }, ['from']],
    [
      'names the page before',
      { from: page({ a: 130 }, 'two'), two: page({ b: 120 }, 'from') },
      ['from', 'two'],
    ],
    [
      'gives the same records under another name',
      { from: page({ a: 130, b: 120 }, 'two'), two: page({ b: 120, a: 130 }, 'three') },
      ['from', 'two'],
    ],
  ])('is asked no more where it %s', async (_how, pages, read) => {
    const feed = new Written(pages);
    expect(await newest(feed, { from: 'from' })).toMatchObject({
      end: 'complete',
      progress: { cursor: null },
      next: null,
    });
    expect(feed.read).toEqual(read);
  });

  it('is not one that gives a record again beside others', async () => {
    const feed = new Written({
      top: page({ a: 130, b: 120 }, 'two'),
      two: page({ b: 120, c: 110 }),
    });
    expect(keysOf((await newest(feed)).entries)).toEqual(['a', 'b', 'b', 'c']);
  });
});

describe('records hide', () => {
  it('where others come again: the poll ends there, and says of which moment', async () => {
    const feed = hiding({
      top: page({ a: 130, b: 120 }, 'two', { total: 9 }),
      two: page({ b: 120, c: 120, a: 130, d: 110 }, 'three', { total: 9 }),
    });
    expect(await newest(feed)).toMatchObject({
      end: 'hidden',
      hidden: 130,
      newest: 130,
      progress: { cursor: 'two', at: 110, pages: 2 },
      next: 'three',
    });
  });

  it.each([100, 101])('where one of %i comes again, though nobody tells the total', async (at) => {
    const feed = hiding({
      top: page({ a: 130, b: at }, 'two'),
      two: page({ b: at, c: 90 }),
    });
    expect(await newest(feed)).toMatchObject({ end: 'hidden', hidden: at });
  });

  it('where a list that got shorter shows one again', async () => {
    const feed = hiding({
      top: page({ a: 130, b: 120 }, 'two', { total: 9 }),
      two: page({ b: 120, c: 110 }, 'three', { total: 7 }),
    });
    expect(await newest(feed)).toMatchObject({ end: 'hidden', hidden: 120 });
  });

  it('where more come again than have come', async () => {
    const feed = hiding({
      top: page({ a: 130, b: 120 }, 'two', { total: 9 }),
      two: page({ b: 120, c: 110 }, 'three', { total: 11 }),
      three: page({ c: 110, d: 109 }, 'four', { total: 11 }),
      four: page({ d: 109, e: 108 }, 'five', { total: 11 }),
    });
    expect(await newest(feed)).toMatchObject({ end: 'hidden', hidden: 109 });
    expect(feed.read).toEqual(['top', 'two', 'three', 'four']);
  });

  const again = (more: [FeedPage<string>['total'], FeedPage<string>['total']]): Pages => ({
    top: page({ a: 130, b: 120 }, 'two', { total: more[0] }),
    two: page({ b: 120, c: 110 }, 'three', { total: more[1] }),
    three: page({ d: 90 }),
  });

  it('not where the list grew meanwhile', async () => {
    const feed = hiding(again([9, 10]));
    expect(await newest(feed)).toMatchObject({ end: 'complete' });
    expect(feed.read).toEqual(['top', 'two', 'three']);
  });

  it('not where it grew before a page that tells no total', async () => {
    const feed = hiding({
      top: page({ a: 130 }, 'two', { total: 9 }),
      two: page({ b: 120 }, 'three', { total: 10 }),
      three: page({ b: 120, c: 90 }),
    });
    expect(await newest(feed)).toMatchObject({ end: 'complete' });
  });

  it('not where none comes again', async () => {
    expect(await newest(hiding(ladder(4, 120)))).toMatchObject({ end: 'complete' });
  });

  it('not where what comes again is older than wanted', async () => {
    const feed = hiding({
      top: page({ a: 130, b: 99, c: 120 }, 'two'),
      two: page({ b: 99, d: 110 }),
    });
    expect(await newest(feed)).toMatchObject({ end: 'complete' });
  });

  it('not on a server that hides none', async () => {
    const reading = await newest(new Written(again([9, 9])));
    expect(reading.end).toBe('complete');
    expect(reading.hidden).toBeUndefined();
  });

  describe('from a Zap that is switched on', () => {
    it('which reads seven pages all the same, and tells of what it found first', async () => {
      const feed = hiding({
        ...ladder(9, 130),
        p2: page({ r1: 130, x: 129 }, 'p3'),
        p3: page({ x: 129 }, 'p4'),
      });
      expect(await newest(feed, { mode: 'populate' })).toMatchObject({
        end: 'hidden',
        hidden: 130,
        progress: { pages: 7 },
      });
      expect(feed.read).toHaveLength(7);
    });

    it('which goes on behind a page that comes twice', async () => {
      const feed = hiding({
        top: page({ a: 130 }, 'two'),
        two: page({ a: 130 }, 'three'),
        three: page({ b: 120 }),
      });
      expect(await newest(feed, { mode: 'populate' })).toMatchObject({ end: 'hidden', next: null });
      expect(feed.read).toEqual(['top', 'two', 'three']);
    });
  });
});

describe('a sweep', () => {
  it('goes through all pages, in whatever order, and takes what is wanted', async () => {
    const feed = new Written({
      top: page({ a: 90, b: 100 }, 'two', { total: 9 }),
      two: page({ b: 100, c: 130, d: 99 }, 'three', { total: 9 }),
      three: page({ e: 120, f: 80 }),
    });
    expect(await swept(feed)).toEqual({
      entries: [
        { key: 'b', at: 100, item: 'b' },
        { key: 'b', at: 100, item: 'b' },
        { key: 'c', at: 130, item: 'c' },
        { key: 'e', at: 120, item: 'e' },
      ],
      end: 'complete',
      newest: 130,
      isPartial: false,
      progress: { cursor: null, at: 0, pages: 100 },
      next: null,
    });
    expect(feed.asked).toEqual([
      { cursor: undefined, since: SINCE },
      { cursor: 'two', since: SINCE },
      { cursor: 'three', since: SINCE },
    ]);
  });

  it('goes on where an earlier one ended', async () => {
    const feed = new Written(ladder(4, 120));
    expect(await swept(feed, { from: 'p3', time: 1 })).toMatchObject({
      end: 'out of time',
      progress: { cursor: 'p4', at: 0, pages: 1 },
    });
  });

  it('that fails at its first page ends there, unless a Zap is switched on', async () => {
    const feed = new Written({ top: down });
    expect(await swept(feed)).toMatchObject({ entries: [], end: 'failed', next: null });
    await expect(swept(feed, { mode: 'populate' })).rejects.toBe(down);
  });
});
