import { Problem } from '../../../http/problem.js';
import { toText } from '../../toolkit/values/index.js';
import type { Filled } from '../../catalogue/fill.js';
import { chatwootProblems } from '../problems.js';
import type { ChatwootEntry } from './entry.js';

/** The release that brought what is asked for; undefined where every server has it. */
export function sinceOf(filled: Filled<ChatwootEntry>): string | undefined {
  const { entry, one } = filled;
  if (one) return entry.kind === 'search' ? entry.one?.since : undefined;
  const { since } = entry;
  return typeof since === 'object' ? since.values[choiceIn(filled) ?? ''] : since;
}

/** The chosen value of the field on which it depends which release brought the operation. */
function choiceIn({ entry, values }: Filled<ChatwootEntry>): string | undefined {
  const { since } = entry;
  const value = typeof since === 'object' ? values[since.field] : undefined;
  return value === undefined ? undefined : toText(value);
}

/** What an operation is called in its form, with the choice on which the release depends. */
function nameOf(filled: Filled<ChatwootEntry>): string {
  const { since, fields, label } = filled.entry;
  const field = fields.find(({ key }) => typeof since === 'object' && key === since.field);
  const shown = field?.choices?.[choiceIn(filled) ?? ''];
  return shown === undefined ? label : `${label}: ${shown}`;
}

/** What the server hasn't. */
interface Lack {
  since: string;
  /** The server's; undefined when it is hidden. */
  version: string | undefined;
  /** The 404 of the route. */
  failure?: unknown;
}

/** What the server hasn't, in words. */
export function tooOldFor(
  filled: Filled<ChatwootEntry>,
  { since, version, failure }: Lack,
): Problem {
  const step = nameOf(filled);
  const lack = version
    ? chatwootProblems.tooOld(step, since, version)
    : chatwootProblems.perhapsTooOld(step, since);
  // Nothing that the step names is missing.
  const refusal = failure instanceof Problem ? failure.details.refusal : undefined;
  return refusal ? lack.withRefusal({ ...refusal, missing: false }) : lack;
}
