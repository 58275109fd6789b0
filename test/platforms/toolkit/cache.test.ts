// What a connection's steps remember between runs. Without core.
import type { ZObject } from 'zapier-platform-core';
import { like, memoryOf, type Keeping } from '../../../platforms/toolkit/cache.js';
import { readConnection } from '../../../steps/connection.js';
import { memoryIn } from '../../helpers/fakes/memory.js';

interface Person {
  name: string;
  tags: string[];
  address: { city: string };
}

const people: Keeping<Person[]> = {
  version: 2,
  seconds: 60,
  shape: like([{ name: '', tags: [''], address: { city: '' } }]),
};
const text: Keeping<string> = { version: 1, seconds: 60, shape: like('') };
const jane = { name: 'Jane', tags: ['vip'], address: { city: 'Leeds' } };

describe('a memory', () => {
  const kept = new Map<string, unknown>();
  const memory = memoryIn(kept);
  beforeEach(() => kept.clear());

  it('reads what it has not, and keeps it', async () => {
    const read = jest.fn(() => Promise.resolve([jane]));
    expect(await memory.cached('people', people, read)).toEqual([jane]);
    expect(await memory.cached('people', people, read)).toEqual([jane]);
    expect(read).toHaveBeenCalledTimes(1);
    expect(await memory.recall('people', people)).toEqual([jane]);
    expect(await memory.recall('others', people)).toBeUndefined();
  });

  it('reads again where what it has will not do', async () => {
    const read = jest.fn(() => Promise.resolve([jane]));
    await memory.remember('people', people, []);
    expect(await memory.cached('people', people, read, (some) => some.length > 0)).toEqual([jane]);
    expect(await memory.cached('people', people, read, (some) => some.length > 0)).toEqual([jane]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('keeps an empty text, and not what is undefined', async () => {
    const read = jest.fn<Promise<string | undefined>, []>(() => Promise.resolve(undefined));
    await memory.cached('text', text, read);
    await memory.cached('text', text, read);
    expect(read).toHaveBeenCalledTimes(2);
    read.mockResolvedValue('');
    await memory.cached('text', text, read);
    await memory.cached('text', text, read);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it.each<[string, unknown]>([
    ['a text', 'people'],
    ['no list', jane],
    ['an entry without a key', [{ ...jane, tags: undefined }]],
    ['an entry with another kind of value', [jane, { ...jane, name: 7 }]],
    ['a list within one that holds something else', [{ ...jane, tags: [7] }]],
    ['a record within one that has become a text', [{ ...jane, address: 'Leeds' }]],
    ['null', null],
  ])('takes %s of another app for nothing', async (_what, value) => {
    await memory.remember('people', people, [jane]);
    for (const key of kept.keys()) kept.set(key, value);
    expect(await memory.recall('people', people)).toBeUndefined();
    expect(await memory.cached('people', people, () => Promise.resolve([jane]))).toEqual([jane]);
  });

  it('does not see what was kept in another version', async () => {
    await memory.remember('people', { ...people, version: 1 }, [jane]);
    expect(await memory.recall('people', people)).toBeUndefined();
  });

  it('tells texts apart by what isn’t the text, nor the same on another connection', async () => {
    const hashed: [algorithm: string, text: string][] = [];
    const hash = (algorithm: string, given: string) => {
      hashed.push([algorithm, given]);
      return `#${hashed.findIndex(([, earlier]) => earlier === given)}`;
    };
    const z = { cache: { get: () => Promise.resolve(null) }, hash } as unknown as ZObject;
    const of = (apiKey: string) => memoryOf(z, readConnection({ apiKey }));
    const digests = [of('one').digest('a'), of('one').digest('b'), of('other').digest('a')];
    expect(new Set(digests).size).toBe(3);
    expect(of('one').digest('a')).toBe(digests[0]);
    await of('one').recall('a', text);
    expect(new Set(hashed.map(([algorithm]) => algorithm))).toEqual(new Set(['sha256']));
  });

  it('forgets', async () => {
    await memory.remember('people', people, [jane]);
    await memory.forget('people', people);
    expect(kept.size).toBe(0);
  });

  it.each([
    { platform: 'chatwoot' },
    { apiKey: 'another' },
    { baseUrl: 'https://chat.example.com' },
    { accountId: '2' },
  ])('is the connection alone: %j has its own', async (connection) => {
    await memory.remember('people', people, [jane]);
    await memory.isFirst('event', 60);
    const other = memoryIn(kept, connection);
    expect(await other.recall('people', people)).toBeUndefined();
    expect(await other.isFirst('event', 60)).toBe(true);
    expect(await memory.isFirst('event', 60)).toBe(false);
  });
});

describe('the cache below it', () => {
  const cache = {
    get: jest.fn<Promise<unknown>, unknown[]>(),
    set: jest.fn<Promise<unknown>, unknown[]>(),
    delete: jest.fn<Promise<unknown>, unknown[]>(),
  };
  const z = { cache, hash: (_algorithm: string, given: string) => `#${given.length}` };
  const memory = memoryOf(z as unknown as ZObject, readConnection({ apiKey: 'key' }));
  beforeEach(() => {
    for (const method of Object.values(cache)) method.mockReset();
  });

  it('is asked for the connection, under no name that tells the key', async () => {
    cache.get.mockResolvedValue(null);
    cache.set.mockResolvedValue(true);
    await memory.cached('text', text, () => Promise.resolve('7'));
    const [[key] = []] = cache.get.mock.calls;
    expect(key).toMatch(/^#\d+$/);
    expect(cache.get.mock.calls).toEqual([[key, ['auth']]]);
    expect(cache.set.mock.calls).toEqual([[key, '7', 60, ['auth']]]);
  });

  it('is given nothing where nothing was read', async () => {
    cache.get.mockResolvedValue(null);
    await memory.cached('text', { ...text, shape: like(undefined) }, () =>
      Promise.resolve(undefined),
    );
    expect(cache.set).not.toHaveBeenCalled();
  });

  it('lets one of two deliveries in that come at the same moment', async () => {
    cache.get.mockResolvedValue(null);
    cache.set.mockResolvedValueOnce(true).mockResolvedValueOnce(false);
    expect(await memory.isFirst('event', 60)).toBe(true);
    expect(await memory.isFirst('event', 60)).toBe(false);
    const [[key] = []] = cache.get.mock.calls;
    const taken = [key, true, 60, ['auth'], true];
    expect(cache.set.mock.calls).toEqual([taken, taken]);
  });

  it('is asked first whether a delivery was there, so that its time isn’t begun anew', async () => {
    cache.get.mockResolvedValue(true);
    expect(await memory.isFirst('event', 60)).toBe(false);
    expect(cache.set).not.toHaveBeenCalled();
  });

  it('may fail: that is a miss', async () => {
    for (const fault of Object.values(cache)) {
      fault.mockRejectedValue(new Error('rpc is not available'));
    }
    expect(await memory.recall('text', text)).toBeUndefined();
    expect(await memory.cached('text', text, () => Promise.resolve('7'))).toBe('7');
    expect(await memory.remember('text', text, '7')).toBe('7');
    await memory.forget('text', text);
    expect(await memory.isFirst('event', 60)).toBe(true);
  });
});
