import type { HostCache } from '../../http/host.js';

/** A cache that is asked for each value once a run: Zapier's is a server, and hundreds of rows ask for the same. */
export function keptCache(cache: HostCache): HostCache {
  const kept = new Map<string, unknown>();
  const nameOf = (key: string, scope: string[]): string => [...scope, key].join(' ');
  return {
    get: async (key, scope) => {
      const name = nameOf(key, scope);
      if (!kept.has(name)) kept.set(name, await cache.get(key, scope));
      return kept.get(name);
    },
    set: async (...[key, value, ttl, scope, onlyIfAbsent]) => {
      if (!onlyIfAbsent) kept.set(nameOf(key, scope), value);
      return cache.set(key, value, ttl, scope, onlyIfAbsent);
    },
    delete: async (key, scope) => {
      kept.delete(nameOf(key, scope));
      return cache.delete(key, scope);
    },
  };
}
