import { isRecord } from '../../http/body.js';
import { wireProblems } from '../../http/problems.js';
import type { Wire } from '../../http/wire.js';

/** How an answer says that it was done: the vendor's document misspells the first, some answers don't. */
const DONE = ['succeded', 'succeeded', 'success'];

/** What an answer says under each of these names; undefined where it has none. */
export function saidDone(data: unknown): unknown[] {
  const answer = isRecord(data) ? data : {};
  return DONE.map((key) => answer[key]);
}

/** For what the API answers with nothing but that it was done. @throws Problem when it doesn't say so */
export function doneIn({ platform }: Pick<Wire, 'platform'>, data: unknown): void {
  if (!saidDone(data).includes(true)) throw wireProblems.unexpectedAnswer(platform);
}
