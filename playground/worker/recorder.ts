import { AsyncLocalStorage } from 'node:async_hooks';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { SentRequest } from '../api.js';

/** Bodies beyond this are cut: they are shown to a person. */
const LONGEST_BODY = 200_000;

const recordings = new AsyncLocalStorage<SentRequest[]>();

/** Runs something and gives what it sent, whoever of the app's code sent it. */
export async function recorded<Result>(
  requests: SentRequest[],
  run: () => Promise<Result>,
): Promise<Result> {
  return recordings.run(requests, run);
}

/** Runs something whose requests are the playground's own. */
export async function unrecorded<Result>(run: () => Promise<Result>): Promise<Result> {
  return recordings.exit(run);
}

/** Watches node's HTTP clients and `fetch` from now on. */
export function startRecorder(): void {
  for (const client of [http, https]) {
    const { request } = client;
    const watched = (...parts: Parameters<typeof http.request>): ClientRequest => {
      const sent = request(...parts);
      const requests = recordings.getStore();
      if (requests) watch(sent, requests);
      return sent;
    };
    client.request = watched as typeof http.request;
    client.get = ((...parts: Parameters<typeof http.request>) => {
      const sent = watched(...parts);
      sent.end();
      return sent;
    }) as typeof http.get;
  }
  globalThis.fetch = watchedFetch(globalThis.fetch);
}

function watch(sent: ClientRequest, requests: SentRequest[]): void {
  const started = performance.now();
  const entry: SentRequest = {
    method: sent.method,
    host: sent.getHeader('host')?.toString() ?? sent.host,
    path: sent.path,
    status: 0,
    milliseconds: 0,
    headers: {},
  };
  requests.push(entry);
  const body: Buffer[] = [];
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) body.push(Buffer.from(chunk));
  };
  const write = sent.write.bind(sent) as (...parts: unknown[]) => boolean;
  const end = sent.end.bind(sent) as (...parts: unknown[]) => ClientRequest;
  sent.write = (...parts: unknown[]) => {
    keep(parts[0]);
    return write(...parts);
  };
  sent.end = (...parts: unknown[]) => {
    keep(parts[0]);
    entry.headers = textHeaders(sent.getHeaders());
    if (body.length > 0) entry.body = readable(Buffer.concat(body));
    return end(...parts);
  };
  sent.once('response', (response) => {
    entry.status = response.statusCode ?? 0;
    watchAnswer(response, entry, started);
  });
  sent.once('error', (error) => {
    entry.milliseconds = performance.now() - started;
    entry.failure ??= error.message;
  });
}

/** Copies what the parser pushes: a listener for data would take it from the app. */
function watchAnswer(response: IncomingMessage, entry: SentRequest, started: number): void {
  const chunks: Buffer[] = [];
  const push = response.push.bind(response);
  response.push = (chunk: unknown, ...rest: []) => {
    if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    else {
      entry.milliseconds = performance.now() - started;
      const encoding = response.headers['content-encoding'];
      entry.answer = readable(decompressed(Buffer.concat(chunks), encoding));
    }
    return push(chunk, ...rest);
  };
}

function watchedFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const requests = recordings.getStore();
    if (!requests) return fetch(input, init);
    const started = performance.now();
    const request = new Request(input, init);
    const { host, pathname, search } = new URL(request.url);
    const entry: SentRequest = {
      method: request.method,
      host,
      path: pathname + search,
      status: 0,
      milliseconds: 0,
      headers: Object.fromEntries(request.headers),
    };
    requests.push(entry);
    const text = await request.clone().text();
    if (text) entry.body = readable(Buffer.from(text));
    try {
      const response = await fetch(request);
      entry.status = response.status;
      entry.answer = readable(Buffer.from(await response.clone().arrayBuffer()));
      return response;
    } catch (error) {
      entry.failure = error instanceof Error ? error.message : String(error);
      throw error;
    } finally {
      entry.milliseconds = performance.now() - started;
    }
  };
}

function textHeaders(
  headers: Record<string, number | string | string[] | undefined>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function decompressed(body: Buffer, encoding: string | undefined): Buffer {
  try {
    if (encoding === 'gzip') return gunzipSync(body);
    if (encoding === 'deflate') return inflateSync(body);
    if (encoding === 'br') return brotliDecompressSync(body);
  } catch {
    // A cut answer can't be unpacked; the app meets the same.
  }
  return body;
}

/** JSON where it is JSON, else text; bytes that are no text are only counted. */
function readable(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  if (text.includes('\uFFFD')) return `(${bytes.length} bytes)`;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY)} …` : text;
  }
}
