import type { Pace } from '../../platforms/contract/platform.js';
import type { Clock } from './clock.js';

/** Where the requests of a run that sends many wait for their turn. */
export interface Line {
  clock: Clock;
  /** When the run must be over, in epoch milliseconds. */
  deadline: number;
  /** How many may be on their way at the same time. */
  atOnce: number;
  /** Comes when the next request may be sent; false where the run ends before that. */
  turn(): Promise<boolean>;
  /** Whether so many turns more, behind all that wait, come while there is time for a row. */
  hasTurns(count: number): boolean;
  /**
   * After a platform's refusal for too many: nobody's turn comes for so long.
   * @param pausesBefore `pauses` when the request was begun: a pause since then is this refusal's as well
   * @param seconds a minute where nobody says
   * @returns when that is over; false at once where the run ends before
   */
  pause(pausesBefore: number, seconds?: number): Promise<boolean>;
  /** How many pauses there were. */
  pauses(): number;
}

/** What must be left of the run when a row is begun, or begun again. */
export const TIME_FOR_A_ROW_MS = 3000;

/** A line that keeps to the platform's pace. @param deadline in epoch milliseconds */
export function newLine(pace: Pace, clock: Clock, deadline: number): Line {
  const { requests, milliseconds, atOnce } = pace;
  let sent: number[] = [];
  let closedUntil = 0;
  let pauses = 0;
  let last = Promise.resolve(true);
  let waiting = 0;

  const untilFree = (): number => {
    const now = clock.now();
    sent = sent.filter((time) => time > now - milliseconds);
    const [oldest = now] = sent;
    const full = sent.length >= requests ? oldest + milliseconds - now : 0;
    return Math.max(full, closedUntil - now, 0);
  };
  const step = async (): Promise<boolean> => {
    for (let wait = untilFree(); wait > 0; wait = untilFree()) {
      if (clock.now() + wait >= deadline) return false;
      await clock.wait(wait);
    }
    sent.push(clock.now());
    return true;
  };
  const hasTurns = (count: number): boolean => {
    const times = [...sent];
    const soonest = Math.max(clock.now(), closedUntil);
    for (let turns = waiting + count; turns > 0; turns -= 1) {
      const before = times.at(-requests) ?? -Infinity;
      times.push(Math.max(soonest, before + milliseconds));
    }
    return (times.at(-1) ?? soonest) <= deadline - TIME_FOR_A_ROW_MS;
  };
  return {
    clock,
    deadline,
    atOnce,
    turn: () => {
      waiting += 1;
      last = last.then(step).finally(() => {
        waiting -= 1;
      });
      return last;
    },
    hasTurns,
    pauses: () => pauses,
    pause: async (pausesBefore, seconds = 60) => {
      if (pausesBefore === pauses) {
        pauses += 1;
        closedUntil = clock.now() + seconds * 1000;
      }
      if (closedUntil >= deadline - TIME_FOR_A_ROW_MS) return false;
      const wait = closedUntil - clock.now();
      if (wait > 0) await clock.wait(wait);
      return true;
    },
  };
}
