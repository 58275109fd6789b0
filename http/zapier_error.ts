import type { ZObject } from 'zapier-platform-core';
import { Problem } from './problem.js';

/**
 * Turns any failure into the error class Zapier acts on. The only place where they are made.
 * `doNotContextify` stops core from appending the step's whole input, secrets included, to the
 * message (zapier-platform-core `src/middleware.js`).
 */
export function toZapierError(z: ZObject, failure: unknown): Error {
  const error = failure instanceof Problem ? fromProblem(z, failure) : asError(failure);
  return Object.assign(error, { doNotContextify: true });
}

function fromProblem(z: ZObject, problem: Problem): Error {
  switch (problem.kind) {
    case 'halted':
      return new z.errors.HaltedError(problem.message);
    case 'expired':
      return new z.errors.ExpiredAuthError(problem.message);
    case 'throttled':
      return new z.errors.ThrottledError(problem.message, problem.details.retryAfterSeconds);
    case 'error':
      return new z.errors.Error(problem.message, undefined, problem.details.refusal?.status);
  }
}

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure));
}
