import { Problem } from '../../http/problem.js';
import type { Feed, FeedPage, FeedRequest } from '../../platforms/contract/feed.js';
import { poll } from '../../steps/polling/poll.js';
import { LOOKBACK_MS } from '../../steps/polling/checkpoints.js';
import type { ReadMode } from '../../steps/polling/read_pages.js';
import { readNew, type State } from '../../steps/polling/read_new.js';
import { memoryIn } from '../helpers/memory.js';
import { passTime, stopClock } from '../helpers/zapier_simulator_clock.js';

interface Row {
  id: string;
  at: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-02T08:00:00.000Z');
const down = new Problem('error', 'The server is down.');

/** A list of records, newest first, ten a page, that counts how often it is read. */
class FakeFeed implements Feed<Row> {
  rows: Row[] = [];
  requests = 0;
  /** Fails the request with this number. */
  failsAt = 0;
  failure = down;
  /** Happens before the request with this number. */
  before: Record<number, () => void> = {};
  /** What a request costs. */
  milliseconds = 100;
  surfaces = false;
  isWanted: (row: Row) => boolean = () => true;

  async page({ cursor }: FeedRequest): Promise<FeedPage<Row>> {
    this.begin();
    return Promise.resolve(this.pageOf(this.sorted(), cursor));
  }

  protected begin(): void {
    this.requests += 1;
    this.before[this.requests]?.();
    passTime(this.milliseconds);
    if (this.requests === this.failsAt) throw this.failure;
  }

  protected sorted(): Row[] {
    return this.rows.toSorted((a, b) => b.at - a.at);
  }

