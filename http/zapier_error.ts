import type { ZObject } from 'zapier-platform-core';
import { Problem } from './problem.js';

const LONGEST_SPREAD_SECONDS = 60;

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
  const { message } = problem;
  switch (problem.kind) {
    case 'halted':
      return new z.errors.HaltedError(message);
    case 'expired':
      return new z.errors.ExpiredAuthError(message);
    case 'throttled':
      return new z.errors.ThrottledError(message, spread(problem.details.retryAfterSeconds));
    case 'error':
      return new z.errors.Error(message, codeOf(problem), problem.details.refusal?.status);
  }
}

/**
 * Runs that were refused at the same moment would come again at the same moment, and where each needs several
 * requests, never get past the first ones: the wait is up to twice what was asked for.
 */
function spread(seconds: number | undefined): number | undefined {
  return seconds && seconds + Math.floor(Math.random() * Math.min(seconds, LONGEST_SPREAD_SECONDS));
}

/** Zapier's own words for what is wrong, by which it offers help of its own. */
function codeOf({ details: { refusal, unsure, isFault, isMiss } }: Problem): string | undefined {
  if (unsure || isFault) return undefined;
  if (isMiss) return 'NotFound';
  if (!refusal) return 'InvalidData';
  if (refusal.missing || refusal.status === 404) return 'NotFound';
  if ([401, 402, 403].includes(refusal.status)) return 'PermissionDenied';
  return refusal.status < 500 ? 'InvalidData' : undefined;
}

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure));
}
