import { wireProblems } from './problems.js';

/**
 * Template tag for a path: every inserted id is percent-encoded.
 * @throws Problem for the ids `.` and `..`, which encoding leaves alone and which would walk out of the path
 * @example path`/contacts/${id}/labels`
 */
export function path(literals: TemplateStringsArray, ...ids: (string | number)[]): string {
  return literals.reduce((built, literal, index) => {
    const id = String(ids[index - 1]).trim();
    if (id === '.' || id === '..') throw wireProblems.unusableId(id);
    return built + encodeURIComponent(id) + literal;
  });
}
