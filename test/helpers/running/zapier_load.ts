// Many Zaps at once, in time that only the test moves: Zapier starts a step, holds those that share its lock or that
// its throttle makes wait, and starts a throttled one again after its delay.
import type { ZObject } from 'zapier-platform-core';
import type { Throttle } from '../../../brands/brand.js';
import { emptyZ } from '../../simulator/zapier/z.js';

/** One run of a step that a Zap has to make. */
export interface Job {
  /** Epoch milliseconds. */
  at: number;
  run: (z: ZObject) => Promise<unknown>;
  /** Runs with the same one never overlap. */
  lock?: string;
}

export interface LoadReport {
  done: number;
  /** What ended otherwise, in its words. */
  failed: string[];
  /** Runs that the platform's limit ended. */
  throttled: number;
  /** From the first start to the last end. */
  seconds: number;
}

class ThrottledError extends Error {
  constructor(
    message: string,
    readonly delay = 60,
  ) {
    super(message);
  }
}

/** A `z` of one app, whose cache all its runs share. */
export function sharedZ(): ZObject {
  const z = emptyZ();
  return { ...z, errors: { ...z.errors, ThrottledError } };
}

/** Does all jobs, with `Date` at the time of each. Wants `Date` faked: see `fakeDate`. */
export async function work(
  jobs: readonly Job[],
  z: ZObject,
  throttle?: Throttle,
): Promise<LoadReport> {
  const report: LoadReport = { done: 0, failed: [], throttled: 0, seconds: 0 };
  const start = Date.now();
  const waiting = [...jobs];
  const starts = new Map<number, number>();
  while (waiting.length > 0) {
    const now = Math.min(...waiting.map(({ at }) => at));
    jest.setSystemTime(Math.max(now, Date.now()));
    const due = take(waiting, now, throttle && { ...throttle, starts });
    await Promise.all(
      due.map(async (job) => {
        try {
          await job.run(z);
          report.done += 1;
        } catch (failure) {
          if (failure instanceof ThrottledError) {
            report.throttled += 1;
            waiting.push({ ...job, at: Date.now() + failure.delay * 1000 });
          } else {
            report.failed.push((failure as Error).message);
          }
        }
      }),
    );
  }
  report.seconds = Math.round((Date.now() - start) / 1000);
  return report;
}

/** What starts now; of those that share a lock only one, and no more than the throttle lets start. */
function take(
  waiting: Job[],
  now: number,
  throttle: (Throttle & { starts: Map<number, number> }) | undefined,
): Job[] {
  const due: Job[] = [];
  const locks = new Set<string>();
  for (const job of waiting.filter(({ at }) => at <= now)) {
    if (job.lock !== undefined && locks.has(job.lock)) {
      // The holder's run takes less than a second.
      job.at = now + 1000;
      continue;
    }
    if (throttle) {
      const window = Math.floor(now / (throttle.window * 1000));
      const started = throttle.starts.get(window) ?? 0;
      if (started >= throttle.limit) {
        job.at = (window + 1) * throttle.window * 1000;
        continue;
      }
      throttle.starts.set(window, started + 1);
    }
    if (job.lock !== undefined) locks.add(job.lock);
    due.push(job);
    waiting.splice(waiting.indexOf(job), 1);
  }
  return due;
}

/** Fakes `Date` alone for the tests of the file that calls this: servers and sockets go on as they are. */
export function fakeDate(): void {
  beforeEach(() => {
    jest.useFakeTimers({
      now: new Date('2026-06-01T12:00:00.000Z'),
      doNotFake: [
        ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const),
        ...(['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'] as const),
        ...(['hrtime', 'performance'] as const),
      ],
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
}
