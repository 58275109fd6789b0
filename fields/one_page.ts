import type { Choice, ChoicePage } from '../platforms/form.js';

/** What a dropdown is given whose choices all come at once. */
export function onePage(results: Choice[]): ChoicePage {
  return { results, paging_token: null };
}
