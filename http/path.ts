import { wireProblems } from './problems.js';

/**
 * Template tag for a path: every inserted id is percent-encoded.
 * @throws Problem for an empty id, and for `.` and `..`, which encoding leaves alone: they would address something else
 * @example path`/contacts/${id}/labels`
 */
export function path(literals: TemplateStringsArray, ...ids: (string | number)[]): string {
  return literals.reduce((built, literal, index) => {
    const id = String(ids[index - 1]).trim();
    if (['', '.', '..'].includes(id)) throw wireProblems.unusableId(id);
    return built + encodeURIComponent(id) + literal;
  });
}
