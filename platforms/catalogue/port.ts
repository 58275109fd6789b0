import type { RemoteFile } from '../../http/files/download.js';
import type { ProblemText } from '../../http/problem.js';
import type { ApiRequest, Reader } from '../../http/request.js';
import type { Wire } from '../../http/wire.js';
import type { Memory } from '../toolkit/cache.js';
import type { Entry, ReadEntry, WriteEntry } from './entry.js';
import type { Filled, GivenPicture } from './fill.js';
import type { ValueRules } from './values.js';

/** A record as the API has it. */
export type Raw = Record<string, unknown>;

/** What an answer holds: a record, a list of them, or nothing. */
export type Answer = Raw | Raw[] | undefined;

/** How a list comes page by page. */
export interface Paging {
  /** What is added to the request of a page. @param cursor undefined for the first */
  ask: (cursor: string | undefined) => { query?: Raw; body?: Raw };
  /** Where the next page begins; undefined after the last. */
  next: (page: Page) => string | undefined;
}

/** A page as it was answered. */
export interface Page {
  cursor: string | undefined;
  /** The whole answer, for APIs that say in it how to go on. */
  data: unknown;
  rows: readonly Raw[];
}

/** What a platform gives on a connection, for the entries of its catalogue to be run. */
export interface Port<in Any extends Entry = Entry> {
  wire: Pick<Wire, 'platform' | 'deadline'>;
  memory: Memory;
  values: ValueRules;
  /** A record as a step gives it out: the id as text, times as ISO 8601, no secret. */
  toRecord: (raw: Raw) => Raw;
  /** How a search gives its records out; as `toRecord` does where this is absent. */
  shapeOf?: (entry: Any, rows: readonly Raw[]) => Promise<(raw: Raw) => Raw>;
  /**
   * Sends a request of an operation to its part of the API; answers may hold secrets, so that none reaches the
   * log. See `errorsOf` for what its refusals mean.
   * @throws Problem: one of a missing record is a miss where the operation is a search
   */
  send: (filled: Filled<Any>, asked: ApiRequest, read: Reader<Answer>) => Promise<Answer>;
  /** Of operations that are `paged`. */
  paging: (entry: Any) => Paging;
  /** What the platform knows of why values, by their fields' keys, weren't stored, and what to do about it. */
  ofDropped?: (filled: Filled<Any>, keys: readonly string[]) => Promise<Partial<ProblemText>>;
  /** Opens the picture of a field before anything is written, and closes it after `use`. */
  withPicture?: WithPicture;
}

export type WithPicture = <Result>(
  picture: GivenPicture,
  use: (open: () => Promise<RemoteFile>) => Promise<Result>,
) => Promise<Result>;

/** A platform's entries with what runs them. */
export interface Catalogue<
  Read extends ReadEntry = ReadEntry,
  Write extends WriteEntry<Read> = WriteEntry<Read>,
> extends Port<Read | Write> {
  entries: readonly (Read | Write)[];
}

/** Whether a record has no key. */
export function isEmpty(record: Raw): boolean {
  return Object.keys(record).length === 0;
}

/** A record with these keys alone. */
export function pick(record: Raw, keys: readonly string[]): Raw {
  return Object.fromEntries(keys.map((key) => [key, record[key]]));
}
