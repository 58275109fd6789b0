import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../../../http/problem.js';
import { contactProblems, type Parts } from '../problems.js';

/** One request of a change, in the user's words for the report when a later one fails. */
export interface OrderedWrite<Shape> {
  what: string;
  run(shape: Shape): Promise<Shape>;
}

/** For writes that complete something new: a repeat of the run could make a second one. */
export interface Addition {
  /** What was added, in the user's words: `the new contact`. */
  added: string;
  /** When the run must be over, in epoch milliseconds. */
  deadline: number;
}

/** What must be left of the run after waiting for a server's limit to pass. */
const TIME_FOR_THE_REST_MS = 3000;

/**
 * Sends writes in order; a failure after something was done says what was done, what wasn't, and of which
 * part that isn't known.
 * @param addition where the writes follow something that a repeat of the run would double: then a limit of the
 * server is waited for, as far as the time allows, and a failure halts the run
 */
export async function writeInOrder<Shape>(
  writes: readonly OrderedWrite<Shape>[],
  start: Shape,
  addition?: Addition,
): Promise<Shape> {
  let shape = start;
  for (const [index, write] of writes.entries()) {
    try {
      shape = await (addition ? runPatiently(write, shape, addition.deadline) : write.run(shape));
    } catch (failure) {
      if (!(failure instanceof Problem) || (index === 0 && !addition)) throw failure;
      const kind = addition && failure.kind !== 'expired' ? 'halted' : undefined;
      throw contactProblems.partlyDone(failure, partsAt(writes, index, failure, addition), kind);
    }
  }
  return shape;
}

async function runPatiently<Shape>(
  write: OrderedWrite<Shape>,
  shape: Shape,
  deadline: number,
): Promise<Shape> {
  for (;;) {
    try {
      return await write.run(shape);
    } catch (failure) {
      const seconds =
        failure instanceof Problem && failure.kind === 'throttled'
          ? failure.details.retryAfterSeconds
          : undefined;
      const isTooLate =
        seconds === undefined || Date.now() + seconds * 1000 > deadline - TIME_FOR_THE_REST_MS;
      if (isTooLate) throw failure;
      await wait(seconds * 1000);
    }
  }
}

function partsAt<Shape>(
  writes: readonly OrderedWrite<Shape>[],
  index: number,
  { details }: Problem,
  addition: Addition | undefined,
): Parts {
  const names = writes.map(({ what }) => what);
  const done = [...(addition ? [addition.added] : []), ...names.slice(0, index)];
  const failed = names.slice(index, index + 1);
  const rest = names.slice(index + 1);
  return details.unsure
    ? { done, unsure: failed, left: rest }
    : { done, unsure: [], left: [...failed, ...rest] };
}
