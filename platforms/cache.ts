import type { ZObject } from 'zapier-platform-core';

/** The cache as core offers it: `get` takes a scope too, which its types leave out (core 19.1). */
interface ScopedCache {
  get(key: string, scope: string[]): Promise<unknown>;
  set(key: string, value: unknown, ttl: number, scope: string[]): Promise<unknown>;
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
 * Keeps a value for this connection, and gives it back. Core refuses values in which the same object
 * stands twice ("circular"), and such a value is then not kept.
 */
export async function remember<T>(z: ZObject, key: string, seconds: number, value: T): Promise<T> {
  const cache: ScopedCache = z.cache;
  await cache.set(key, value, seconds, SCOPE).catch(() => undefined);
  return value;
}
