// What one poll reads, gives and keeps, by pages and states that are written down.
import { Problem } from '../../../http/problem.js';
import type { FeedPage } from '../../../platforms/contract/feed.js';
import type { Backlog } from '../../../steps/polling/backlog.js';
import type { Checkpoint } from '../../../steps/polling/checkpoints.js';
import { readNew, type NewRecords, type State } from '../../../steps/polling/read_new.js';
import type { ReadMode } from '../../../steps/polling/read_pages.js';
import { COST_MS, page, Written, type Pages } from '../../helpers/fakes/written_pages.js';
import { stopClock } from '../../simulator/zapier/clock.js';

const MINUTE = 60_000;
const NOW = Date.parse('2026-03-02T08:00:00.000Z');
const down = new Problem('error', 'The server is down.');

/** The time so many minutes ago. */
const at = (minutes: number): number => NOW - minutes * MINUTE;

/** Pages that hide records, and a sweep that shows them. */
class Sweeping extends Written {
  readonly sweeps: Written;
  override sweep = (request: { cursor: string | undefined; since: number }) =>
    this.sweeps.page(request);

  constructor(pages: Pages, sweeps: Pages) {
    super(pages);
    this.sweeps = new Written(sweeps);
  }
}

/** Polls each quarter of an hour, after which records are wanted since minute 61. */
const polls: Checkpoint[] = [60, 45, 30, 15].map((minutes) => ({
  polledAt: at(minutes),
  newestAt: at(61),
}));
const polledNow = (newestAt = at(5)): Checkpoint => ({ polledAt: NOW, newestAt });
const SINCE = at(61);

const backlog: Backlog = {
  since: at(100),
  begunAt: at(30),
  hidden: 0,
  age: 10 * MINUTE,
  polledAt: at(5),
  failures: 0,
};
/** The same as a poll finds it. */
const due = { age: 15 * MINUTE, polledAt: NOW };
const fresh: Backlog = {
  since: SINCE,
  begunAt: NOW,
  hidden: 0,
  age: 0,
  polledAt: NOW,
  failures: 0,
};

/** A number of pages that comes of a division. */
const about = (pages: number): unknown => expect.closeTo(pages);

/** A newest page that ends a poll, and names another. */
const top = page({ a: at(5), b: at(90) }, 'two');
/** Pages of which a poll has time for two. */
const long: Pages = {
  top: page({ a: at(5) }, 'two'),
  two: page({ b: at(10) }, 'three'),
  three: page({ c: at(90) }),
};
const BRIEF = 2 * COST_MS;
/** Pages that show a record of minute 5 twice. */
const hiding: Pages = {
  top: page({ a: at(3), b: at(5) }, 'two'),
  two: page({ b: at(5), c: at(6) }, 'three'),
};

/** A poll at its time. */
function run(
  feed: Written,
  state: State,
  mode: ReadMode = 'poll',
  time = 1000,
): Promise<NewRecords<string>> {
  stopClock(NOW);
  return readNew(feed, state, mode, { now: NOW, deadline: NOW + time });
}

/** What is kept after a poll of these pages. */
const stateAfter = async (
  feed: Written,
  state: Partial<State>,
  mode?: ReadMode,
  time?: number,
): Promise<State> => (await run(feed, { checkpoints: polls, ...state }, mode, time)).state;

afterEach(() => {
  jest.useRealTimers();
});

describe('what a poll gives', () => {
  it('is each event once, newest first, without those that are left out', async () => {
    const entries = [
      { key: 'a', at: at(9), item: 'late a' },
      { key: 'b', at: at(3), item: undefined },
      { key: 'c', at: at(4), item: 'c' },
      { key: 'a', at: at(5), item: 'a' },
      { key: 'b', at: at(6), item: 'b' },
    ];
    const { items } = await run(new Written({ top: { entries, next: undefined } }), {
      checkpoints: polls,
    });
    expect(items).toEqual(['c', 'a', 'b']);
  });

  it('is as a sample the three newest, which changes nothing', async () => {
    const state: State = { checkpoints: polls };
    const feed = new Written({ top: page({ d: at(9), a: at(1), c: at(3), b: at(2) }, 'two') });
    const { items, state: kept } = await run(feed, state, 'sample');
    expect(items).toEqual(['a', 'b', 'c']);
    expect(kept).toBe(state);
    expect(feed.asked).toEqual([{ cursor: undefined, since: undefined }]);
  });
});

