/**
 * What the app tells Zapier to do about a failure:
 * `error` the user must fix something, `halted` nothing to do and no harm done, or a repeat would do harm,
 * `expired` the key is dead and the account must be reconnected, `throttled` Zapier retries by itself.
 */
export type ProblemKind = 'error' | 'halted' | 'expired' | 'throttled';

/** A failure in words, in the order in which the user needs them. */
export interface ProblemText {
  /** What happened, and on which field. */
  what: string;
  /** What to do next. */
  todo?: string;
  /** The platform's own words, without secrets; they get the room that is left. */
  said?: string;
}

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

/** What code must know of a failure besides its words. */
export interface ProblemDetails {
  refusal?: Refusal;
  retryAfterSeconds?: number;
  /** A write whose end nobody knows: it may have been done. */
  unsure?: true;
  /** A lookup told that nobody has what a record was named by. */
  isMiss?: true;
  /** What was to be created is there already. */
  isTaken?: true;
  /** Nothing that the user entered is wrong: a server or the network failed. */
  isFault?: true;
  /** The time of the run is over. */
  isOver?: true;
}

/** Zapier cuts what it shows of an error here. */
const LONGEST_MESSAGE = 250;
/** What a user filled in may be a whole text; what to do about it stands behind the quote. */
const LONGEST_QUOTED = 60;
const QUOTED = /`([^`]*)`/g;
/** Fewer words of the platform's than this say nothing. */
const SHORTEST_QUOTE = 20;

/**
 * A failure in words for the user, within what Zapier shows. Thrown everywhere in place of Zapier's error
 * classes, so that pure code needs no `z` and the translation stands in one place (`zapier_error.ts`).
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly text: ProblemText;

  /** @param state what was done before or in spite of the failure */
  constructor(
    readonly kind: ProblemKind,
    text: string | ProblemText,
    readonly details: ProblemDetails = {},
    readonly state = '',
  ) {
    const parts = typeof text === 'string' ? { what: text } : text;
    super(compose(parts, state));
    this.text = parts;
  }

  /** This failure with a sentence on what was done before it; also of another kind. */
  withState(state: string, kind = this.kind): Problem {
    return new Problem(kind, this.text, this.details, state);
  }

  /** This failure with other advice. */
  withTodo(todo: string): Problem {
    return new Problem(this.kind, { ...this.text, todo }, this.details, this.state);
  }

  /** This failure as what the platform answered. */
  withRefusal(refusal: Refusal): Problem {
    return new Problem(this.kind, this.text, { ...this.details, refusal }, this.state);
  }

  /**
   * This failure as one of a write that may have been done all the same. What adds something must not be
   * repeated by Zapier (an error is), so it halts the run.
   * @param state says so, in place of the advice to try again
   */
  asUnsure(adds: boolean, state: string): Problem {
    const { what, said } = this.text;
    return new Problem(
      adds ? 'halted' : 'error',
      { what, ...(said && { said }) },
      { ...this.details, unsure: true },
      state,
    );
  }
}

/** The parts of a text, what matters first, and of the platform's words what fits behind it. */
function compose({ what, todo, said }: ProblemText, state: string): string {
  const own = [what, state, todo].filter(Boolean).join(' ').replace(QUOTED, shortened);
  const room = LONGEST_MESSAGE - own.length - ' It says: "".'.length;
  if (!said || room < Math.min(said.length, SHORTEST_QUOTE)) return clip(own, LONGEST_MESSAGE);
  return `${own} It says: "${clip(said, room)}".`;
}

function shortened(quoted: string, inner: string): string {
  return inner.length > LONGEST_QUOTED ? `\`${inner.slice(0, LONGEST_QUOTED)}…\`` : quoted;
}

/** A text cut behind its last whole word. @param longest in characters, the dots among them */
function clip(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 1);
  const end = cut.lastIndexOf(' ');
  return `${(end > longest / 2 ? cut.slice(0, end) : cut).trimEnd()}…`;
}

/** True when the platform answered that the record doesn't exist. */
export function isMissing(failure: unknown): boolean {
  if (!(failure instanceof Problem)) return false;
  const { refusal, isMiss = false } = failure.details;
  return refusal?.missing ?? isMiss;
}

/** True when what was to be created is there already. */
export function isTaken(failure: unknown): boolean {
  return failure instanceof Problem && (failure.details.isTaken ?? false);
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

/** The status that the platform refused a request with; undefined for every other failure. */
export function statusOf(failure: unknown): number | undefined {
  return failure instanceof Problem ? failure.details.refusal?.status : undefined;
}

/** A server or the network failed, at no fault of the user's. */
export function fault(text: ProblemText): Problem {
  return new Problem('error', text, { isFault: true });
}

/** The run's time is over, as a fault of the server's. */
export function overtime(text: ProblemText): Problem {
  return new Problem('error', text, { isFault: true, isOver: true });
}

/** The user must fix something: the plain kind of problem. */
export function problem(text: string | ProblemText): Problem {
  return new Problem('error', text);
}
