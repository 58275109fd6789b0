import type { HostCache } from '../../../http/host.js';
import { keptCache } from '../../../steps/rows/kept_cache.js';

/** A cache in memory that writes down what it is asked. */
function rememberingCache(): { cache: HostCache; asked: unknown[][] } {
  const asked: unknown[][] = [];
  const values = new Map<string, unknown>();
  const nameOf = (key: string, scope: readonly string[]): string => JSON.stringify([key, scope]);
  return {
    asked,
    cache: {
      get: (key, scope) => {
        asked.push(['get', key, scope]);
        return Promise.resolve(values.get(nameOf(key, scope)));
      },
      set: (...[key, value, ttl, scope, onlyIfAbsent]) => {
        asked.push(['set', key, value, ttl, scope, onlyIfAbsent]);
        const name = nameOf(key, scope);
        if (onlyIfAbsent && values.has(name)) return Promise.resolve(false);
        values.set(name, value);
        return Promise.resolve(true);
      },
      delete: (key, scope) => {
        asked.push(['delete', key, scope]);
        return Promise.resolve(values.delete(nameOf(key, scope)));
      },
    },
  };
}

const SCOPE = ['auth'];

describe('a kept cache', () => {
  it('is asked for a value once, found or not', async () => {
    const { cache, asked } = rememberingCache();
    await cache.set('there', 7, 60, SCOPE);
    asked.length = 0;
    const kept = keptCache(cache);
    for (let times = 0; times < 2; times += 1) {
      expect(await kept.get('there', SCOPE)).toBe(7);
      expect(await kept.get('gone', SCOPE)).toBeUndefined();
    }
    expect(asked).toEqual([
      ['get', 'there', SCOPE],
      ['get', 'gone', SCOPE],
    ]);
  });

  it('tells scopes apart, and keys of one scope', async () => {
    const { cache } = rememberingCache();
    await cache.set('one', 1, 60, SCOPE);
    await cache.set('one', 2, 60, ['user']);
    const kept = keptCache(cache);
    expect(await kept.get('one', SCOPE)).toBe(1);
    expect(await kept.get('one', ['user'])).toBe(2);
    expect(await kept.get('other', SCOPE)).toBeUndefined();
    expect(await kept.get('three', ['one', 'two'])).toBeUndefined();
    await cache.set('twothree', 3, 60, ['one']);
    expect(await kept.get('twothree', ['one'])).toBe(3);
  });

  it('gives what was set without asking, and sets it for later runs', async () => {
    const { cache, asked } = rememberingCache();
    const kept = keptCache(cache);
    expect(await kept.set('one', 1, 60, SCOPE)).toBe(true);
    expect(await kept.get('one', SCOPE)).toBe(1);
    expect(asked).toEqual([['set', 'one', 1, 60, SCOPE, undefined]]);
  });

  it('asks again after what is set where nothing was: another run may have been first', async () => {
    const { cache, asked } = rememberingCache();
    await cache.set('one', 'theirs', 60, SCOPE);
    const kept = keptCache(cache);
    expect(await kept.set('one', 'ours', 60, SCOPE, true)).toBe(false);
    expect(await kept.get('one', SCOPE)).toBe('theirs');
    expect(asked).toContainEqual(['set', 'one', 'ours', 60, SCOPE, true]);
  });

  it('forgets what is deleted', async () => {
    const { cache, asked } = rememberingCache();
    const kept = keptCache(cache);
    await kept.set('one', 1, 60, SCOPE);
    expect(await kept.delete('one', SCOPE)).toBe(true);
    expect(await kept.get('one', SCOPE)).toBeUndefined();
    expect(asked.map(([method]) => method)).toEqual(['set', 'delete', 'get']);
  });
});
