import { createHash } from 'node:crypto';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import type { ZObject } from 'zapier-platform-core';

/** What goes wrong with a request that the sandbox itself answers well. */
export type Trouble = 'timeout' | undefined;

export interface Answer {
  status: number;
  bytes: number;
}

export interface LightZ {
  z: ZObject;
  /** Forgets what earlier runs left in the cache. */
  loseCache(): void;
}

interface Options {
  url: string;
  method: string;
  headers: Record<string, string>;
  /** Forms are streams. */
  body?: string | Readable;
}

const agent = new Agent({ keepAlive: true });

/**
 * What the app uses of Zapier's `z`, without core: thousands of polls would take core minutes.
 * @param before is told of each request and may say that its answer never comes
 * @param after is told of each answer
 */
export function lightZ(before: () => Trouble, after: (answer: Answer) => void): LightZ {
  const cache = new Map<string, string>();
  const z = {
    request: async (options: Options) => {
      const trouble = before();
      const { response, content } = await exchange(options);
      if (trouble === 'timeout') {
        throw Object.assign(new Error('The operation was aborted'), { name: 'AbortError' });
      }
      after({ status: response.statusCode ?? 0, bytes: Buffer.byteLength(content) });
      return {
        status: response.statusCode,
        content,
        text: () => Promise.resolve(content),
        getHeader: (name: string) => response.headers[name.toLowerCase()],
      };
    },
    cache: {
      get: (key: string) => {
        const kept = cache.get(key);
        return Promise.resolve(kept === undefined ? null : (JSON.parse(kept) as unknown));
      },
      set: (key: string, value: unknown, _ttl: number, _scope: string[], nx = false) => {
        if (nx && cache.has(key)) return Promise.resolve(false);
        const text = JSON.stringify(value);
        // Core refuses what JSON would change, such as an `undefined` inside.
        if (!isDeepStrictEqual(JSON.parse(text), value)) {
          return Promise.reject(new TypeError('not JSON-encodable'));
        }
        cache.set(key, text);
        return Promise.resolve(true);
      },
      delete: (key: string) => Promise.resolve(cache.delete(key)),
    },
    hash: (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex'),
    errors: {
      Error: ZapierError,
      HaltedError,
      ExpiredAuthError: ZapierError,
      ThrottledError: ZapierError,
    },
    console: { log: () => undefined },
  };
  return { z: z as unknown as ZObject, loseCache: () => cache.clear() };
}

/** A `z` with an empty cache, which runs that share it share. */
export function emptyZ(): ZObject {
  return lightZ(
    () => undefined,
    () => undefined,
  ).z;
}

/** A failure that the app explained; anything else that a poll throws is a fault of the app. */
export class ZapierError extends Error {}
/** The one that Zapier doesn't repeat. */
export class HaltedError extends ZapierError {}

async function exchange({ url, method, headers, body }: Options): Promise<{
  response: IncomingMessage;
  content: string;
}> {
  // Node itself adds the length to the bodies of some methods only.
  const length = typeof body === 'string' ? { 'content-length': Buffer.byteLength(body) } : {};
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const given = { method, headers: { ...headers, ...length } };
    // Sandboxes speak HTTP alone; the servers that nock plays, HTTPS.
    const sent = url.startsWith('https:')
      ? httpsRequest(url, given, resolve)
      : httpRequest(url, { ...given, agent }, resolve);
    sent.on('error', reject);
    if (typeof body === 'object') body.pipe(sent);
    else sent.end(body);
  });
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return { response, content: Buffer.concat(parts).toString() };
}
