import { wireProblems } from './problems.js';

/**
 * Template tag for a path: every inserted id is percent-encoded.
 * @throws Problem for an empty id, for `.` and `..`, which encoding leaves alone: they would address something else,
 * and for what no id holds and encoding or the server fails at: half an emoji, a null character
 * @example path`/contacts/${id}/labels`
 */
export function path(literals: TemplateStringsArray, ...ids: (string | number)[]): string {
  return literals.reduce((built, literal, index) => {
    const id = String(ids[index - 1]).trim();
    if (['', '.', '..'].includes(id) || /[\0\p{Surrogate}]/u.test(id))
      throw wireProblems.unusableId(id);
    return built + encodeURIComponent(id) + literal;
  });
}
