import { Problem } from '../http/problem.js';
import type { Feed, FeedPage } from '../platforms/feed.js';
import { poll } from '../platforms/poll.js';
import {
  LONG_WINDOW_MS,
  walk,
  WINDOW_MS,
  type Mark,
  type Rest,
  type WalkMode,
} from '../platforms/walk.js';
import { passTime, stopClock } from './helpers/zapier_simulator_clock.js';

interface Row {
  id: string;
  at: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-03-02T08:00:00.000Z');
const down = new Problem('error', 'The server is down.');

/** A list of records, newest first, ten a page, that counts how often it is read. */
class FakeFeed implements Feed<Row> {
  rows: Row[] = [];
  requests = 0;
  /** Fails the request with this number. */
  failsAt = 0;
  /** Happens before the request with this number. */
  before: Record<number, () => void> = {};
  /** What a request costs. */
  milliseconds = 100;
  surfaces = false;
  isWanted: (row: Row) => boolean = () => true;

  keyOf({ id }: Row): string {
    return id;
  }

  async page({ cursor = '0' }: { cursor: string | undefined }): Promise<FeedPage<Row>> {
    this.requests += 1;
    this.before[this.requests]?.();
    passTime(this.milliseconds);
    if (this.requests === this.failsAt) throw down;
    const from = Number(cursor);
    const sorted = this.rows.toSorted((a, b) => b.at - a.at);
    const entries = sorted
      .slice(from, from + 10)
      .map((row) => ({ at: row.at, item: this.isWanted(row) ? row : undefined }));
    const next = from + 10 < sorted.length ? String(from + 10) : undefined;
    return Promise.resolve({ entries, next });
  }

  add(count: number, apart = 1000): string[] {
    return Array.from({ length: count }, () => {
      const id = String(this.rows.length + 1);
      this.rows.push({ id, at: Date.now() });
      passTime(apart);
      return id;
    });
  }
}

/** A Zap on a feed: its marks may be those of others too. */
class FakeZap {
  readonly seen = new Set<string>();

  constructor(
    readonly feed: FakeFeed,
    readonly kept: { marks: Mark[]; rest?: Rest | undefined } = { marks: [] },
    readonly window = WINDOW_MS,
  ) {}

  /** @returns the ids that Zapier starts a run for */
  async poll(mode: WalkMode = 'poll', budget = 18_000): Promise<string[]> {
    const now = Date.now();
    this.feed.requests = 0;
    const limits = { now, deadline: now + budget, window: this.window };
    const { items, marks, rest } = await walk(this.feed, this.kept, mode, limits);
    if (marks) this.kept.marks = marks;
    this.kept.rest = rest;
    const fired = items.map(({ id }) => id).filter((id) => !this.seen.has(id));
    for (const id of fired) this.seen.add(id);
    return fired.reverse();
  }

