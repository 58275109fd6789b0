// What polls keep for the next one, and take back: a cache is a server, and an older app may have written to it.
import type { Keeping, Memory } from '../../../platforms/toolkit/cache.js';
import type { Feed } from '../../../platforms/contract/feed.js';
import { omit } from '../../../platforms/toolkit/values/index.js';
import { poll } from '../../../steps/polling/poll.js';
import type { State } from '../../../steps/polling/read_new.js';
import { memoryIn } from '../../helpers/fakes/memory.js';
import { fakeFeed, feed } from '../../helpers/fakes/fake_feed.js';

fakeFeed();

const progress = { cursor: 'page 2', at: 4, pages: 2 };
const again = { since: 6, hidden: 7 };
const backlog = {
  cursor: 'page 1',
  ...{ since: 1, begunAt: 2, hidden: 3, age: 4, polledAt: 5, failures: 0 },
  progress,
  again,
};
const checkpoint = { polledAt: 8, newestAt: 9 };
const whole = { checkpoints: [checkpoint], backlog, since: 10, unread: { polls: 1, polledAt: 11 } };

/** How a poll takes back what it kept. */
async function keepingOf(): Promise<Keeping<State>> {
  let asked: unknown;
  const memory = memoryIn(new Map());
  const recall: Memory['recall'] = (name, keeping) => {
    asked = keeping;
    return memory.recall(name, keeping);
  };
  await poll(feed, 'new_contact', {}, { mode: 'poll', memory: { ...memory, recall } });
  return asked as Keeping<State>;
}

describe('what is taken back', () => {
  let shape: Keeping<State>['shape'];
  beforeEach(async () => {
    ({ shape } = await keepingOf());
  });

  it('is what was kept, whole or with as little as there may be', () => {
    expect(shape(whole)).toEqual(whole);
    const least = omit(backlog, ['cursor', 'progress', 'again']);
    for (const state of [
      { checkpoints: [] },
      { checkpoints: [], backlog: least },
      { checkpoints: [], backlog: { ...least, progress: { ...progress, cursor: null } } },
    ]) {
      expect(shape(state)).toEqual(state);
    }
  });

  it.each(['text', 7, null, undefined, true, [whole]])('is nothing of %j', (kept) => {
    expect(shape(kept)).toBeUndefined();
  });

  it('is without what is no part of it', () => {
    expect(shape({ ...whole, more: 1 })).toEqual(whole);
    expect(shape({})).toEqual({ checkpoints: [] });
  });

  it.each(['text', 7, null, { 0: checkpoint }])('has no checkpoints where they are %j', (kept) => {
    expect(shape({ ...whole, checkpoints: kept })).toEqual({ ...whole, checkpoints: [] });
  });

  it.each([7, null, 'text', {}, { polledAt: 1 }, { newestAt: 1 }, { polledAt: '1', newestAt: 1 }])(
    'has the checkpoints beside one that is %j',
    (broken) => {
      expect(shape({ ...whole, checkpoints: [broken, checkpoint] })).toEqual(whole);
    },
  );

  it.each(['10', null, [10]])('has no beginning where it is %j', (since) => {
    expect(shape({ ...whole, since })).toEqual(omit(whole, ['since']));
  });

  it.each<[string, unknown]>([
    ['a text', 'text'],
    ['null', null],
    ...['since', 'begunAt', 'hidden', 'age', 'polledAt', 'failures'].flatMap(
      (key): [string, unknown][] => [
        [`without ${key}`, { ...backlog, [key]: undefined }],
        [`with a text for ${key}`, { ...backlog, [key]: '1' }],
        [`with no number for ${key}`, { ...backlog, [key]: NaN }],
      ],
    ),
    ['at page 1 as a number', { ...backlog, cursor: 1 }],
    ['at page null', { ...backlog, cursor: null }],
    ['with progress null', { ...backlog, progress: null }],
    ['with progress to page 1 as a number', { ...backlog, progress: { ...progress, cursor: 1 } }],
    ['with progress to no page', { ...backlog, progress: { at: 4, pages: 2 } }],
    ['with progress at no time', { ...backlog, progress: { ...progress, at: '4' } }],
    ['with progress over no pages', { ...backlog, progress: { ...progress, pages: null } }],
    ['due again as a text', { ...backlog, again: 'text' }],
    ['due again since nothing', { ...backlog, again: { hidden: 7 } }],
    ['due again for nothing', { ...backlog, again: { since: 6 } }],
  ])('has no backlog where it is %s', (_what, broken) => {
    expect(shape({ ...whole, backlog: broken })).toEqual(omit(whole, ['backlog']));
  });

  it.each(['text', 7, null, { polls: 1 }, { polledAt: 1 }, { polls: 1, polledAt: '1' }])(
    'has no count of what was unread where it is %j',
    (unread) => {
      expect(shape({ ...whole, unread })).toEqual(omit(whole, ['unread']));
    },
  );
});

describe('what is kept', () => {
  const kept = new Map<string, unknown>();
  const sets = jest.fn();
  const memory: Memory = {
    ...memoryIn(kept),
    remember: async (name, keeping, value) => {
      sets(name, value);
      return memoryIn(kept).remember(name, keeping, value);
    },
  };
  beforeEach(() => {
    kept.clear();
    sets.mockClear();
  });
  const run = (
    filters: Record<string, unknown>,
    trigger = 'new_contact',
    from: Feed<unknown> = feed,
  ) => poll(from, trigger, filters, { mode: 'poll', memory });

  it('is the same for the same filters in any order, and of one trigger', async () => {
    await run({ label: 'vip', inbox: '1' });
    await run({ inbox: '1', label: 'vip' });
    expect(kept.size).toBe(1);
    await run({ inbox: '1', label: 'vip' }, 'updated_contact');
    await run({ inbox: '1' });
    expect(kept.size).toBe(3);
  });

  it('is kept again only when it changed', async () => {
    await run({});
    await run({});
    expect(sets).toHaveBeenCalledTimes(1);
  });

  it('holds nothing undefined, which the cache refuses', async () => {
    await run({});
    const [[, value] = []] = sets.mock.calls as [string, object][];
    expect(Object.values(value ?? {})).not.toContain(undefined);
    expect(Object.keys(value ?? {})).toEqual(['checkpoints']);
  });

  it('is neither asked for nor changed by a sample', async () => {
    await run({});
    const recall = jest.fn();
    const asked = { ...memory, recall } as Memory;
    sets.mockClear();
    await poll(feed, 'new_contact', {}, { mode: 'sample', memory: asked });
    expect(recall).not.toHaveBeenCalled();
    expect(sets).not.toHaveBeenCalled();
  });

  it('lasts a week, under a version', async () => {
    const { version, seconds } = await keepingOf();
    expect({ version, seconds }).toEqual({ version: 1, seconds: 604_800 });
  });
});
