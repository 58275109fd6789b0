import type { Refusal } from '../api.js';

/** Something the page is told in a sentence instead of an answer. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly remedy?: Refusal['remedy'],
  ) {
    super(message);
  }
}