describe('what is kept of a poll that left nothing', () => {
  it('is a checkpoint at its newest record', async () => {
    const feed = new Written({ top });
    expect(await stateAfter(feed, { unread: { polls: 3, polledAt: at(5) } })).toEqual({
      checkpoints: [...polls, polledNow()],
    });
    expect(feed.asked).toEqual([{ cursor: undefined, since: SINCE, isPopulating: false }]);
  });

  it('is one at the time since when records are wanted, where there are none', async () => {
    const { state } = await run(new Written({ top: page({}) }), { checkpoints: [] });
    expect(state).toEqual({ checkpoints: [polledNow(at(60))] });
  });

  it('goes no further back than a time before which all is handed over', async () => {
    const feed = new Written({ top });
    expect(await stateAfter(feed, { since: at(40) })).toEqual({
      checkpoints: [...polls, polledNow()],
      since: at(40),
    });
    await stateAfter(feed, { since: at(90) });
    expect(feed.asked.map(({ since }) => since)).toEqual([at(40), SINCE]);
  });

  it('is nothing new where the reading failed, and what was left before waits', async () => {
    const state: State = { checkpoints: polls, backlog: { ...backlog, cursor: 'deep' } };
    const feed = new Written({ ...long, two: down });
    const { items, state: kept } = await run(feed, state);
    expect(items).toEqual(['a']);
    expect(kept).toBe(state);
    expect(feed.read).toEqual(['top', 'two']);
  });
});

describe('switching a Zap on', () => {
  const old: State = {
    checkpoints: [
      { polledAt: at(90), newestAt: at(95) },
      { polledAt: at(75), newestAt: at(80) },
      { polledAt: at(61), newestAt: at(80) },
    ],
    backlog,
    since: at(20),
    unread: { polls: 1, polledAt: at(62) },
  };
  /** The last of what is old, but a minute later. */
  const recent = { polledAt: at(60), newestAt: at(80) };

  it.each<[string, State]>([
    ['nothing', { checkpoints: [] }],
    ['polls that are over an hour ago', old],
  ])('begins anew after %s', async (_what, state) => {
    const feed = new Written({ top: page({ a: at(5), b: at(90) }) });
    const { items, state: kept } = await run(feed, state, 'populate');
    expect(items).toEqual(['a', 'b']);
    expect(kept).toEqual({ checkpoints: [polledNow()] });
    expect(feed.asked).toEqual([{ cursor: undefined, since: at(60), isPopulating: true }]);
  });

  it('where there was no time for all: what happens from five minutes ago on is new', async () => {
    const kept = await stateAfter(new Written(long), old, 'populate', BRIEF);
    expect(kept).toEqual({ checkpoints: [], since: at(5) });
  });

  it.each<[string, Partial<State>]>([
    ['a poll', { checkpoints: [...old.checkpoints.slice(0, 2), recent] }],
    ['a poll that left records unread', { unread: { polls: 1, polledAt: at(60) } }],
  ])('leaves what other Zaps need within an hour of %s', async (_what, more) => {
    const state = { ...old, ...more };
    const kept = await stateAfter(new Written(long), state, 'populate', BRIEF);
    expect(kept).toEqual({ ...state, backlog: { ...backlog, ...due } });
  });

  it('alone begins anew: a poll after a long time does not', async () => {
    const feed = new Written({ top: page({ a: at(5), b: at(90) }) });
    const state = await stateAfter(feed, old);
    expect(state).toMatchObject({ since: at(20), backlog: { since: at(100) } });
    expect(state.checkpoints).toHaveLength(4);
  });

  it('is recorded once all of it was read', async () => {
    const one = page({ a: at(5) });
    const hidden = { ...backlog, cursor: 'deep', hidden: at(20) };
    const again = { since: at(40), hidden: at(10) };
    const sweeps = { top: page({ x: at(30) }, 'deep'), deep: page({ y: at(50) }, 'deeper') };
    const recorded = async (kept: Backlog | undefined, feed: Written, time?: number) => {
      const state = await stateAfter(feed, { backlog: kept }, 'populate', time);
      expect(state.backlog).toEqual(kept && { ...kept, ...due });
      return state.checkpoints.length > polls.length;
    };
    const whole = { ...sweeps, deep: page({ y: at(50) }) };
    const hides = { ...hiding, two: page({ b: at(5), c: at(6) }) };
    expect(await recorded(undefined, new Sweeping(hides, whole))).toBe(true);
    expect(await recorded(hidden, new Sweeping({ top: one }, whole))).toBe(true);
    expect(await recorded(hidden, new Sweeping({ top: one }, sweeps), BRIEF)).toBe(false);
    expect(await recorded({ ...hidden, again }, new Sweeping({ top: one }, whole))).toBe(true);
    const brief = 3 * COST_MS;
    const feed = new Sweeping({ top: one }, whole);
    expect(await recorded({ ...hidden, again }, feed, brief)).toBe(false);
    expect(feed.sweeps.read).toEqual(['deep', 'top']);
  });
});

