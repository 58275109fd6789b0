import { Problem } from '../http/problem.js';
import { contactProblems } from './problems.js';

/** One request of a change, in the user's words for the report when a later one fails. */
export interface Step<Shape> {
  what: string;
  run(shape: Shape): Promise<Shape>;
}

/** Runs the steps in order; a failure after the first says what was done and what wasn't. */
export async function runSteps<Shape>(steps: readonly Step<Shape>[], start: Shape): Promise<Shape> {
  let shape = start;
  for (const [index, step] of steps.entries()) {
    try {
      shape = await step.run(shape);
    } catch (failure) {
      if (!(failure instanceof Problem) || index === 0) throw failure;
      const done = steps.slice(0, index).map(({ what }) => what);
      const left = steps.slice(index).map(({ what }) => what);
      throw failure.withNote(contactProblems.partlyDone(done, left));
    }
  }
  return shape;
}
