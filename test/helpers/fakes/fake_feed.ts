// A feed in memory and a Zap that polls it, on a clock that stands still.
import { Problem } from '../../../http/problem.js';
import type { Feed, FeedPage, FeedRequest } from '../../../platforms/contract/feed.js';
import type { ReadMode } from '../../../steps/polling/read_pages.js';
import { readNew, type State } from '../../../steps/polling/read_new.js';
import { passTime, stopClock } from '../../simulator/zapier/clock.js';

export interface Row {
  id: string;
  at: number;
}

export const MINUTE = 60_000;
const START = Date.parse('2026-03-02T08:00:00.000Z');
export const down = new Problem('error', 'The server is down.');

/** A list of records, newest first, ten a page, that counts how often it is read. */
export class FakeFeed implements Feed<Row> {
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

/** A Zap on a feed: what is kept may be others' too. */
export class FakeZap {
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

  /** Those of which it has started no run. */
  missed(ids: readonly string[]): string[] {
    return ids.filter((id) => !this.seen.has(id));
  }

  /** Polls until the checkpoints have caught up. */
  async settle(): Promise<void> {
    for (let count = 0; count < 6; count += 1) {
      passTime(15 * MINUTE);
      await this.poll();
    }
  }
}

/** The feed of the test that runs. */
export let feed: FakeFeed;

/** The Zap that polls it. */
export let zap: FakeZap;

/** A feed of two hundred records and a Zap that knows them, before each test of the file that calls this. */
export function fakeFeed(): void {
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
}

/** Polls another feed from here on; nothing is kept of it unless told. */
export function pollOn(other: FakeFeed, state?: State): void {
  feed = other;
  zap = new FakeZap(feed, state);
}
