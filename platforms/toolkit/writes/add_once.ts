import { randomUUID } from 'node:crypto';
import { Problem, statusOf } from '../../../http/problem.js';
import type { Keeping, Memory } from '../cache.js';
import { repeatProblems } from '../problems.js';

/** What a write that adds something leaves behind before it is sent, and until its end is clear. */
export interface Mark {
  /** When it was sent, in epoch milliseconds. */
  at: number;
  /** Told to the server where it keeps one, so that what was made is known again. */
  token: string;
  /** The ID of what was made, while the rest of the step is still to be done. */
  made?: string;
}

/** A write that adds something: a second one would be another record. */
export interface Addition<Added> {
  platform: string;
  memory: Memory;
  /** What tells it from other writes of the connection: the same input makes the same key. */
  key: unknown;
  add: (token: string) => Promise<Added>;
  /**
   * Looks for what an earlier run's write made. Absent where the platform can't tell.
   * @returns undefined where nothing was made
   */
  find?: (earlier: Mark) => Promise<Added | undefined>;
  rest?: Rest<Added>;
}

/** The rest of the step, which a repeat does again with what an earlier run made. */
export interface Rest<Added> {
  idOf: (added: Added) => string;
  /** Reads what has the ID, in place of looking for it. @returns undefined where it is gone */
  read?: (id: string) => Promise<Added | undefined>;
  run: (added: Added) => Promise<Added>;
}

/** Longer than Zapier's replays of a failed step go on: five within ten and a half hours. */
const MARK: Keeping<Mark> = { version: 1, seconds: 12 * 60 * 60, shape: toMark };
/** How far a server's clock may be from ours. */
const SKEW_MS = 5 * 60_000;

/**
 * Adds something once, however often Zapier runs the step again: it repeats a throttled step and replays a
 * failed one whole, without telling either. A run that finds an earlier one's mark looks first, and gives
 * back what is there. Zapier's cache may forget; then only the kinds of errors keep Zapier from repeating.
 * @throws Problem (halted) where an earlier run may have added it and nobody can tell
 */
export async function addOnce<Added>(addition: Addition<Added>): Promise<Added> {
  const { memory, rest } = addition;
  const key = `added:${JSON.stringify(addition.key)}`;
  const earlier = await memory.recall(key, MARK);
  const mark: Mark = earlier ?? { at: Date.now(), token: randomUUID() };
  const added =
    (earlier && (await findEarlier(addition, earlier))) ?? (await addNow(addition, key, mark));
  if (!rest) {
    await memory.forget(key, MARK);
    return added;
  }
  await memory.remember(key, MARK, { ...mark, made: rest.idOf(added) });
  const done = await rest.run(added);
  await memory.forget(key, MARK);
  return done;
}

/** True for what was made at the time of a mark or later. @param time ISO 8601; absent: can't be told */
export function isSince(time: string | undefined, { at }: Mark): boolean {
  return time === undefined || !(Date.parse(time) < at - SKEW_MS);
}

async function findEarlier<Added>(
  { platform, find, rest }: Addition<Added>,
  earlier: Mark,
): Promise<Added | undefined> {
  const { made } = earlier;
  const look = rest?.read && made !== undefined ? rest.read(made) : find?.(earlier);
  if (!look) throw repeatProblems.mayBeThere(platform);
  return look.catch((failure: unknown) => {
    throw isRefused(failure) ? repeatProblems.mayBeThere(platform) : failure;
  });
}

/** True where looking won't go better later either; a server that is down, or busy, is asked again. */
function isRefused(failure: unknown): boolean {
  const status = statusOf(failure);
  const isPlain = failure instanceof Problem && failure.kind === 'error';
  return isPlain && status !== undefined && status <= 500;
}

async function addNow<Added>(addition: Addition<Added>, key: string, mark: Mark): Promise<Added> {
  const { memory, add } = addition;
  await memory.remember(key, MARK, { ...mark });
  try {
    return await add(mark.token);
  } catch (failure) {
    // A clear refusal: there is nothing to look for.
    if (failure instanceof Problem && !failure.details.unsure) await memory.forget(key, MARK);
    throw failure;
  }
}

function toMark(kept: unknown): Mark | undefined {
  const { at, token, made } = (kept ?? {}) as Partial<Record<keyof Mark, unknown>>;
  if (typeof at !== 'number' || typeof token !== 'string') return undefined;
  return { at, token, ...(typeof made === 'string' && { made }) };
}