describe('records that could not be read', () => {
  const partial: FeedPage<string> = { ...top, isPartial: true };
  const unread = (count: number) => ({ polls: count, polledAt: NOW });

  it('are counted, and no checkpoint is made', async () => {
    const feed = new Written({ top: partial, two: page({ c: at(101) }) });
    expect(await stateAfter(feed, { backlog, since: at(70) })).toEqual({
      checkpoints: polls,
      ...{ backlog, since: at(70), unread: unread(1) },
    });
  });

  it('may be some of those left before', async () => {
    const feed = new Written({ top, two: page({ c: at(101) }, undefined, { isPartial: true }) });
    const before = { polls: 1, polledAt: at(5) };
    expect(await stateAfter(feed, { backlog, unread: before })).toEqual({
      checkpoints: polls,
      ...{ backlog, unread: unread(2) },
    });
  });

  it('are remembered from the first poll on', async () => {
    const { state } = await run(new Written({ top: partial }), { checkpoints: [] });
    expect(state).toEqual({ checkpoints: [polledNow(at(60))], unread: unread(1) });
  });

  it('are given up after two hundred polls', async () => {
    const after = (count: number): Promise<State> =>
      stateAfter(new Written({ top: partial }), { unread: { polls: count, polledAt: at(5) } });
    expect(await after(199)).toEqual({ checkpoints: polls, unread: unread(200) });
    expect(await after(200)).toEqual({
      checkpoints: [...polls, polledNow()],
      unread: unread(201),
    });
  });
});

describe('what a poll had no time for', () => {
  const progress = { cursor: 'two', at: at(10), pages: 2 };
  const after = (left?: Backlog): Promise<State> =>
    stateAfter(new Written(long), { backlog: left }, 'poll', BRIEF);

  it('is left for the next', async () => {
    expect(await after()).toEqual({
      checkpoints: [...polls, polledNow()],
      backlog: { ...fresh, progress },
    });
  });

  it('is in what was left before, as long as that is read from the newest on', async () => {
    expect((await after(backlog)).backlog).toEqual({ ...backlog, ...due, progress });
  });

  it('is read anew where polls were further down', async () => {
    const left = { ...fresh, begunAt: at(30), progress };
    expect((await after({ ...backlog, cursor: 'deep' })).backlog).toEqual({
      ...left,
      since: at(100),
    });
    expect((await after({ ...backlog, cursor: 'deep', since: at(50) })).backlog).toEqual(left);
  });

  it('is swept after what is swept already', async () => {
    const hidden = { ...backlog, hidden: at(20) };
    const anew = { ...fresh, since: at(100), hidden: at(5) };
    expect((await after(hidden)).backlog).toEqual(anew);
    expect((await after({ ...hidden, cursor: 'deep' })).backlog).toEqual({
      ...hidden,
      ...due,
      cursor: 'deep',
      again: { since: SINCE, hidden: at(5) },
    });
  });
});

