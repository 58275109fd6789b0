import { Problem } from '../../../http/problem.js';
import type { FeedPage, FeedRequest } from '../../../platforms/contract/feed.js';
import { passTime } from '../../simulator/zapier/clock.js';
import {
  FakeFeed,
  fakeFeed,
  FakeZap,
  feed,
  MINUTE,
  pollOn,
  type Row,
  zap,
} from '../../helpers/fakes/fake_feed.js';

fakeFeed();

const HOUR = 60 * MINUTE;

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

  test('comes in several hours, each going on where the last one ended', async () => {
    const ids = feed.add(300, 10);
    slow();
    await pollFor(14, zap);
    expect(zap.missed(ids)).toEqual([]);
  });

  test('all Zaps that share what is kept get everything', async () => {
    const other = new FakeZap(feed, zap.state);
    await other.poll('populate');
    const known = new Set(zap.seen);
    const ids = feed.add(300, 10);
    slow();
    await pollFor(14, zap, other);
    expect(zap.missed(ids)).toEqual([]);
    expect(other.missed(ids)).toEqual([]);
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
    expect(zap.missed([...ids, ...late])).toEqual([]);
  });

  test('is no reason to leave out a burst that comes meanwhile', async () => {
    const ids = feed.add(150, 10);
    slow();
    await pollFor(2, zap);
    ids.push(...feed.add(150, 10));
    await pollFor(12, zap);
    expect(zap.missed(ids)).toEqual([]);
  });

  test('a slow poll is made good by the next, and leaves nothing behind', async () => {
    const ids = feed.add(60, 10);
    slow();
    await zap.poll();
    feed.milliseconds = 100;
    passTime(15 * MINUTE);
    await zap.poll();
    expect(zap.missed(ids)).toEqual([]);
    expect(zap.state.backlog).toBeUndefined();
  });

  describe('and one Zap reads it all as soon as the server is fast again', () => {
    let other: FakeZap;
    const fast = (): void => {
      feed.milliseconds = 100;
    };
    const pollAt = async (one: FakeZap, minutes: number): Promise<void> => {
      passTime(minutes * MINUTE);
      await one.poll();
    };
    beforeEach(async () => {
      other = new FakeZap(feed, zap.state);
      await other.poll('populate');
    });

    test('the other gets it too, though the window is over by then', async () => {
      const ids = feed.add(300, 10);
      slow();
      for (let polls = 0; polls < 3; polls += 1) {
        await pollAt(zap, 10);
        await pollAt(other, 5);
      }
      await pollAt(zap, 10);
      fast();
      await pollAt(other, 5);
      expect(other.missed(ids)).toEqual([]);
      // One poll fails, which leaves nothing behind.
      await pollAt(other, 10);
      await pollAt(zap, 10);
      expect(zap.missed(ids)).toEqual([]);
      await pollFor(2, zap, other);
      expect(zap.state.backlog).toBeUndefined();
      expect(feed.requests).toBe(1);
    });

    test('the other gets it too, though the window was over before', async () => {
      const ids = feed.add(300, 10);
      slow();
      for (let polls = 0; polls < 3; polls += 1) {
        await pollAt(zap, 10);
        await pollAt(other, 5);
      }
      // Twelve pages a poll, which is more than twice as many as before.
      feed.milliseconds = 1500;
      await pollAt(other, 8);
      await pollAt(zap, 2);
      await pollAt(other, 15);
      await pollAt(zap, 2);
      fast();
      await pollAt(other, 15);
      expect(other.missed(ids)).toEqual([]);
      await pollAt(zap, 30);
      expect(zap.missed(ids)).toEqual([]);
    });

    test('a slow poll among others costs nobody an hour more', async () => {
      feed.add(60, 10);
      for (let polls = 0; polls < 5; polls += 1) {
        await pollAt(zap, 5);
        await pollAt(other, 5);
      }
      slow();
      await pollAt(zap, 5);
      expect(zap.state.backlog).toBeDefined();
      fast();
      await pollAt(other, 5);
      expect(zap.state.backlog).toBeUndefined();
      await pollAt(zap, 10);
      await pollAt(other, 5);
      expect(feed.requests).toBe(1);
    });
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
    expect(zap.missed(ids)).toEqual([]);
  });

  test('goes on where the server allowed no more requests', async () => {
    const ids = feed.add(300, 10);
    slow();
    await pollFor(1.5, zap);
    feed.milliseconds = 100;
    feed.failure = new Problem('throttled', 'Too many requests.');
    feed.failsAt = 12;
    await pollFor(6, zap);
    expect(zap.missed(ids)).toEqual([]);
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
    pollOn(costly, zap.state);
    other = new FakeZap(feed, zap.state);
    await zap.poll('populate');
    await other.poll('populate');
  });

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
    expect(zap.missed(ids)).toEqual([]);
    expect(other.missed(ids)).toEqual([]);
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
    expect(zap.missed(ids)).toEqual([]);
    expect(other.missed(ids)).toEqual([]);
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
    expect(zap.missed(ids)).toEqual([]);
    expect(other.missed(ids)).toEqual([]);
  });

  test('switching another Zap on meanwhile takes nothing from those that poll', async () => {
    const ids = feed.add(150, 10);
    for (let polls = 0; polls < 14; polls += 1) {
      passTime(15 * MINUTE);
      await zap.poll();
      if (polls === 7) await new FakeZap(feed, zap.state).poll('populate');
    }
    expect(zap.missed(ids)).toEqual([]);
  });

  test('where nothing is remembered, polls are one request again in the end', async () => {
    costly.remembers = false;
    const ids = feed.add(20, 10);
    for (let polls = 0; polls < 201; polls += 1) {
      passTime(15 * MINUTE);
      await zap.poll();
    }
    expect(zap.missed(ids.slice(-12))).toEqual([]);
    await zap.settle();
    await zap.poll();
    expect(feed.requests).toBe(1);
  });
});
