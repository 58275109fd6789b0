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
const DAY = 24 * HOUR;

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

describe('a server that hides records of one moment', () => {
  let hiding: HidingFeed;
  let other: FakeZap;

  beforeEach(async () => {
    hiding = new HidingFeed();
    hiding.rows = feed.rows;
    pollOn(hiding, zap.state);
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
    expect(zap.missed(ids)).toEqual([]);
    expect(other.missed(ids)).toEqual([]);
  });

  test('an import that a poll has no time for comes hour by hour, for each Zap', async () => {
    const ids = feed.add(300, 0);
    feed.milliseconds = 1000;
    await quarterHours(10);
    ids.push(...feed.add(200, 0));
    await quarterHours(50);
    expect(zap.missed(ids)).toEqual([]);
    expect(other.missed(ids)).toEqual([]);
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

  test('a Zap that is switched on hours after an import is given none of it', async () => {
    feed.add(300, 0);
    passTime(5 * HOUR);
    other = new FakeZap(feed);
    await other.poll('populate');
    for (let polls = 0; polls < 8; polls += 1) {
      passTime(15 * MINUTE);
      expect(await other.poll()).toEqual([]);
    }
    expect(feed.requests).toBe(1);
  });
});
