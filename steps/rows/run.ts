import { Problem, statusOf } from '../../http/problem.js';
import type { ConnectedPlatform } from '../../platforms/contract/platform.js';
import { rowProblems } from '../problems.js';
import { TIME_FOR_A_ROW_MS, type Line } from './line.js';
import type { RowEnds, Unit } from './row.js';

/** So many failures that aren't a row's own, one after another, and the others are left alone. */
const MOST_FAULTS = 3;

/** A run on its way. */
export interface Run {
  platform: ConnectedPlatform;
  line: Line;
  ends: RowEnds;
  /** Rows name contacts in several ways: who is meant must be known before anything is written. */
  isMixed: boolean;
  /** What units before were for, by their names. */
  earlier: Map<string, Unit>;
  /** Why nothing more is begun. */
  stop?: Problem;
  faults: number;
}

/** Takes note of a failure: what other rows would share stops the run when it comes again and again. */
export function countFault(run: Run, failure: Problem): void {
  run.faults = isOwn(failure) ? 0 : run.faults + 1;
  if (run.faults >= MOST_FAULTS) run.stop ??= failure;
}

/** False for a failure that other rows would share: of the server, the network, or the key's rights. */
function isOwn(failure: Problem): boolean {
  const status = statusOf(failure) ?? 0;
  return !failure.details.isFault && status < 500 && ![401, 402, 403].includes(status);
}

/**
 * Does something, again after a limit of the platform's has passed.
 * @param mayBegin whether it may be begun, or begun again
 * @returns undefined where it isn't done, since the run stops
 * @throws Problem that is about this alone
 */
export async function patiently<Done>(
  run: Run,
  work: () => Promise<Done>,
  mayBegin: () => boolean = () => hasTime(run),
): Promise<Done | undefined> {
  for (;;) {
    if (!mayBegin()) return undefined;
    const pauses = run.line.pauses();
    try {
      return await work();
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      if (!(await mayRepeat(run, failure, pauses))) return undefined;
    }
  }
}

/**
 * Whether there is time to begin something more.
 * @param turns so many requests must come to their turn in time @param milliseconds to be left of the run
 */
export function hasTime(run: Run, turns = 0, milliseconds = TIME_FOR_A_ROW_MS): boolean {
  const { line, platform } = run;
  const isLate = line.clock.now() > line.deadline - milliseconds;
  if (isLate || (turns > 0 && !line.hasTurns(turns)))
    run.stop ??= rowProblems.noTime(platform.name);
  return !run.stop;
}

/** Waits where a failure passes by itself; what doesn't in time stops the run. @throws Problem that is about its row */
async function mayRepeat(run: Run, failure: Problem, pauses: number): Promise<boolean> {
  const { line, platform } = run;
  const { kind, details } = failure;
  if (details.isOver) run.stop ??= rowProblems.noTime(platform.name);
  else if (kind === 'expired') run.stop ??= failure;
  else if (kind !== 'throttled') throw failure;
  else if (await line.pause(pauses, details.retryAfterSeconds)) return true;
  else run.stop ??= failure;
  return false;
}