  /** Polls until the marks have caught up. */
  async settle(): Promise<void> {
    for (let count = 0; count < 6; count += 1) {
      passTime(15 * MINUTE);
      await this.poll();
    }
  }
}

let feed: FakeFeed;
let zap: FakeZap;

beforeEach(async () => {
  stopClock(START);
  feed = new FakeFeed();
  zap = new FakeZap(feed);
  feed.add(200, 10 * MINUTE);
  await zap.poll('populate');
  await zap.settle();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('what a poll brings', () => {
  test('nothing new costs one request', async () => {
    expect(await zap.poll()).toEqual([]);
    expect(feed.requests).toBe(1);
  });

  test('a burst of 300 comes whole', async () => {
    const ids = feed.add(300);
    expect(await zap.poll()).toEqual(ids);
  });

  test('300 records of one moment come whole, and soon cost one request again', async () => {
    const ids = feed.add(300, 0);
    expect((await zap.poll()).sort()).toEqual(ids.sort());
    await zap.settle();
    expect(await zap.poll()).toEqual([]);
    expect(feed.requests).toBe(1);
  });

  test('a record that shares its moment with the newest one, and came after the poll', async () => {
    feed.add(1, 0);
    const { at } = feed.rows.at(-1) ?? { at: 0 };
    await zap.poll();
    feed.rows.push({ id: 'tie', at });
    passTime(15 * MINUTE);
    expect(await zap.poll()).toEqual(['tie']);
  });

  test('each record once, newest first, although it moved between two pages', async () => {
    const ids = feed.add(25);
    feed.requests = 0;
    feed.before[2] = () => feed.add(3, 0);
    const now = Date.now();
    const limits = { now, deadline: now + 18_000, window: WINDOW_MS };
    const { items } = await walk(feed, zap.kept, 'poll', limits);
    const read = items.map(({ id }) => id);
    expect(new Set(read).size).toBe(read.length);
    expect(read.slice(0, 25)).toEqual(ids.toReversed());
  });

  test('records that the filter leaves out bring nobody, but end the walk', async () => {
    const [first] = feed.add(1);
    feed.add(30);
    feed.isWanted = ({ id }) => id === first;
    expect(await zap.poll()).toEqual([first]);
    expect(feed.requests).toBeLessThan(6);
    await zap.settle();
    await zap.poll();
    expect(feed.requests).toBe(1);
  });

  test('an empty list', async () => {
    zap = new FakeZap(new FakeFeed());
    expect(await zap.poll('populate')).toEqual([]);
    await zap.settle();
    const ids = zap.feed.add(30);
    expect(await zap.poll()).toEqual(ids);
  });
});

describe('what is deleted', () => {
  test.each([1, 12, 60])('the newest %i: no older one takes their place', async (count) => {
    feed.rows.splice(-count);
    expect(await zap.poll()).toEqual([]);
    await zap.settle();
    feed.rows.push({ id: 'new', at: Date.now() });
    expect(await zap.poll()).toEqual(['new']);
  });

  test('a record that moved over a page boundary comes with the next poll', async () => {
    const ids = feed.add(25);
    feed.before[2] = () => feed.rows.splice(-1);
    const fired = await zap.poll();
    expect(fired).toHaveLength(24);
    feed.before = {};
    passTime(15 * MINUTE);
    const late = await zap.poll();
    expect(late).toHaveLength(1);
    expect([...fired, ...late].sort()).toEqual(ids.sort());
  });
});

describe('when polls come', () => {
  test('hours late: everything since the last one', async () => {
    const ids = feed.add(250, MINUTE);
    expect(await zap.poll()).toEqual(ids);
  });

  test('hours late after an answer that Zapier lost', async () => {
    const ids = feed.add(40, MINUTE / 4);
    await new FakeZap(feed, zap.kept).poll();
    ids.push(...feed.add(240, MINUTE));
    expect(await zap.poll()).toEqual(ids);
  });

  test('after three failures in a row', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.push(...feed.add(12));
      passTime(15 * MINUTE);
      feed.failsAt = 1;
      await expect(zap.poll()).rejects.toBe(down);
    }
    feed.failsAt = 0;
    expect(await zap.poll()).toEqual(ids);
  });

  test('without marks: an hour is read', async () => {
    passTime(24 * HOUR);
    const lost = feed.add(1, MINUTE);
    feed.add(20, MINUTE);
    const ids = feed.add(50, MINUTE);
    zap.kept.marks = [];
    const fired = await zap.poll();
    expect(fired).toEqual(expect.arrayContaining(ids));
    expect(fired).not.toEqual(expect.arrayContaining(lost));
  });

  test('of two Zaps at different rates, each gets everything', async () => {
    const kept = zap.kept;
    const often = new FakeZap(feed, kept, LONG_WINDOW_MS);
    const seldom = new FakeZap(feed, kept, LONG_WINDOW_MS);
    await often.poll('populate');
    await seldom.poll('populate');
    const ids: string[] = [];
    const fired: Record<'often' | 'seldom', string[]> = { often: [], seldom: [] };
    for (let minute = 1; minute <= 180; minute += 1) {
      ids.push(...feed.add(2, 100));
      passTime(MINUTE);
      fired.often.push(...(await often.poll()));
      // Two of three polls fail.
      if (minute % 45 === 0) fired.seldom.push(...(await seldom.poll()));
    }
    expect(fired.often).toEqual(ids);
    expect(fired.seldom).toEqual(ids);
    expect(kept.marks.length).toBeLessThan(30);
  });

  test('every minute: marks stand apart, and few are kept', async () => {
    for (let minute = 0; minute < 300; minute += 1) {
      passTime(MINUTE);
      await zap.poll();
    }
    expect(zap.kept.marks.length).toBeLessThanOrEqual(12);
    const gaps = zap.kept.marks
      .slice(1)
      .map(([at], index) => at - (zap.kept.marks[index]?.[0] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3 * MINUTE);
  });
});

describe('when reading fails', () => {
  test('the first page: the poll fails', async () => {
    feed.failsAt = 1;
    await expect(zap.poll()).rejects.toBe(down);
  });

  test('a later page: what was read counts, the next poll brings the rest', async () => {
    const ids = feed.add(35, 10_000);
    const { marks } = zap.kept;
    feed.failsAt = 3;
    expect(await zap.poll()).toEqual(ids.slice(15));
    expect(zap.kept.marks).toBe(marks);
    feed.failsAt = 0;
    expect(await zap.poll()).toEqual(ids.slice(0, 15));
  });

  test('a rejected key ends the poll wherever it comes', async () => {
    feed.add(35);
    const expired = new Problem('expired', 'The key is gone.');
    jest.spyOn(feed, 'page').mockRejectedValueOnce(expired);
    await expect(zap.poll()).rejects.toBe(expired);
  });
});

describe('more than a poll has time for', () => {
  /** Five pages of ten a poll. */
  const slow = (): void => {
    feed.milliseconds = 4000;
  };
  const pollUntilQuiet = async (): Promise<string[]> => {
    const fired: string[] = [];
    for (let polls = 0; polls < 40; polls += 1) {
      passTime(MINUTE);
      fired.push(...(await zap.poll()));
    }
    return fired;
  };

  test('comes in several polls, each going on where the last one ended', async () => {
    const ids = feed.add(300, 10);
    slow();
    expect((await pollUntilQuiet()).toSorted()).toEqual(ids.toSorted());
  });

  test('comes whole though new ones arrive and newest ones go meanwhile', async () => {
    const ids = feed.add(300, 10);
    slow();
    const fired = await zap.poll();
    const late = feed.add(12, 10);
    fired.push(...(await zap.poll()));
    feed.rows.splice(-8);
    fired.push(...(await pollUntilQuiet()));
    // The eight were handed over before they went.
    expect(fired.toSorted()).toEqual([...ids, ...late].toSorted());
  });

  test('is read from the top again where the page to go on with is refused', async () => {
    const ids = feed.add(300, 10);
    slow();
    const fired = await zap.poll();
    passTime(MINUTE);
    feed.failsAt = 2;
    fired.push(...(await zap.poll()));
    expect(zap.kept.rest).toBeUndefined();
    feed.failsAt = 0;
    fired.push(...(await pollUntilQuiet()));
    expect(fired.toSorted()).toEqual(ids.toSorted());
  });

  test('leaves nothing behind: then a poll is one request again', async () => {
    feed.add(120, 10);
    slow();
    await pollUntilQuiet();
    feed.milliseconds = 100;
    passTime(HOUR);
    await zap.poll();
    passTime(HOUR);
    await zap.poll();
    expect(zap.kept.rest).toBeUndefined();
    expect(feed.requests).toBe(1);
  });
});

describe('switching a Zap on', () => {
  test('old records that move up later are known', async () => {
    const other = new FakeZap(feed);
    await other.poll('populate');
    expect(feed.requests).toBe(7);
    feed.rows.splice(-55);
    expect(await other.poll()).toEqual([]);
  });

  test('a page more than when it was switched on brings nothing old', async () => {
    passTime(HOUR);
    feed.add(99, 20_000);
    const other = new FakeZap(feed);
    await other.poll('populate');
    const ids = feed.add(5, 10);
    expect(await other.poll()).toEqual(ids);
  });

  test('where old records come up again, it gets to know all', async () => {
    feed.surfaces = true;
    const other = new FakeZap(feed);
    expect(await other.poll('populate')).toHaveLength(200);
  });

  test('fails where not enough can be read', async () => {
    feed.failsAt = 4;
    await expect(new FakeZap(feed).poll('populate')).rejects.toBe(down);
  });
});

test('a sample is one page, and leaves no mark', async () => {
  const { marks } = zap.kept;
  expect(await new FakeZap(feed).poll('sample')).toEqual(['198', '199', '200']);
  expect(feed.requests).toBe(1);
  expect(zap.kept.marks).toBe(marks);
});

test('a feed is asked for what came since the stop, and for a sample without one', async () => {
  const asked: (number | undefined)[] = [];
  const since: Feed<Row> = {
    keyOf: ({ id }) => id,
    page: ({ since: moment }) => {
      asked.push(moment);
      const rows = feed.rows.filter(({ at }) => at >= (moment ?? 0));
      return Promise.resolve({
        entries: rows.map((item) => ({ at: item.at, item })),
        next: undefined,
      });
    },
  };
  const now = Date.now();
  const limits = { now, deadline: now + 18_000, window: WINDOW_MS };
  const first = await walk(since, { marks: [] }, 'poll', limits);
  await walk(since, { marks: [] }, 'sample', limits);
  expect(asked).toEqual([now - LONG_WINDOW_MS, undefined]);
  const ids = feed.add(20);
  const late = { now: now + 5 * HOUR, deadline: now + 6 * HOUR, window: WINDOW_MS };
  const { items } = await walk(since, { marks: first.marks ?? [] }, 'poll', late);
  expect(items.map(({ id }) => id)).toEqual(ids.toReversed());
});

describe('marks in the memory', () => {
  const values = new Map<string, unknown>();
  const memory = {
    recall: (key: string) => Promise.resolve(values.get(key)),
    remember: (key: string, _seconds: number, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
    forget: () => Promise.resolve(),
    isFirst: () => Promise.resolve(true),
  };
  const run = (mode: WalkMode, zapId?: string, filters = {}) =>
    poll(feed, 'new_contact', filters, { mode, zapId, memory });

  beforeEach(() => values.clear());

  test('switching on forgets what was there, even where it runs out of time', async () => {
    await run('poll', 'a');
    expect([...values.values()]).not.toEqual([{ marks: [] }]);
    feed.milliseconds = 30_000;
    await run('populate', 'a');
    expect([...values.values()]).toEqual([{ marks: [] }]);
  });

  test('each Zap, trigger and filter has its own; Zaps without an id share them', async () => {
    await run('poll', 'a');
    await run('poll', 'b');
    await run('poll', undefined);
    await run('poll', undefined);
    await run('poll', undefined, { label: 'vip' });
    expect(values.size).toBe(4);
  });

  test('a sample touches none', async () => {
    expect(await run('sample', 'a')).toHaveLength(3);
    expect(values.size).toBe(0);
  });

  test('what happened while a Zap was off does not come later', async () => {
    await run('populate', 'a');
    feed.add(150, 5 * MINUTE);
    feed.milliseconds = 5000;
    const known = new Set((await run('populate', 'a')).map(({ id }) => id));
    feed.milliseconds = 100;
    const items = await run('poll', 'a');
    expect(items.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  test('what the cache mangled counts as lost', async () => {
    const ids = feed.add(5);
    for (const broken of ['text', 7, [[1]], [[null, 'x']], {}]) {
      await run('poll', 'a');
      for (const key of values.keys()) values.set(key, broken);
      const items = await run('poll', 'a');
      expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    }
  });
});
