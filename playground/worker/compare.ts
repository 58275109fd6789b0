import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';
import type { RecordChange } from '../api.js';
import { unrecorded } from './recorder.js';

/** The parts of a request that core hands to `beforeRequest`. */
interface AppRequest {
  url: string;
  method?: string;
  headers?: Record<string, unknown>;
}

interface Reading {
  url: string;
  /** The address that was written to, or one above it. */
  isOwn: boolean;
  headers: Record<string, string>;
  before: unknown;
}

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'];
/** Headers of a body, which a reading hasn't. */
const BODY_HEADERS = ['content-type', 'content-length', 'transfer-encoding'];
/** What an answer with a page of records says beside them. */
const COUNTS = ['count', 'total', 'total_count', 'current_page'];
const SLOWEST_READING_MS = 5000;

const readings = new AsyncLocalStorage<Map<string, Reading>>();

/**
 * Runs something and gives what it wrote to, as it was before and is afterwards. The readings are requests
 * of the playground's own: one before each write, one after the run.
 */
export async function compared<Result>(
  records: RecordChange[],
  run: () => Promise<Result>,
): Promise<Result> {
  const read = new Map<string, Reading>();
  try {
    return await readings.run(read, run);
  } finally {
    for (const { url, isOwn, headers, before } of read.values()) {
      if (before === undefined) continue;
      const after = (await readRecord(url, headers)) ?? null;
      // What stands above the address is of interest only where the write changed it.
      if (!isOwn && isDeepStrictEqual(before, after)) continue;
      records.push({ path: new URL(url).pathname, before, after });
    }
  }
}

/** For the app's `beforeRequest`: reads what a write is going to change. */
export async function readBeforeWrite<Sent extends AppRequest>(request: Sent): Promise<Sent> {
  const read = readings.getStore();
  const method = request.method?.toUpperCase() ?? 'GET';
  if (!read || !WRITES.includes(method)) return request;
  const headers = Object.fromEntries(
    Object.entries(request.headers ?? {})
      .filter(([name]) => !BODY_HEADERS.includes(name.toLowerCase()))
      .map(([name, value]) => [name, String(value)]),
  );
  for (const [at, url] of recordUrls(method, request.url).entries()) {
    if (read.has(url)) continue;
    // Noted first: a run may write twice at once.
    const reading: Reading = { url, isOwn: at === 0, headers, before: undefined };
    read.set(url, reading);
    reading.before = await readRecord(url, headers);
  }
  return request;
}

/** Where the record of a write can be read: at its own address, then at the one of the last id in it. */
export function recordUrls(method: string, address: string): string[] {
  if (!URL.canParse(address)) return [];
  const url = new URL(address);
  url.search = '';
  const parts = url.pathname.split('/');
  const idAt = parts.findLastIndex(isId);
  const last = parts.length - 1;
  // A collection: what is added to it has no address yet.
  if (idAt < 0 || (method === 'POST' && idAt < last - 1)) return [];
  const paths = new Set([parts.join('/')]);
  if (idAt < last) paths.add(parts.slice(0, idAt + 1).join('/'));
  return [...paths].map((path) => new URL(path, url).href);
}

/** Has a digit and is no version: `7`, `acmeDental01`, not `v1`. */
function isId(part: string): boolean {
  return /\d/.test(part) && !/^v\d+$/.test(part);
}

/** @returns what is there, `undefined` where nothing can be read or it is a list of records */
async function readRecord(url: string, headers: Record<string, string>): Promise<unknown> {
  try {
    const answer = await unrecorded(() =>
      fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(SLOWEST_READING_MS) }),
    );
    const record: unknown = answer.ok ? await answer.json() : undefined;
    return isList(record) ? undefined : record;
  } catch {
    return undefined;
  }
}

/** Many records are no record: their number and order change for other reasons. */
export function isList(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return true;
  if (Array.isArray(answer)) return isRows(answer);
  const parts: unknown[] = Object.values(answer);
  if (!parts.some(isRows) || 'id' in answer) return false;
  // Rows alone, or rows beside their count.
  const isAlone = parts.filter((part) => typeof part === 'object' && part !== null).length === 1;
  return isAlone || [answer, ...parts].some(isCount);
}

function isRows(value: unknown): boolean {
  return Array.isArray(value) && value.some(isObject);
}

function isCount(value: unknown): boolean {
  return isObject(value) && COUNTS.some((name) => name in value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
