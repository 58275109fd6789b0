import { Problem } from '../http/problem.js';
import { contactProblems, type Parts } from './problems.js';

/** One request of a change, in the user's words for the report when a later one fails. */
export interface Step<Shape> {
  what: string;
  run(shape: Shape): Promise<Shape>;
}

/**
 * Runs the steps in order; a failure after the first says what was done, what wasn't, and of which part that
 * isn't known.
 */
export async function runSteps<Shape>(steps: readonly Step<Shape>[], start: Shape): Promise<Shape> {
  let shape = start;
  for (const [index, step] of steps.entries()) {
    try {
      shape = await step.run(shape);
    } catch (failure) {
      if (!(failure instanceof Problem) || index === 0) throw failure;
      throw failure.withState(contactProblems.partlyDone(partsAt(steps, index, failure)));
    }
  }
  return shape;
}

function partsAt<Shape>(steps: readonly Step<Shape>[], index: number, failure: Problem): Parts {
  const names = steps.map(({ what }) => what);
  const failed = names.slice(index, index + 1);
  const rest = names.slice(index + 1);
  return failure.details.unsure
    ? { done: names.slice(0, index), unsure: failed, left: rest }
    : { done: names.slice(0, index), unsure: [], left: [...failed, ...rest] };
}
