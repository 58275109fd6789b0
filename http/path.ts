import { wireProblems } from './problems.js';

/** In characters: no platform has a longer one, and servers refuse addresses of some thousands without a word. */
const LONGEST_ID = 500;

/**
 * Template tag for a path: every inserted id is percent-encoded.
 * @throws Problem for an empty or an endless id, for `.` and `..`, which encoding leaves alone: they would address something else,
 * and for what no id holds and encoding or the server fails at: half an emoji, a null character
 * @example path`/contacts/${id}/labels`
 */
export function path(literals: TemplateStringsArray, ...ids: (string | number)[]): string {
  return literals.reduce((built, literal, index) => {
    const id = String(ids[index - 1]).trim();
    const isUsable = id.length <= LONGEST_ID && !['', '.', '..'].includes(id);
    if (!isUsable || /[\0\p{Surrogate}]/u.test(id)) throw wireProblems.unusableId(id);
    return built + encodeURIComponent(id) + literal;
  });
}
