import { setTimeout as wait } from 'node:timers/promises';

/** Time, for what waits and stops in time. */
export interface Clock {
  /** In epoch milliseconds. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: async (milliseconds) => {
    await wait(milliseconds);
  },
};
