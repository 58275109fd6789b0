import type { Bundle, ZObject } from 'zapier-platform-core';
import { Problem } from '../../http/problem.js';
import type { Host } from '../../http/host.js';
import { brand } from '../../brands/current.js';
import type { Connection } from '../../platforms/contract/connection.js';
import type { Platform } from '../../platforms/contract/platform.js';
import { readConnection } from '../../steps/connection.js';
import { onForm, onPlatform, onPlatformInTurn, type RunMeta } from '../../steps/on_platform.js';
import { fakePlatform } from '../helpers/fakes/fake_platform.js';
import { standingClock } from '../helpers/fakes/rows.js';
import { emptyZ, HaltedError, ZapierError } from '../simulator/zapier/z.js';

type Parts = Partial<Omit<Bundle, 'meta'>> & { meta?: Partial<Bundle['meta']> };

/** A platform of the app's list, and with what it was connected. */
function listed(key: string) {
  const connected: [host: Host, connection: Connection][] = [];
  const desk = fakePlatform();
  const platform: Platform = {
    key,
    label: `The ${key}`,
    connection: { keyHelp: '' },
    instead: {},
    pace: { requests: 2, milliseconds: 1000, atOnce: 3 },
    offers: new Set(),
    connect: (host, connection) => {
      connected.push([host, connection]);
      return desk;
    },
  };
  return { platform, connected, desk };
}

/** The brand that connects to these alone. */
function brandOf(...platforms: Platform[]): void {
  jest.replaceProperty(brand, 'platforms', platforms);
}

const bundleWith = (parts: Parts): Bundle => parts as Bundle;
const authData = { platform: 'acme', apiKey: 'key-1' };
const ignore = (): Promise<undefined> => Promise.resolve(undefined);

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a step', () => {
  it('is run on the platform of its connection', async () => {
    const acme = listed('acme');
    const other = listed('other');
    brandOf(other.platform, acme.platform);
    const z = emptyZ();
    const run = jest.fn(() => Promise.resolve('done'));
    const inputData = { name: ' Jane\0 ', blank: ' ', none: null, labels: ['', 'VIP'], count: 0 };
    expect(await onPlatform(run)(z, bundleWith({ authData, inputData }))).toBe('done');
    expect(run.mock.calls).toStrictEqual([
      [acme.desk, { name: ' Jane ', labels: ['VIP'], count: 0 }, expect.anything()],
    ]);
    expect(acme.connected).toStrictEqual([[z, readConnection(authData)]]);
    expect(acme.connected[0]?.[0]).toBe(z);
    expect(other.connected).toEqual([]);
  });

  it('has no input where Zapier hands none over', async () => {
    const { platform, desk } = listed('acme');
    brandOf(platform);
    const run = jest.fn(ignore);
    await onPlatform(run)(emptyZ(), bundleWith({ authData }));
    expect(run.mock.calls).toStrictEqual([[desk, {}, expect.anything()]]);
  });

  it('needs no name of the platform where the brand has one alone', async () => {
    const { platform, connected } = listed('acme');
    brandOf(platform);
    const unnamed = { apiKey: 'key-1' };
    await onPlatform(ignore)(emptyZ(), bundleWith({ authData: unnamed }));
    expect(connected).toHaveLength(1);
  });
});

describe('a connection is refused', () => {
  const failureOf = async (parts: Parts): Promise<unknown> => {
    const run = jest.fn(ignore);
    const failed = onPlatform(run)(emptyZ(), bundleWith(parts)).catch(
      (failure: unknown) => failure,
    );
    const failure = await failed;
    expect(run).not.toHaveBeenCalled();
    expect(failure).toBeInstanceOf(ZapierError);
    return failure;
  };

  it.each<[string, string[], string]>([
    ['elsewhere', ['acme', 'other'], 'Platform: `elsewhere` is not one of The acme, The other.'],
    ['elsewhere', ['acme'], 'Platform: `elsewhere` is not one of The acme.'],
    ['', ['acme', 'other'], 'Platform: `` is not one of The acme, The other.'],
  ])('that names %j where there are %j', async (platform, keys, expected) => {
    const all = keys.map(listed);
    brandOf(...all.map((one) => one.platform));
    const failure = await failureOf({ authData: { ...authData, platform } });
    expect(failure).toMatchObject({ message: `${expected} Choose one from the list.` });
    expect(all.flatMap(({ connected }) => connected)).toEqual([]);
  });

  it('without a key, as in a bundle without a connection', async () => {
    brandOf(listed('acme').platform);
    const message = 'API Key: enter your key. The help text below the field says where to find it.';
    expect(await failureOf({ authData: { platform: 'acme' } })).toMatchObject({ message });
    expect(await failureOf({})).toMatchObject({ message });
  });
});

