import type { ZObject } from 'zapier-platform-core';
import type { Connection } from '../../../platforms/contract/connection.js';
import { memoryOf, type Memory } from '../../../platforms/toolkit/cache.js';
import { readConnection } from '../../../steps/connection.js';

/** What a step remembers over a cache that tests look into. @param kept the cache's values by their keys */
export function memoryIn(kept: Map<string, unknown>, connection: Partial<Connection> = {}): Memory {
  const z = {
    cache: {
      get: (key: string) => Promise.resolve(kept.get(key) ?? null),
      set: (key: string, value: unknown, _ttl: number, _scope: string[], onlyIfAbsent = false) => {
        if (onlyIfAbsent && kept.has(key)) return Promise.resolve(false);
        kept.set(key, value);
        return Promise.resolve(true);
      },
      delete: (key: string) => Promise.resolve(kept.delete(key)),
    },
    hash: (_algorithm: string, text: string) => text,
  };
  return memoryOf(z as unknown as ZObject, { ...readConnection({ apiKey: 'key' }), ...connection });
}
