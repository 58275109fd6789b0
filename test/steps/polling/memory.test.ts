import { poll } from '../../../steps/polling/poll.js';
import type { ReadMode } from '../../../steps/polling/read_pages.js';
import { memoryIn } from '../../helpers/fakes/memory.js';
import { passTime } from '../../simulator/zapier/clock.js';
import { down, fakeFeed, FakeZap, feed, MINUTE, zap } from '../../helpers/fakes/fake_feed.js';

fakeFeed();

const HOUR = 60 * MINUTE;

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

  describe('hours after hundreds of one moment, of which it gets to know some', () => {
    const firedLater = async (late: FakeZap): Promise<string[]> => {
      const fired: string[] = [];
      for (let polls = 0; polls < 8; polls += 1) {
        passTime(15 * MINUTE);
        fired.push(...(await late.poll()));
      }
      return fired;
    };

    beforeEach(() => {
      feed.add(170, 0);
      passTime(5 * HOUR);
    });

    test('the others do not come later', async () => {
      const late = new FakeZap(feed);
      expect(await late.poll('populate')).toHaveLength(70);
      expect(await firedLater(late)).toEqual([]);
    });

    test('nor when the checkpoints of all Zaps are lost', async () => {
      await zap.settle();
      const late = new FakeZap(feed, zap.state);
      await late.poll('populate');
      expect(await firedLater(late)).toEqual([]);
      late.state.checkpoints = [];
      expect(await firedLater(late)).toEqual([]);
      const ids = feed.add(3);
      expect(await late.poll()).toEqual(ids);
    });
  });

  test('fails where not enough can be read', async () => {
    feed.failsAt = 4;
    await expect(new FakeZap(feed).poll('populate')).rejects.toBe(down);
  });
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