describe('going on with what was left', () => {
  it('begins where polls begin', async () => {
    const left = { ...backlog, cursor: 'deep' };
    const feed = new Written({ top, deep: page({ c: at(92), d: at(101) }, 'deeper') });
    const { items, state } = await run(feed, { checkpoints: polls, backlog: left });
    expect(items).toEqual(['a', 'b', 'c']);
    expect(state).toEqual({
      checkpoints: [...polls, polledNow()],
      backlog: { ...left, ...due, progress: { cursor: null, at: at(101), pages: about(99) } },
    });
    expect(feed.asked).toEqual([
      { cursor: undefined, since: SINCE, isPopulating: false },
      { cursor: 'deep', since: at(100), isPopulating: false },
    ]);
  });

  it('begins in its first hour where reading from the top ended, and counts all pages', async () => {
    const feed = new Written({ top, two: page({ c: at(92), d: at(101) }, 'three') });
    const { items, state } = await run(feed, { checkpoints: polls, backlog });
    expect(items).toEqual(['a', 'b', 'c']);
    expect(state.backlog).toEqual({
      ...{ ...backlog, ...due },
      progress: { cursor: null, at: at(101), pages: about(100 + 99) },
    });
    expect(feed.asked[1]).toEqual({ cursor: 'two', since: at(100), isPopulating: false });
  });

  it.each([
    ['goes back as far', SINCE, top],
    ['goes back further', at(50), top],
    ['has the last page', at(100), page({ a: at(5), b: at(90) })],
  ])('costs nothing where reading from the top %s', async (_how, since, first) => {
    const feed = new Written({ top: first });
    const { items, state } = await run(feed, {
      checkpoints: polls,
      backlog: { ...backlog, since },
    });
    expect(items).toEqual(['a', 'b']);
    expect(state.backlog?.progress).toEqual({ cursor: null, at: at(90), pages: 100 });
    expect(feed.read).toEqual(['top']);
  });

  it('is through where a poll reads all of it that others could not', async () => {
    const progress = { cursor: 'two', at: at(50), pages: 5 };
    const left = { ...backlog, since: SINCE, progress };
    const before = polls.slice(0, 2);
    expect(await stateAfter(new Written({ top }), { backlog: left })).toEqual({
      checkpoints: [...before, polledNow()],
    });
    // Nothing is newer than what polls had seen: a moment later none can come.
    expect(await stateAfter(new Written({ top: page({}) }), { backlog: left })).toEqual({
      checkpoints: [...before, polledNow(SINCE + 1000)],
    });
  });

  it('counts where it fails', async () => {
    const left = { ...backlog, cursor: 'deep' };
    const feed = new Written({ top, deep: down });
    expect(await stateAfter(feed, { backlog: left })).toEqual({
      checkpoints: polls,
      backlog: { ...left, failures: 1 },
    });
  });

  it.each<[string, number, number | undefined, number | undefined]>([
    ['a second after what hid', at(20), undefined, at(20) + 1000],
    ['when it was before, if later', at(20), at(10), at(10)],
    ['never, where nothing hid', 0, undefined, undefined],
  ])('is over after its hour: what is older is handed over, %s', async (_when, ...times) => {
    const [hidden, since, until] = times;
    const progress = { cursor: null, at: 0, pages: 1 };
    const left = { ...backlog, hidden, progress, age: 55 * MINUTE };
    const feed = new Written({ top });
    const { state } = await run(feed, {
      checkpoints: polls,
      backlog: left,
      ...(since && { since }),
    });
    expect(state).toEqual({
      checkpoints: [...polls, polledNow()],
      ...(until && { since: until }),
    });
    expect(feed.asked[0]?.since).toBe(until ?? SINCE);
  });
});

