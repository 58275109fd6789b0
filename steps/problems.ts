import { problem } from '../http/problem.js';

/** Texts about what the connected platform can't do. */
export const capabilityProblems = {
  noStep: (platform: string, what: string) =>
    problem(
      `${platform} cannot ${what} through its API, so this step does not work with this connection. Remove the step, or do it in ${platform} itself.`,
    ),
  noTrigger: (platform: string, what: string, instead: string | undefined) =>
    problem(
      `${platform} does not tell of ${what} through its API, so this trigger does not work with this connection.${instead ? ` ${instead}` : ''}`,
    ),
};
