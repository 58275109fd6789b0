import { Problem } from '../../../http/problem.js';
import { toText } from '../../toolkit/values/index.js';
import type { ChatwootEntry } from './entry.js';
import { chatwootTexts } from '../errors.js';
import { isOne } from './errors.js';
import { fieldValue } from './field_value.js';

type Input = Record<string, unknown>;

/** The release that brought what is asked for; undefined where every server has it. */
export function sinceOf(operation: ChatwootEntry, input: Input): string | undefined {
  if (operation.kind === 'search' && isOne(operation, input)) return operation.one?.since;
  const { since } = operation;
  return typeof since === 'object' ? since.values[choiceIn(operation, input) ?? ''] : since;
}

/** The chosen value of the field on which it depends which release brought the operation. */
function choiceIn({ since, fields }: ChatwootEntry, input: Input): string | undefined {
  const field = fields.find(({ key }) => typeof since === 'object' && key === since.field);
  const given = field && input[field.key];
  return field && given !== undefined ? toText(fieldValue(field, given)) : undefined;
}

/** What an operation is called in its form, with the choice on which the release depends. */
function nameOf(operation: ChatwootEntry, input: Input): string {
  const { since, fields, label } = operation;
  const field = fields.find(({ key }) => typeof since === 'object' && key === since.field);
  const shown = field?.choices?.[choiceIn(operation, input) ?? ''];
  return shown === undefined ? label : `${label}: ${shown}`;
}

/**
 * What the server hasn't, in words. @param version undefined when it is hidden @param failure the 404 of the
 * route
 */
export function tooOldFor(
  operation: ChatwootEntry,
  input: Input,
  since: string,
  version: string | undefined,
  failure?: unknown,
): Problem {
  const text = chatwootTexts.tooOld(nameOf(operation, input), since, version);
  // Nothing that the step names is missing.
  const refusal = failure instanceof Problem ? failure.details.refusal : undefined;
  return new Problem('error', text, refusal && { refusal: { ...refusal, missing: false } });
}