describe('records that hide', () => {
  const sweeps: Pages = { top: page({ d: at(5), c: at(6), e: at(70) }) };
  const swept = (pages: number) => ({ cursor: null, at: 0, pages: about(pages) });
  const hidden: Backlog = { ...backlog, hidden: at(20) };
  const again = { since: SINCE, hidden: at(5) };

  it('come by a sweep', async () => {
    const feed = new Sweeping(hiding, sweeps);
    const { items, state } = await run(feed, { checkpoints: polls });
    expect(items).toEqual(['a', 'b', 'd', 'c']);
    expect(state).toEqual({
      checkpoints: [...polls, polledNow(at(3))],
      backlog: { ...fresh, hidden: at(5), progress: swept(98) },
    });
    expect(feed.sweeps.asked).toEqual([{ cursor: undefined, since: SINCE }]);
  });

  it('come by one that goes back to what was left before', async () => {
    const feed = new Sweeping(hiding, sweeps);
    expect((await stateAfter(feed, { backlog })).backlog).toEqual({
      ...{ ...fresh, since: at(100), hidden: at(5) },
      progress: swept(98),
    });
    expect(feed.sweeps.asked).toEqual([{ cursor: undefined, since: at(100) }]);
  });

  it('come after those of a sweep that is further on, and in the same poll if there is time', async () => {
    const left = { ...hidden, cursor: 'deep' };
    const feed = new Sweeping(hiding, { ...sweeps, deep: page({ f: at(80) }) });
    const { items, state } = await run(feed, { checkpoints: polls, backlog: left });
    expect(items).toEqual(['a', 'b', 'd', 'c', 'f']);
    expect(state.backlog).toEqual({ ...left, ...due, again, progress: swept(98) });
    expect(feed.sweeps.asked).toEqual([
      { cursor: 'deep', since: at(100) },
      { cursor: undefined, since: SINCE },
    ]);
  });

  it('wait for that sweep', async () => {
    const left = { ...hidden, cursor: 'deep', again };
    const feed = new Sweeping({ top }, { ...sweeps, deep: down });
    expect((await stateAfter(feed, { backlog: left })).backlog).toEqual({ ...left, failures: 1 });
    expect(feed.sweeps.read).toEqual(['deep']);
  });

  it('are swept once where nothing came to hide since', async () => {
    const feed = new Sweeping({ top }, sweeps);
    await stateAfter(feed, { backlog: hidden });
    expect(feed.sweeps.asked).toEqual([{ cursor: undefined, since: at(100) }]);
  });

  it('have their turn an hour later', async () => {
    const later = { since: at(30), hidden: at(25) };
    const progress = { cursor: null, at: 0, pages: 1 };
    const over = { ...hidden, age: 55 * MINUTE, progress, again: later };
    const feed = new Sweeping({ top }, sweeps);
    expect(await stateAfter(feed, { backlog: over })).toEqual({
      checkpoints: [...polls, polledNow()],
      since: at(20) + 1000,
      backlog: { ...fresh, ...later, progress: swept(99) },
    });
    expect(feed.sweeps.asked).toEqual([{ cursor: undefined, since: at(30) }]);
  });

  it('are nothing to remember where the sweep fails at once', async () => {
    const feed = new Sweeping(hiding, { top: down });
    expect(await stateAfter(feed, {})).toEqual({ checkpoints: polls });
  });

  it('further down are swept by the next poll', async () => {
    const pages = {
      deep: page({ c: at(92), d: at(93) }, 'deeper'),
      deeper: page({ c: at(92), e: at(94) }, 'deepest'),
    };
    const feed = new Sweeping({ top, ...pages }, sweeps);
    const { state } = await run(feed, {
      checkpoints: polls,
      backlog: { ...backlog, cursor: 'deep' },
    });
    expect(state.backlog).toEqual({ ...fresh, since: at(100), hidden: at(92) });
    expect(feed.sweeps.asked).toEqual([]);
  });

  it('are read page by page where the feed has no sweep any more', async () => {
    const left = { ...hidden, cursor: 'deep', again };
    const feed = new Written({ top, deep: page({ c: at(92) }) });
    expect((await stateAfter(feed, { backlog: left })).backlog).toMatchObject({
      again,
      progress: { cursor: null, at: at(92) },
    });
    expect(feed.read).toEqual(['top', 'deep']);
  });
});
