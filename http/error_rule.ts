import type { Body } from './body.js';
import type { ProblemKind, ProblemText } from './problem.js';

/** What an error text may be made of. */
export interface Facts {
  platform: string;
  host: string;
  status: number;
  /** What the request was about, such as `contact 99`; empty when it names nothing. */
  subject: string;
  /** The platform's own words, ready to be quoted; empty when it said none. */
  said: string;
  /** The platform's own name of the refusal, which stays when its words change; empty when it gave none. */
  code: string;
  attributes: string[];
  /** What kind of body came: a proxy's own answer is rarely JSON. */
  kind: Body['kind'];
}

/** One row of a platform's error table: the first row that fits makes the text. */
export interface ErrorRule {
  status: number;
  /** Only when the platform's words match, or its name of the refusal does. */
  says?: RegExp;
  code?: RegExp;
  /** Only when the request was about such a record: `conversation`. */
  about?: string;
  kind?: ProblemKind;
  /**
   * The record doesn't exist: a miss for a search. Only where the platform's own words say so: a 404 of
   * a proxy that doesn't reach the platform must not look like a missing contact.
   */
  missing?: true | ((facts: Facts) => boolean);
  /** A 5xx that did nothing: the server says so of something that it can't do. */
  nothingDone?: true;
  text(facts: Facts): string | ProblemText;
}

/** What a request was about, in the middle of a sentence. @param otherwise where it names nothing */
export function named(subject: string, otherwise: string): string {
  return subject || otherwise;
}

/** What a request was about, behind a sentence: in brackets, with a blank in front; empty where it names nothing. */
export function aside(subject: string): string {
  return subject && ` (${subject})`;
}
