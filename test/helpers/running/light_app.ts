// Runs like those of `app.ts` without core, which takes longer than the sandboxes' answers.
import { errors, type Bundle, type ZObject } from 'zapier-platform-core';
import { emptyZ } from '../../simulator/zapier/z.js';
import { connection, type run as runInCore } from './app.js';

type Perform<Result> = (z: ZObject, bundle: Bundle) => Promise<Result>;

/** What a run gets besides the function; the connection of `app.ts` unless told. */
type RunBundle = NonNullable<Parameters<typeof runInCore>[1]>;

/** With core's classes of errors, which `failureOf` reads. */
const newZ = (): ZObject => ({ ...emptyZ(), errors });

/** What the last run had, and its cache with it. */
let last = newZ();

/** Runs one of the app's functions, with an empty cache. */
export async function run<Result>(
  perform: Perform<Result>,
  bundle: RunBundle = {},
): Promise<Result> {
  last = newZ();
  return runKeepingCache(perform, bundle);
}

/** The same with what earlier runs left in the cache. */
export async function runKeepingCache<Result>(
  perform: Perform<Result>,
  { inputData = {}, authData = connection, meta = {}, ...rest }: RunBundle = {},
): Promise<Result> {
  const bundle = { inputData, authData, meta: { page: 0, ...meta }, ...rest };
  return perform(last, bundle as unknown as Bundle);
}
