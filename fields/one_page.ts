import type { Choice, ChoicePage } from '../platforms/contract/form.js';
import { tellApart } from '../platforms/toolkit/output.js';

/** What a dropdown is given whose choices all come at once. */
export function onePage(results: Choice[]): ChoicePage {
  return { results: tellApart(results), paging_token: null };
}
