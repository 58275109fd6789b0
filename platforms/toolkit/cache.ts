import type { ZObject } from 'zapier-platform-core';
import type { Connection } from '../contract/connection.js';

/** The cache as core offers it: `get` takes a scope too, which its types leave out (core 19.1). */
interface ScopedCache {
  get(key: string, scope: string[]): Promise<unknown>;
  set(
    key: string,
    value: unknown,
    ttl: number,
    scope: string[],
    onlyIfAbsent?: boolean,
  ): Promise<unknown>;
  delete(key: string, scope: string[]): Promise<unknown>;
}

const SCOPE = ['auth'];

/**
 * A value kept for this connection, or undefined. The cache is a convenience: a fault of it is a miss.
 * @param key must name host and account as well: tests and local runs share one cache for all connections
 */
export async function recall(z: ZObject, key: string): Promise<unknown> {
  const cache: ScopedCache = z.cache;
  const kept = await cache.get(key, SCOPE).catch(() => undefined);
  return kept ?? undefined;
}

/**
 * Keeps a value for this connection, and gives it back. Core refuses values that hold an `undefined`, or
 * the same object twice ("circular"), and such a value is then not kept.
 */
export async function remember<T>(z: ZObject, key: string, seconds: number, value: T): Promise<T> {
  const cache: ScopedCache = z.cache;
  await cache.set(key, value, seconds, SCOPE).catch(() => undefined);
  return value;
}

/** What a connection's steps remember between runs. Faults of the cache are forgetfulness, not errors. */
export interface Memory {
  recall(key: string): Promise<unknown>;
  remember(key: string, seconds: number, value: unknown): Promise<void>;
  forget(key: string): Promise<void>;
  /** True the first time it is asked about a key, false for `seconds` after. */
  isFirst(key: string, seconds: number): Promise<boolean>;
}

/** The memory of one connection, apart from all others. */
export function memoryOf(z: ZObject, connection: Connection): Memory {
  const { platform, baseUrl, apiKey, accountId } = connection;
  const owner = z.hash('sha256', JSON.stringify([platform, baseUrl, apiKey, accountId]));
  const keyOf = (key: string): string => z.hash('sha256', `${owner} ${key}`);
  return {
    recall: (key) => recall(z, keyOf(key)),
    remember: async (key, seconds, value) => {
      await remember(z, keyOf(key), seconds, value);
    },
    forget: async (key) => {
      const cache: ScopedCache = z.cache;
      await cache.delete(keyOf(key), SCOPE).catch(() => undefined);
    },
    isFirst: async (key, seconds) => {
      if ((await recall(z, keyOf(key))) !== undefined) return false;
      const cache: ScopedCache = z.cache;
      // Two deliveries at the same moment: only one of them is let in.
      const kept = await cache.set(keyOf(key), true, seconds, SCOPE, true).catch(() => undefined);
      return kept !== false;
    },
  };
}
