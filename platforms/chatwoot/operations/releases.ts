import { Problem } from '../../../http/problem.js';
import { toText } from '../../values.js';
import type { Operation } from '../../operations.js';
import { chatwootTexts } from '../errors.js';
import { isOne } from './errors.js';
import { fieldValue } from './field_value.js';

/** The release that brought what is asked for; undefined where every server has it. */
export function sinceOf(operation: Operation, input: Record<string, unknown>): string | undefined {
  if (operation.kind === 'search' && isOne(operation, input)) return operation.one?.since;
  const { since } = operation;
  if (typeof since !== 'object') return since;
  const field = operation.fields.find(({ key }) => key === since.field);
  const given = field && input[field.key];
  if (!field || given === undefined) return undefined;
  return since.values[toText(fieldValue(field, given))];
}

/** The 404 of a route that the server hasn't, in words. @param version undefined when it is hidden */
export function noSuchRoute(
  operation: Operation,
  since: string,
  version: string | undefined,
  failure: unknown,
): Problem {
  const text = chatwootTexts.tooOld(operation.label, since, version);
  // Nothing that the step names is missing.
  const refusal = failure instanceof Problem ? failure.details.refusal : undefined;
  return new Problem('error', text, refusal && { refusal: { ...refusal, missing: false } });
}
