/**
 * What the app tells Zapier to do about a failure:
 * `error` the user must fix something, `halted` nothing to do and no harm done,
 * `expired` the key is dead and the account must be reconnected, `throttled` Zapier retries by itself.
 */
export type ProblemKind = 'error' | 'halted' | 'expired' | 'throttled';

/** What the platform answered, for code that reacts to one refusal (a 404 that is a miss, a duplicate). */
export interface Refusal {
  status: number;
  /** The platform's own names of the fields it refused. */
  attributes: string[];
  /** The platform's own words. */
  said: string;
  /** The record asked for doesn't exist. */
  missing: boolean;
  /** The whole answer, where it was JSON: some say more than a sentence can. */
  data?: unknown;
}

/**
 * A failure in words for the user. Thrown everywhere in place of Zapier's error classes, so that
 * pure code needs no `z` and the translation stands in one place (`zapier_error.ts`).
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly kind: ProblemKind,
    message: string,
    readonly details: { refusal?: Refusal; retryAfterSeconds?: number } = {},
  ) {
    super(message);
  }

  /** The same failure with a sentence added, such as what had been done before it. */
  withNote(note: string): Problem {
    return new Problem(this.kind, `${this.message} ${note}`, this.details);
  }
}

/** True when the platform answered that the record doesn't exist. */
export function isMissing(failure: unknown): boolean {
  return failure instanceof Problem && (failure.details.refusal?.missing ?? false);
}

/** What is read, or undefined where the platform answers that it doesn't exist. */
export async function missAsNone<Found>(read: Promise<Found>): Promise<Found | undefined> {
  try {
    return await read;
  } catch (failure) {
    if (isMissing(failure)) return undefined;
    throw failure;
  }
}

/** The user must fix something: the plain kind of problem. */
export function problem(message: string): Problem {
  return new Problem('error', message);
}
