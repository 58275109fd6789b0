import type { Clock } from '../../../steps/rows/clock.js';

// Node's own module, which is the one that Jest gives the source.
const timers = process.getBuiltinModule('node:timers/promises');

/** Time that only waiting, and what a test says, moves on. */
export interface VirtualTime {
  clock: Clock;
  /** Milliseconds since the start. */
  passed(): number;
  pass(milliseconds: number): void;
}

/**
 * The clock of runs and of sandboxes, until the mocks are restored: waiting takes no time, and counts as if it did.
 * @param isStill whether requests take no time either; else time goes on beside what is waited
 */
export function virtualTime(isStill = true): VirtualTime {
  const real = Date.now.bind(Date);
  const start = real();
  let skipped = 0;
  const now = (): number => (isStill ? start : real()) + skipped;
  const pass = (milliseconds: number): void => {
    skipped += milliseconds;
  };
  const clock: Clock = {
    now,
    wait: async (milliseconds) => {
      const until = now() + milliseconds;
      // Those that wait at the same time come first.
      await Promise.resolve();
      if (now() < until) pass(until - now());
    },
  };
  jest.spyOn(Date, 'now').mockImplementation(now);
  jest
    .spyOn(timers, 'setTimeout')
    .mockImplementation((milliseconds = 0) => clock.wait(milliseconds));
  return { clock, passed: () => now() - start, pass };
}
