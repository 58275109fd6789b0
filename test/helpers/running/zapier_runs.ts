import type { ZObject } from 'zapier-platform-core';
import { emptyZ } from '../../simulator/zapier/z.js';

class PlainError extends Error {}
class HaltedError extends Error {}
class ExpiredAuthError extends Error {}
class ThrottledError extends Error {}

/** How a step ended at last, for the user. */
export interface Ending {
  how: 'done' | 'failed' | 'halted' | 'expired';
  runs: number;
  /** What the last run said; '' when it was done. */
  message: string;
}

/** Autoreplay runs a failed step again as often. */
const MOST_REPLAYS = 5;

/**
 * Runs a step as Zapier does: whole again after a wait where it was throttled, and five times at most where
 * it failed. A halted one somebody replays by hand, where the cache is kept; not where the key is dead.
 * @param keepsCache false: every run finds Zapier's cache empty
 * @throws what no error class of Zapier's is
 */
export async function runAsZapier(
  run: (z: ZObject) => Promise<unknown>,
  keepsCache: boolean,
): Promise<Ending> {
  let z = withClasses();
  let message = '';
  let isReplayed = false;
  for (let runs = 1; runs <= MOST_REPLAYS + 1; runs += 1) {
    if (!keepsCache) z = withClasses();
    try {
      await run(z);
      return { how: 'done', runs, message: '' };
    } catch (failure) {
      message = (failure as Error).message;
      if (failure instanceof HaltedError) {
        if (!keepsCache || isReplayed) return { how: 'halted', runs, message };
        isReplayed = true;
        continue;
      }
      if (failure instanceof ExpiredAuthError) return { how: 'expired', runs, message };
      if (!(failure instanceof PlainError || failure instanceof ThrottledError)) throw failure;
    }
  }
  return { how: 'failed', runs: MOST_REPLAYS + 1, message };
}

function withClasses(): ZObject {
  const errors = { Error: PlainError, HaltedError, ExpiredAuthError, ThrottledError };
  return { ...emptyZ(), errors } as unknown as ZObject;
}
