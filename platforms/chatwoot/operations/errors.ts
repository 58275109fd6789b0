import type { ErrorRule, Facts } from '../../../http/error_rule.js';
import type { Operation, OperationField } from '../../operations.js';
import { toText } from '../../values.js';
import { fieldValue } from './field_value.js';

type Input = Record<string, unknown>;

const LONGEST_VALUE = 60;

/** The value of the field that is the record's id, as a step gives it out; undefined without one. */
export function idOf({ id, fields }: Operation, input: Input): string | undefined {
  const field = fields.find(({ key }) => key === id);
  const given = field && input[field.key];
  return field && given !== undefined ? toText(fieldValue(field, given)) : undefined;
}

/** What an error is about: `team 7`, `article 9 of portal help`. */
export function subjectOf(operation: Operation, input: Input): string {
  const named = namedFields(operation, input);
  return named.length > 0
    ? named.map((field) => inWords(field, input)).join(' of ')
    : operation.noun.toLowerCase();
}

/**
 * The rules of an operation's part of the API, in the words of its form: refusals name fields by their
 * labels, and a missing record may be each of those that were named.
 */
export function errorsOf(
  operation: Operation,
  input: Input,
  rules: readonly ErrorRule[],
): ErrorRule[] {
  const { absent, crash, fields } = operation;
  const others = otherRecords(operation, input).map((field) => `, or no ${inWords(field, input)}`);
  const toForm = (facts: Facts, isMissing: boolean): Facts => ({
    ...facts,
    subject: isMissing ? facts.subject + others.join('') : facts.subject,
    attributes: facts.attributes.map((name) => labelOf(fields, name) ?? name),
    said: facts.said.replace(
      /(?<![\w.])(\w+): /g,
      (whole, name: string) => `${labelOf(fields, name) ?? whole.slice(0, -2)}: `,
    ),
  });
  return [
    ...rules.map((rule) => ({
      ...rule,
      text: (facts: Facts) => rule.text(toForm(facts, rule.missing !== undefined)),
    })),
    ...(absent ? [{ status: 404, text: () => absent }] : []),
    ...(crash ? [{ status: 500, text: () => crash }] : []),
  ];
}

/** The fields that say which record it is: those of the path, innermost first, or else the id's. */
function namedFields(operation: Operation, input: Input): OperationField[] {
  const one = operation.kind === 'search' ? operation.one : undefined;
  const template = one && input[one.field] !== undefined ? one.path : operation.path;
  const inPath = operation.fields.filter(({ key }) => template.includes(`{${key}}`));
  const named =
    inPath.length > 0 ? inPath : operation.fields.filter(({ key }) => key === operation.id);
  return named.filter(({ key }) => input[key] !== undefined).reverse();
}

/** The other records that the request names; the server says of each the same when it isn't there. */
function otherRecords(operation: Operation, input: Input): OperationField[] {
  const named = namedFields(operation, input);
  return operation.fields.filter(
    (field) =>
      input[field.key] !== undefined &&
      !named.includes(field) &&
      !field.list &&
      (field.dynamic !== undefined || field.type === 'id'),
  );
}

function inWords({ key, label }: OperationField, input: Input): string {
  const value = toText(input[key]);
  const shown = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  return `${label.toLowerCase()} ${shown}`;
}

/** The label of the field that the API calls so; `author` is also the one sent as `author_id`. */
function labelOf(fields: readonly OperationField[], name: string): string | undefined {
  const isCalled = ({ key, name: sent = key }: OperationField): boolean =>
    [name, `${name}_id`, `${name}_ids`].includes(sent) ||
    sent.startsWith(`${name}.`) ||
    sent.endsWith(`.${name}`);
  return (fields.find(({ key, name: sent = key }) => sent === name) ?? fields.find(isCalled))
    ?.label;
}
