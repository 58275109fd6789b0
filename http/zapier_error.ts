import type { ZObject } from 'zapier-platform-core';
import { Problem } from './problem.js';

/** What a user filled in may be a whole text; what to do about it stands behind the quote. */
const LONG_QUOTE = /`([^`]{200})[^`]+`/g;

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
  const message = problem.message.replace(LONG_QUOTE, '`$1…`');
  switch (problem.kind) {
    case 'halted':
      return new z.errors.HaltedError(message);
    case 'expired':
      return new z.errors.ExpiredAuthError(message);
    case 'throttled':
      return new z.errors.ThrottledError(message, problem.details.retryAfterSeconds);
    case 'error':
      return new z.errors.Error(message, undefined, problem.details.refusal?.status);
  }
}

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure));
}
