import { Problem } from '../../../http/problem.js';
import type { Feed } from '../../../platforms/contract/feed.js';
import { LOOKBACK_MS } from '../../../steps/polling/checkpoints.js';
import { readNew } from '../../../steps/polling/read_new.js';
import { passTime } from '../../simulator/zapier/clock.js';
import {
  down,
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
    pollOn(new FakeFeed());
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
  const at = Date.now();
  const entries = Array.from({ length: 200_000 }, (_, id) => {
    const item = { id: String(id), at };
    return { key: item.id, at, item };
  });
  const whole: Feed<Row> = { page: () => Promise.resolve({ entries, next: undefined }) };
  const now = Date.now();
  const { items } = await readNew(whole, { checkpoints: [] }, 'poll', {
    now,
    deadline: now + 18_000,
  });
  expect(items).toHaveLength(200_000);
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
