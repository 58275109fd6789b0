import type { Host } from '../../http/host.js';
import { isRecord } from '../../http/body.js';
import type { Connection } from '../contract/connection.js';

const SCOPE = ['auth'];

/** What is kept of one kind. */
export interface Keeping<Value> {
  /** Counts the shape: a newer app doesn't see what an older one kept. */
  version: number;
  seconds: number;
  /** What came back, where it is such a value; undefined for anything else. See `like`. */
  shape: (kept: unknown) => Value | undefined;
}

/**
 * What a connection's steps remember between runs, apart from all other connections'. Faults of the cache
 * are forgetfulness, not errors. Core refuses values that hold an `undefined`, or the same object twice
 * ("circular"): such a value isn't kept.
 */
export interface Memory {
  /**
   * What is kept under the name, else what is read now, and kept; an undefined one isn't.
   * @param fits whether what is kept will do
   */
  cached<Value>(
    name: string,
    keeping: Keeping<Exclude<Value, undefined>>,
    read: () => Promise<Value>,
    fits?: (kept: Exclude<Value, undefined>) => boolean,
  ): Promise<Value>;
  /** What is kept under the name; undefined for nothing. */
  recall<Value>(name: string, keeping: Keeping<Value>): Promise<Value | undefined>;
  /** Keeps a value, and gives it back. */
  remember<Value>(name: string, keeping: Keeping<Value>, value: Value): Promise<Value>;
  forget(name: string, keeping: Keeping<unknown>): Promise<void>;
  /** What stands for a text that must not be kept itself; another one for each connection. */
  digest(text: string): string;
  /** True the first time it is asked about a name, false for `seconds` after. */
  isFirst(name: string, seconds: number): Promise<boolean>;
}

/** The memory of one connection: tests and local runs share one cache for all of them. */
export function memoryOf(host: Host, connection: Connection): Memory {
  const { cache } = host;
  const { platform, baseUrl, apiKey, accountId } = connection;
  const owner = host.hash('sha256', JSON.stringify([platform, baseUrl, apiKey, accountId]));
  const keyOf = (name: string, version = 0): string =>
    host.hash('sha256', `${owner} ${version} ${name}`);
  const get = (key: string): Promise<unknown> => cache.get(key, SCOPE).catch(() => undefined);
  const memory: Memory = {
    cached: async (name, keeping, read, fits = () => true) => {
      const kept = await memory.recall(name, keeping);
      if (kept !== undefined && fits(kept)) return kept;
      const value = await read();
      return isThere(value) ? memory.remember(name, keeping, value) : value;
    },
    recall: async (name, { version, shape }) => shape(await get(keyOf(name, version))),
    remember: async (name, { version, seconds }, value) => {
      await cache.set(keyOf(name, version), value, seconds, SCOPE).catch(() => undefined);
      return value;
    },
    forget: async (name, { version }) => {
      await cache.delete(keyOf(name, version), SCOPE).catch(() => undefined);
    },
    digest: (text) => host.hash('sha256', `${owner} digest ${text}`),
    isFirst: async (name, seconds) => {
      const key = keyOf(name);
      if (((await get(key)) ?? undefined) !== undefined) return false;
      // Two deliveries at the same moment: only one of them is let in.
      const kept = await cache.set(key, true, seconds, SCOPE, true).catch(() => undefined);
      return kept !== false;
    },
  };
  return memory;
}

/**
 * Knows values that are made like a sample: a text for a text, at least the sample's keys in a record, and
 * each item of a list like the sample's first.
 */
export function like<Value>(sample: Value): Keeping<Value>['shape'] {
  return (kept) => (isLike(kept, sample) ? (kept as Value) : undefined);
}

function isLike(value: unknown, sample: unknown): boolean {
  if (Array.isArray(sample)) {
    return Array.isArray(value) && value.every((item) => isLike(item, sample[0]));
  }
  if (isRecord(sample)) {
    const parts = Object.entries(sample);
    return isRecord(value) && parts.every(([key, part]) => isLike(value[key], part));
  }
  return typeof value === typeof sample;
}

function isThere<Value>(value: Value): value is Exclude<Value, undefined> {
  return value !== undefined;
}
