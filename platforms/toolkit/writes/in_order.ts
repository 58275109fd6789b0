import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../../../http/problem.js';
import { contactProblems, type Parts } from '../problems.js';

/** One request of a change, in the user's words for the report when a later one fails. */
export interface Step<Shape> {
  what: string;
  run(shape: Shape): Promise<Shape>;
}

/** For steps that complete something new: a repeat of the run could make a second one. */
export interface Addition {
  /** What was added, in the user's words: `the new contact`. */
  added: string;
  /** When the run must be over, in epoch milliseconds. */
  deadline: number;
}

/** What must be left of the run after waiting for a server's limit to pass. */
const TIME_FOR_THE_REST_MS = 3000;

/**
 * Runs the steps in order; a failure after something was done says what was done, what wasn't, and of which
 * part that isn't known.
 * @param addition where the steps follow something that a repeat of the run would double: then a limit of the
 * server is waited for, as far as the time allows, and a failure halts the run
 */
export async function runSteps<Shape>(
  steps: readonly Step<Shape>[],
  start: Shape,
  addition?: Addition,
): Promise<Shape> {
  let shape = start;
  for (const [index, step] of steps.entries()) {
    try {
      shape = await (addition ? runPatiently(step, shape, addition.deadline) : step.run(shape));
    } catch (failure) {
      if (!(failure instanceof Problem) || (index === 0 && !addition)) throw failure;
      const parts = contactProblems.partlyDone(partsAt(steps, index, failure, addition));
      throw failure.withState(parts, addition && failure.kind !== 'expired' ? 'halted' : undefined);
    }
  }
  return shape;
}

async function runPatiently<Shape>(
  step: Step<Shape>,
  shape: Shape,
  deadline: number,
): Promise<Shape> {
  for (;;) {
    try {
      return await step.run(shape);
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
  steps: readonly Step<Shape>[],
  index: number,
  { details }: Problem,
  addition: Addition | undefined,
): Parts {
  const names = steps.map(({ what }) => what);
  const done = [...(addition ? [addition.added] : []), ...names.slice(0, index)];
  const failed = names.slice(index, index + 1);
  const rest = names.slice(index + 1);
  return details.unsure
    ? { done, unsure: failed, left: rest }
    : { done, unsure: [], left: [...failed, ...rest] };
}