  protected pageOf(sorted: Row[], cursor = '0'): FeedPage<Row> {
    const from = Number(cursor);
    const entries = sorted.slice(from, from + 10).map((row) => ({
      key: row.id,
      at: row.at,
      item: this.isWanted(row) ? row : undefined,
    }));
    const next = from + 10 < sorted.length ? String(from + 10) : undefined;
    return { entries, next, total: sorted.length };
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

/** The same on a server that shows the same few of one moment on every page, and others on none. */
class HidingFeed extends FakeFeed {
  sweeps = 0;

  override async page(request: FeedRequest): Promise<FeedPage<Row>> {
    const page = await super.page(request);
    const entries = page.entries.map((entry, place) => {
      const equal = this.rows.filter(({ at }) => at === entry.at);
      const row = equal[place % equal.length];
      return row && equal.length > 1 ? { ...entry, key: row.id, item: row } : entry;
    });
    return { ...page, entries };
  }

  /** By id, everything of the day. */
  async sweep({ cursor, since }: FeedRequest & { since: number }): Promise<FeedPage<Row>> {
    this.begin();
    this.sweeps += 1;
    const day = Math.floor(since / DAY) * DAY;
    return Promise.resolve(
      this.pageOf(
        this.rows.filter(({ at }) => at >= day),
        cursor,
      ),
    );
  }
}

/** The same where each record costs a request more: a poll reads twelve, and remembers them for all. */
class CostlyFeed extends FakeFeed {
  readonly known = new Set<string>();
  left = 0;
  remembers = true;

  override async page(request: FeedRequest): Promise<FeedPage<Row>> {
    if (request.cursor === undefined) {
      this.left = 12;
      if (!this.remembers) this.known.clear();
    }
    const page = await super.page(request);
    const due = page.entries.filter(({ at }) => at >= (request.since ?? 0));
    const unread = due.filter(({ key }) => !this.isRead(key)).map(({ key }) => key);
    const entries = page.entries.map((entry) =>
      unread.includes(entry.key) ? { ...entry, item: undefined } : entry,
    );
    return { ...page, entries, isPartial: unread.length > 0 };
  }

  private isRead(id: string): boolean {
    if (this.known.has(id)) return true;
    if (this.left === 0) return false;
    this.left -= 1;
    this.known.add(id);
    return true;
  }
}

/** A Zap on a feed: what is kept may be others' too. */
class FakeZap {
  readonly seen = new Set<string>();

  constructor(
    readonly feed: FakeFeed,
    readonly state: State = { checkpoints: [] },
  ) {}

  /** @returns the ids that Zapier starts a run for */
  async poll(mode: ReadMode = 'poll', budget = 18_000): Promise<string[]> {
    const now = Date.now();
    this.feed.requests = 0;
    const limits = { now, deadline: now + budget };
    const { items, state } = await readNew(this.feed, this.state, mode, limits);
    const gone = { backlog: undefined, since: undefined, unread: undefined };
    Object.assign(this.state, gone, state);
    const fired = items.map(({ id }) => id).filter((id) => !this.seen.has(id));
    for (const id of fired) this.seen.add(id);
    return fired.reverse();
  }

  /** Polls until the checkpoints have caught up. */
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
    const limits = { now, deadline: now + 18_000 };
    const { items } = await readNew(feed, zap.state, 'poll', limits);
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
    await new FakeZap(feed, zap.state).poll();
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

  test('without checkpoints: an hour is read', async () => {
    passTime(24 * HOUR);
    const lost = feed.add(1, MINUTE);
    feed.add(20, MINUTE);
    const ids = feed.add(50, MINUTE);
    zap.state.checkpoints = [];
    const fired = await zap.poll();
    expect(fired).toEqual(expect.arrayContaining(ids));
    expect(fired).not.toEqual(expect.arrayContaining(lost));
  });

  test('of two Zaps at different rates, each gets everything', async () => {
    const { state } = zap;
    const often = new FakeZap(feed, state);
    const seldom = new FakeZap(feed, state);
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
    expect(state.checkpoints.length).toBeLessThan(30);
  });

  test('every minute: checkpoints stand apart, and few are kept', async () => {
    for (let minute = 0; minute < 300; minute += 1) {
      passTime(MINUTE);
      await zap.poll();
    }
    expect(zap.state.checkpoints.length).toBeLessThanOrEqual(22);
    const gaps = zap.state.checkpoints
      .slice(1)
      .map(({ polledAt }, index) => polledAt - (zap.state.checkpoints[index]?.polledAt ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3 * MINUTE);
  });
});

describe('when reading fails', () => {
  test('the first page: the poll fails', async () => {
    feed.failsAt = 1;
    await expect(zap.poll()).rejects.toBe(down);
  });

  test('a later page: what was read counts, the next poll brings the backlog', async () => {
    const ids = feed.add(35, 10_000);
    const { checkpoints } = zap.state;
    feed.failsAt = 3;
    expect(await zap.poll()).toEqual(ids.slice(15));
    expect(zap.state.checkpoints).toBe(checkpoints);
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
  const pollFor = async (hours: number, ...zaps: FakeZap[]): Promise<void> => {
    for (let polls = 0; polls < hours * 6; polls += 1) {
      passTime(10 * MINUTE);
      for (const one of zaps) await one.poll();
    }
  };
  const holds = (ids: readonly string[]): unknown => expect.arrayContaining([...ids]);

  test('comes in several hours, each going on where the last one ended', async () => {
    const ids = feed.add(300, 10);
    slow();
    await pollFor(14, zap);
    expect([...zap.seen]).toEqual(holds(ids));
  });

  test('all Zaps that share what is kept get everything', async () => {
    const other = new FakeZap(feed, zap.state);
    await other.poll('populate');
    const known = new Set(zap.seen);
    const ids = feed.add(300, 10);
    slow();
    await pollFor(14, zap, other);
    expect([...zap.seen]).toEqual(holds(ids));
    expect([...other.seen]).toEqual(holds(ids));
    expect([...other.seen].filter((id) => !known.has(id) && !ids.includes(id))).toEqual([]);
  });

  test('comes whole though new ones arrive and newest ones go meanwhile', async () => {
    const ids = feed.add(300, 10);
    slow();
    await zap.poll();
    const late = feed.add(12, 10);
    await zap.poll();
    feed.rows.splice(-8);
    await pollFor(2, zap);
    late.push(...feed.add(3, 10));
    await pollFor(14, zap);
    // The eight were handed over before they went.
    expect([...zap.seen]).toEqual(holds([...ids, ...late]));
  });

  test('is no reason to leave out a burst that comes meanwhile', async () => {
    const ids = feed.add(150, 10);
    slow();
    await pollFor(2, zap);
    ids.push(...feed.add(150, 10));
    await pollFor(12, zap);
    expect([...zap.seen]).toEqual(holds(ids));
  });

  test('a slow poll is made good by the next, and leaves nothing behind', async () => {
    const ids = feed.add(60, 10);
    slow();
    await zap.poll();
    feed.milliseconds = 100;
    passTime(15 * MINUTE);
    await zap.poll();
    expect([...zap.seen]).toEqual(holds(ids));
    expect(zap.state.backlog).toBeUndefined();
  });

  test('is read from the beginning again where the page to go on with is refused for good', async () => {
    const ids = feed.add(300, 10);
    slow();
    await pollFor(1.5, zap);
    expect(zap.state.backlog?.cursor).toBeDefined();
    // The newest is one page, the rest the second.
    feed.failsAt = 2;
    await pollFor(0.5, zap);
    expect(zap.state.backlog?.cursor).toBeUndefined();
    feed.failsAt = 0;
    await pollFor(14, zap);
    expect([...zap.seen]).toEqual(holds(ids));
  });

  test('goes on where the server allowed no more requests', async () => {
    const ids = feed.add(300, 10);
    slow();
    await pollFor(1.5, zap);
    feed.milliseconds = 100;
    feed.failure = new Problem('throttled', 'Too many requests.');
    feed.failsAt = 12;
    await pollFor(6, zap);
    expect([...zap.seen]).toEqual(holds(ids));
  });

  test('leaves nothing behind: then a poll is one request again', async () => {
    feed.add(120, 10);
    slow();
    await pollFor(8, zap);
    feed.milliseconds = 100;
    await pollFor(2, zap);
    expect(zap.state.backlog).toBeUndefined();
    expect(feed.requests).toBe(1);
  });
});

describe('records that cost more requests than a poll may make', () => {
  let costly: CostlyFeed;
  let other: FakeZap;

  beforeEach(async () => {
    costly = new CostlyFeed();
    costly.rows = feed.rows;
    for (const { id } of feed.rows) costly.known.add(id);
    feed = costly;
    zap = new FakeZap(feed, zap.state);
    other = new FakeZap(feed, zap.state);
    await zap.poll('populate');
    await other.poll('populate');
  });
  const holds = (ids: readonly string[]): unknown => expect.arrayContaining([...ids]);

  test('each poll gives twelve more, newest first, whichever Zap it is for', async () => {
    const ids = feed.add(40, 1000);
    expect(await zap.poll()).toEqual(ids.slice(-12));
    passTime(5 * MINUTE);
    expect(await other.poll()).toEqual(ids.slice(-24));
    passTime(5 * MINUTE);
    expect(await zap.poll()).toEqual(ids.slice(-36, -12));
    expect(zap.state.unread?.polls).toBe(3);
    passTime(5 * MINUTE);
    expect(await other.poll()).toEqual(ids.slice(0, 16));
    expect(zap.state.unread).toBeUndefined();
    passTime(5 * MINUTE);
    expect(await zap.poll()).toEqual(ids.slice(0, 4));
    await zap.settle();
    await zap.poll();
    expect(feed.requests).toBe(1);
  });

  test('a burst that takes longer than the window is lost to none', async () => {
    const ids = feed.add(150, 10);
    for (let polls = 0; polls < 16; polls += 1) {
      passTime(15 * MINUTE);
      // Two of three fail.
      if (polls % 3 === 0) await other.poll();
      await zap.poll();
    }
    expect([...zap.seen]).toEqual(holds(ids));
    expect([...other.seen]).toEqual(holds(ids));
  });

  test('a Zap whose polls always come upon more than they may read gets what others read', async () => {
    const ids: string[] = [];
    for (let quarters = 0; quarters < 20; quarters += 1) {
      passTime(10 * MINUTE);
      ids.push(...feed.add(18, 10));
      await zap.poll();
      expect(zap.state.unread?.polls).toBe(1);
      passTime(5 * MINUTE);
      await other.poll();
    }
    await zap.poll();
    expect([...zap.seen]).toEqual(holds(ids));
    expect([...other.seen]).toEqual(holds(ids));
  });

  test('a burst that is due when all checkpoints are lost comes whole', async () => {
    passTime(2 * HOUR);
    const ids = feed.add(60, 10);
    passTime(50 * MINUTE);
    zap.state.checkpoints = [];
    for (let polls = 0; polls < 8; polls += 1) {
      await zap.poll();
      passTime(10 * MINUTE);
    }
    await other.poll();
    expect([...zap.seen]).toEqual(holds(ids));
    expect([...other.seen]).toEqual(holds(ids));
  });

  test('switching another Zap on meanwhile takes nothing from those that poll', async () => {
    const ids = feed.add(150, 10);
    for (let polls = 0; polls < 14; polls += 1) {
      passTime(15 * MINUTE);
      await zap.poll();
      if (polls === 7) await new FakeZap(feed, zap.state).poll('populate');
    }
    expect([...zap.seen]).toEqual(holds(ids));
  });

  test('where nothing is remembered, polls are one request again in the end', async () => {
    costly.remembers = false;
    const ids = feed.add(20, 10);
    for (let polls = 0; polls < 201; polls += 1) {
      passTime(15 * MINUTE);
      await zap.poll();
    }
    expect([...zap.seen]).toEqual(holds(ids.slice(-12)));
    await zap.settle();
    await zap.poll();
    expect(feed.requests).toBe(1);
  });
});

describe('a server that hides records of one moment', () => {
  let hiding: HidingFeed;
  let other: FakeZap;

  beforeEach(async () => {
    hiding = new HidingFeed();
    hiding.rows = feed.rows;
    feed = hiding;
    zap = new FakeZap(feed, zap.state);
    other = new FakeZap(feed, zap.state);
    await zap.poll('populate');
    await other.poll('populate');
  });
  const quarterHours = async (count: number): Promise<void> => {
    for (let polls = 0; polls < count; polls += 1) {
      passTime(15 * MINUTE);
      await zap.poll();
      await other.poll();
    }
  };

  test('nothing new costs one request, an ordinary burst one for each page', async () => {
    await zap.poll();
    expect(feed.requests).toBe(1);
    const ids = feed.add(45, 20_000);
    expect(await zap.poll()).toEqual(ids);
    expect(feed.requests).toBe(5);
    expect(hiding.sweeps).toBe(0);
  });

  test.each([12, 45, 300])('an import of %i comes whole, for each Zap', async (count) => {
    const ids = [...feed.add(7, MINUTE), ...feed.add(count, 0)];
    passTime(MINUTE);
    ids.push(...feed.add(4, MINUTE));
    expect((await zap.poll()).toSorted()).toEqual(ids.toSorted());
    expect(hiding.sweeps).toBeGreaterThan(0);
    expect((await other.poll()).toSorted()).toEqual(ids.toSorted());
  });

  test('then polls are one request again', async () => {
    feed.add(300, 0);
    await quarterHours(9);
    expect(feed.requests).toBe(1);
    expect(zap.state.backlog).toBeUndefined();
  });

  test('one import after the other comes whole', async () => {
    const ids: string[] = [];
    for (let hours = 0; hours < 6; hours += 1) {
      ids.push(...feed.add(60, 0));
      await quarterHours(3);
    }
    expect([...zap.seen]).toEqual(expect.arrayContaining(ids));
    expect([...other.seen]).toEqual(expect.arrayContaining(ids));
  });

  test('an import that a poll has no time for comes hour by hour, for each Zap', async () => {
    const ids = feed.add(300, 0);
    feed.milliseconds = 1000;
    await quarterHours(10);
    ids.push(...feed.add(200, 0));
    await quarterHours(50);
    expect([...zap.seen]).toEqual(expect.arrayContaining(ids));
    expect([...other.seen]).toEqual(expect.arrayContaining(ids));
    await quarterHours(4);
    expect(feed.requests).toBe(1);
  });

  test('in the middle of the night, in Greenwich', async () => {
    passTime(DAY - (Date.now() % DAY) - 1);
    const ids = feed.add(40, 0);
    passTime(MINUTE);
    ids.push(...feed.add(40, 0));
    expect((await zap.poll()).toSorted()).toEqual(ids.toSorted());
  });

  test('records that come while it is read are no sign of it', async () => {
    feed.add(40, MINUTE / 4);
    feed.requests = 0;
    feed.before[2] = () => feed.add(3, 1000);
    feed.before[3] = () => feed.add(1, 1000);
    await zap.poll();
    expect(hiding.sweeps).toBe(0);
  });

  test('a Zap that is switched on gets to know the older ones below them too', async () => {
    feed.add(20, 0);
    const late = new FakeZap(feed, zap.state);
    await late.poll('populate');
    feed.rows.splice(-45);
    expect(await late.poll()).toEqual([]);
  });

  test('a Zap that is switched on gets to know them all, and none of an old import later', async () => {
    feed.add(300, 0);
    passTime(20 * MINUTE);
    const late = new FakeZap(feed, zap.state);
    await late.poll('populate');
    expect(await late.poll()).toEqual([]);
    await quarterHours(9);
    const ids = feed.add(3, MINUTE);
    feed.rows.splice(-5, 4);
    expect(await late.poll()).toEqual([ids[2]]);
  });
});

describe('a server that ignores the page asked for', () => {
  test.each([
    ['and gives a new cursor each time', () => String(Math.random())],
    ['and the same cursor', () => 'same'],
  ])('%s', async (_case, next) => {
    const now = Date.now();
    let requests = 0;
    const stuck: Feed<Row> = {
      page: ({ cursor }) => {
        requests += 1;
        // The first page is small, as where most polls find nothing new.
        const entries = Array.from({ length: cursor === undefined ? 2 : 4 }, (_, index) => {
          const row = { id: String(index), at: now - index };
          return { key: row.id, at: row.at, item: row };
        });
        return Promise.resolve({ entries, next: next() });
      },
    };
    const { items, state } = await readNew(stuck, { checkpoints: [] }, 'poll', {
      now,
      deadline: now + 18_000,
    });
    expect(items).toHaveLength(4);
    expect(requests).toBeLessThanOrEqual(3);
    expect(state.backlog).toBeUndefined();
  });
});

test('hundreds of thousands of records on a page', async () => {
  feed.rows = Array.from({ length: 300_000 }, (_, id) => ({ id: String(id), at: Date.now() }));
  const entries = feed.rows.map((item) => ({ key: item.id, at: item.at, item }));
  const whole: Feed<Row> = { page: () => Promise.resolve({ entries, next: undefined }) };
  const now = Date.now();
  const { items } = await readNew(whole, { checkpoints: [] }, 'poll', {
    now,
    deadline: now + 18_000,
  });
  expect(items).toHaveLength(300_000);
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

  test('where the time runs out, what is older does not come later', async () => {
    feed.add(300, 10);
    passTime(10 * MINUTE);
    feed.milliseconds = 4000;
    const alone = new FakeZap(feed);
    await alone.poll('populate');
    feed.milliseconds = 100;
    const fired: string[] = [];
    const ids = feed.add(30);
    for (let polls = 0; polls < 12; polls += 1) {
      fired.push(...(await alone.poll()));
      passTime(15 * MINUTE);
    }
    expect(fired).toEqual(ids);
  });

  test('fails where not enough can be read', async () => {
    feed.failsAt = 4;
    await expect(new FakeZap(feed).poll('populate')).rejects.toBe(down);
  });
});

test('a sample is one page, and leaves no mark', async () => {
  const { checkpoints } = zap.state;
  expect(await new FakeZap(feed).poll('sample')).toEqual(['198', '199', '200']);
  expect(feed.requests).toBe(1);
  expect(zap.state.checkpoints).toBe(checkpoints);
});

test('a feed is asked for what came since the stop, and for a sample without one', async () => {
  const asked: (number | undefined)[] = [];
  const since: Feed<Row> = {
    page: ({ since: moment }) => {
      asked.push(moment);
      const rows = feed.rows.filter(({ at }) => at >= (moment ?? 0));
      return Promise.resolve({
        entries: rows.map((item) => ({ key: item.id, at: item.at, item })),
        next: undefined,
      });
    },
  };
  const now = Date.now();
  const limits = { now, deadline: now + 18_000 };
  const first = await readNew(since, { checkpoints: [] }, 'poll', limits);
  await readNew(since, { checkpoints: [] }, 'sample', limits);
  expect(asked).toEqual([now - LOOKBACK_MS, undefined]);
  const ids = feed.add(20);
  const late = { now: now + 5 * HOUR, deadline: now + 6 * HOUR };
  const { items } = await readNew(since, first.state, 'poll', late);
  expect(items.map(({ id }) => id)).toEqual(ids.toReversed());
});

describe('the state in the memory', () => {
  const values = new Map<string, unknown>();
  const memory = memoryIn(values);
  const run = (mode: ReadMode, filters = {}) =>
    poll(feed, 'new_contact', filters, { mode, memory });

  beforeEach(() => values.clear());

  test('switching the only Zap on forgets what was there, even where it runs out of time', async () => {
    await run('poll');
    passTime(2 * HOUR);
    feed.milliseconds = 30_000;
    const now = Date.now();
    await run('populate');
    expect([...values.values()]).toEqual([{ checkpoints: [], since: now - 5 * MINUTE }]);
  });

  test('switching one on leaves the others what is theirs', async () => {
    await run('poll');
    const before = [...values.values()];
    feed.milliseconds = 30_000;
    await run('populate');
    expect([...values.values()]).toEqual(before);
  });

  test('each trigger and filter has its own; the Zaps of a connection share them', async () => {
    await run('poll');
    await run('poll');
    await run('poll', { label: 'vip' });
    expect(values.size).toBe(2);
  });

  test('a poll that ran out of time leaves where to go on, without knowing a Zap', async () => {
    feed.add(150);
    feed.milliseconds = 4000;
    await run('poll');
    expect([...values.values()]).toMatchObject([{ backlog: { progress: { cursor: '40' } } }]);
    passTime(2 * HOUR);
    await run('poll');
    expect([...values.values()]).toMatchObject([{ backlog: { progress: { cursor: '40' } } }]);
  });

  test('a sample touches none', async () => {
    expect(await run('sample')).toHaveLength(3);
    expect(values.size).toBe(0);
  });

  test('what happened while a Zap was off does not come later', async () => {
    await run('populate');
    feed.add(150, 5 * MINUTE);
    feed.milliseconds = 5000;
    const known = new Set((await run('populate')).map(({ id }) => id));
    feed.milliseconds = 100;
    const items = await run('poll');
    expect(items.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  test('what the cache mangled counts as lost', async () => {
    const ids = feed.add(5);
    const backlog = {
      since: 1,
      hidden: 0,
      age: 0,
      polledAt: 1,
      failures: 0,
      progress: { cursor: 7 },
    };
    for (const broken of [
      'text',
      7,
      { checkpoints: [[1, 2]] },
      { checkpoints: [{ polledAt: null, newestAt: 'x' }] },
      {},
      { checkpoints: 1, backlog, since: 'x' },
    ]) {
      await run('poll');
      for (const key of values.keys()) values.set(key, broken);
      const items = await run('poll');
      expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    }
  });
});