describe('a failure', () => {
  const failureOf = (failure: unknown): Promise<unknown> => {
    brandOf(listed('acme').platform);
    const run = onPlatform(() => Promise.reject(failure as Error));
    return run(emptyZ(), bundleWith({ authData })).catch((error: unknown) => error);
  };

  it('leaves as an error that Zapier acts on, without the step’s input', async () => {
    const halted = await failureOf(new Problem('halted', 'Nothing to do.'));
    expect(halted).toBeInstanceOf(HaltedError);
    expect(halted).toMatchObject({ message: 'Nothing to do.', doNotContextify: true });
  });

  it('of the code leaves as it is, without the step’s input', async () => {
    const bug = new TypeError('x is not a function');
    expect(await failureOf(bug)).toBe(bug);
    expect(bug).toMatchObject({ doNotContextify: true });
  });

  it('of connecting leaves so too', async () => {
    const { platform } = listed('acme');
    const connect = (): never => {
      throw new Problem('error', 'Location ID: enter it.');
    };
    brandOf({ ...platform, connect });
    const steps = [onPlatform(ignore), onPlatformInTurn(ignore), onForm(ignore)];
    for (const step of steps) {
      const failure = await step(emptyZ(), bundleWith({ authData })).catch(
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(ZapierError);
      expect(failure).toMatchObject({ message: 'Location ID: enter it.', doNotContextify: true });
    }
  });
});

describe('what a run knows besides its input', () => {
  const metaOf = async (parts: Parts, z: ZObject = emptyZ()): Promise<RunMeta> => {
    brandOf(listed('acme').platform);
    const run = onPlatform((_platform, _input, meta) => Promise.resolve(meta));
    return run(z, bundleWith({ authData, ...parts }));
  };

  it('is nothing where the bundle holds nothing', async () => {
    const nothing = {
      fieldMeta: {},
      page: 1,
      cursor: undefined,
      mode: 'poll',
      targetUrl: '',
      subscription: {},
      delivery: { headers: {}, body: '' },
      memory: expect.anything() as unknown,
    };
    expect(await metaOf({})).toStrictEqual(nothing);
    expect(await metaOf({ meta: {}, rawRequest: {} })).toStrictEqual(nothing);
  });

  it('is what Zapier says in the bundle', async () => {
    const inputFields = { attr_seats: { type: 'number' } };
    const headers = { 'x-signature': 'a1' };
    const parts = {
      meta: { inputFields, page: 2 } as unknown as Partial<Bundle['meta']>,
      targetUrl: 'https://hooks.zapier.com/1',
      subscribeData: { id: 'hook-1' },
      rawRequest: { headers, content: '{"id":1}', method: 'POST' as const },
    };
    expect(await metaOf(parts)).toMatchObject({
      fieldMeta: inputFields,
      page: 3,
      targetUrl: 'https://hooks.zapier.com/1',
      subscription: { id: 'hook-1' },
      delivery: { headers, body: '{"id":1}' },
    });
  });

  it.each<[Partial<Bundle['meta']>, number, string | undefined]>([
    [{ page: 0 }, 1, undefined],
    [{ page: 4 }, 5, undefined],
    [{ paging_token: '3' }, 3, '3'],
    [{ paging_token: '3', page: 4 }, 3, '3'],
    [{ paging_token: 'next-of-9', page: 0 }, 1, 'next-of-9'],
  ])('is the page: %j', async (meta, page, cursor) => {
    expect(await metaOf({ meta })).toMatchObject({ page, cursor });
  });

  it.each<[Partial<Bundle['meta']>, string]>([
    [{ isLoadingSample: false, isPopulatingDedupe: false }, 'poll'],
    [{ isPopulatingDedupe: true }, 'populate'],
    [{ isLoadingSample: true }, 'sample'],
    [{ isLoadingSample: true, isPopulatingDedupe: true }, 'sample'],
  ])('is what it is polled for: %j', async (meta, mode) => {
    expect(await metaOf({ meta })).toMatchObject({ mode });
  });

  it('is no subscription where what subscribing gave is none', async () => {
    const subscribeData = 'hook-1' as unknown as Bundle['subscribeData'];
    expect(await metaOf({ subscribeData })).toMatchObject({ subscription: {} });
  });

  it('is what its connection remembers, and no other', async () => {
    const z = emptyZ();
    const keeping = {
      version: 1,
      seconds: 60,
      shape: (kept: unknown) => (typeof kept === 'string' ? kept : undefined),
    };
    const { memory } = await metaOf({}, z);
    await memory.remember('portal', keeping, 'help');
    expect(await (await metaOf({}, z)).memory.recall('portal', keeping)).toBe('help');
    const other = { authData: { ...authData, apiKey: 'key-2' } };
    expect(await (await metaOf(other, z)).memory.recall('portal', keeping)).toBeUndefined();
  });
});

describe('a step that sends many requests', () => {
  /** Runs one, and gives back what it got. */
  async function inTurn(inputData: Record<string, unknown> = {}, z = emptyZ()) {
    const acme = listed('acme');
    brandOf(acme.platform);
    const clock = standingClock();
    const start = clock.now();
    const run = onPlatformInTurn(
      (platform, input, meta) => Promise.resolve({ platform, input, meta }),
      clock,
    );
    const { platform, input, meta } = await run(
      z,
      bundleWith({ authData, inputData, meta: { page: 1 } }),
    );
    const [host] = acme.connected[0] ?? [];
    if (!host) throw new Error('it was not connected');
    return { ...acme, platform, input, meta, host, clock, start };
  }

  it('is run on the platform of its connection, with its input with and without blanks', async () => {
    const rows = [{ contact: '', name: 'Jane\0' }, ''];
    const { platform, desk, input, meta, connected } = await inTurn({ rows, blank: '' });
    expect(platform).toBe(desk);
    expect(input).toStrictEqual({ rows: [{ contact: '', name: 'Jane' }] });
    expect(meta.given).toStrictEqual({ rows: [{ contact: '', name: 'Jane' }, ''], blank: '' });
    expect(meta).toMatchObject({ page: 2, mode: 'poll' });
    expect(connected.map(([, connection]) => connection)).toEqual([readConnection(authData)]);
  });

  it('waits for its turns at the platform’s pace, until the run is over', async () => {
    const { meta, host, clock, start } = await inTurn();
    expect(meta.line).toMatchObject({ clock, atOnce: 3, deadline: start + 28_000 });
    expect([await host.turn?.(), await host.turn?.()]).toEqual([true, true]);
    expect(clock.now()).toBe(start);
    expect(await host.turn?.()).toBe(true);
    expect(clock.now()).toBe(start + 1000);
    clock.pass(27_000);
    expect([await host.turn?.(), await host.turn?.()]).toEqual([true, true]);
    expect(await meta.line.turn()).toBe(false);
  });

  it('asks the cache for each value once, and has all else of Zapier’s', async () => {
    const z = emptyZ();
    const get = jest.spyOn(z.cache, 'get');
    const { host } = await inTurn({}, z);
    await host.cache.set('portal', 'help', 60, ['auth']);
    await host.cache.get('team', ['auth']);
    await host.cache.get('team', ['auth']);
    expect(await host.cache.get('portal', ['auth'])).toBe('help');
    expect(get).toHaveBeenCalledTimes(1);
    expect(await z.cache.get('portal')).toBe('help');
    expect(host).toStrictEqual({
      ...z,
      cache: expect.anything() as unknown,
      turn: expect.anything() as unknown,
    });
  });

  it('goes by the real time where no other is given', async () => {
    const { platform } = listed('acme');
    brandOf(platform);
    jest.spyOn(Date, 'now').mockReturnValue(5_000_000);
    const run = onPlatformInTurn((_platform, _input, { line }) => Promise.resolve(line.deadline));
    expect(await run(emptyZ(), bundleWith({ authData }))).toBe(5_028_000);
  });
});

it('what fills a form is not asked for what is mapped and not resolved yet', async () => {
  const { platform, desk } = listed('acme');
  brandOf(platform);
  const run = jest.fn(() => Promise.resolve('fields'));
  const inputData = {
    inbox: '{{bundle.id}}',
    contact: 'ID {{123__id}}',
    labels: ['VIP', '{{123__label}}'],
    portal: '3',
    brace: '{3}',
    count: 0,
    blank: '',
  };
  const parts = { authData, inputData, meta: { page: 1 } };
  expect(await onForm(run)(emptyZ(), bundleWith(parts))).toBe('fields');
  expect(run.mock.calls).toStrictEqual([
    [desk, { portal: '3', brace: '{3}', count: 0 }, expect.objectContaining({ page: 2 })],
  ]);
});
