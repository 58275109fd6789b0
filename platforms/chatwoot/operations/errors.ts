import type { ErrorRule, Facts } from '../../../http/error_rule.js';
import type { ChatwootEntry, ChatwootField } from './entry.js';
import { toText } from '../../toolkit/values/index.js';
import { fieldValue } from './field_value.js';

type Input = Record<string, unknown>;

const LONGEST_VALUE = 60;
/** Whatever a 404 says but the application API's words for a record that isn't there. */
const NO_SUCH_ROUTE = /^(?!.*could not be found)/i;

/** The value of the field that is the record's id, as a step gives it out; undefined without one. */
export function idOf({ id, fields }: ChatwootEntry, input: Input): string | undefined {
  const field = fields.find(({ key }) => key === id);
  const given = field && input[field.key];
  return field && given !== undefined ? toText(fieldValue(field, given)) : undefined;
}

/** What an error is about: `team 7`, `article 9 of portal help`. */
export function subjectOf(operation: ChatwootEntry, input: Input): string {
  const named = namedFields(operation, input);
  return named.length > 0
    ? named.map((field) => inWords(field, input)).join(' of ')
    : operation.noun.toLowerCase();
}

/**
 * The rules of an operation's part of the API, in the words of its form: refusals name fields by their
 * labels, and a missing record may be each of those that were named. Where none was, nothing can be
 * missing but the account, or the operation.
 */
export function errorsOf(
  operation: ChatwootEntry,
  input: Input,
  rules: readonly ErrorRule[],
): ErrorRule[] {
  const { fields } = operation;
  const namesRecord = recordFields(operation, input).length > 0;
  const others = otherRecords(operation, input).map((field) => `, or no ${inWords(field, input)}`);
  const toForm = (facts: Facts, isMissing: boolean): Facts => ({
    ...facts,
    subject: isMissing ? subjectOfMiss(facts.subject) : facts.subject,
    attributes: facts.attributes.map((name) => labelOf(fields, name) ?? name),
    said: facts.said.replace(
      /(?<![\w.])(\w+): /g,
      (whole, name: string) => `${labelOf(fields, name) ?? whole.slice(0, -2)}: `,
    ),
  });
  const subjectOfMiss = (subject: string): string => (namesRecord ? subject + others.join('') : '');
  return [
    ...ownRules(operation, input, namesRecord),
    ...rules.map(({ missing, ...rule }) => ({
      ...rule,
      ...(missing !== undefined && namesRecord && { missing }),
      text: (facts: Facts) => rule.text(toForm(facts, missing !== undefined)),
    })),
  ];
}

/** What the operation itself has to say, before the API's general rules. */
function ownRules(operation: ChatwootEntry, input: Input, namesRecord: boolean): ErrorRule[] {
  const { absent, base = 'account', crash, crashField, refusals = [] } = operation;
  const mayCrash =
    !isOne(operation, input) && (crashField === undefined || input[crashField] !== undefined);
  // Only the application API has words of its own for a record that isn't there.
  const tellsApart = base === 'account' || base === 'account_v2';
  return [
    ...refusals.map(({ text, ...rule }) => ({ ...rule, text: () => text })),
    ...(absent && (tellsApart || !namesRecord)
      ? [{ status: 404, says: NO_SUCH_ROUTE, text: () => absent }]
      : []),
    ...(crash && mayCrash ? [{ status: 500, text: () => crash }] : []),
  ];
}

/** The fields that name a record in the request: the server says 404 when there is none. */
function recordFields(operation: ChatwootEntry, input: Input): ChatwootField[] {
  const template = templateOf(operation, input);
  return operation.fields.filter(
    ({ key, choices, dynamic, list, to, type }) =>
      input[key] !== undefined &&
      !choices &&
      !list &&
      to !== 'match' &&
      (template.includes(`{${key}}`) || dynamic !== undefined || type === 'id'),
  );
}

/** The fields that say which record it is: those of the path, innermost first, or else the id's. */
function namedFields(operation: ChatwootEntry, input: Input): ChatwootField[] {
  const template = templateOf(operation, input);
  const inPath = operation.fields.filter(({ key }) => template.includes(`{${key}}`));
  const named =
    inPath.length > 0 ? inPath : operation.fields.filter(({ key }) => key === operation.id);
  return named.filter(({ key }) => input[key] !== undefined).reverse();
}

/** The other records that the request names; the server says of each the same when it isn't there. */
function otherRecords(operation: ChatwootEntry, input: Input): ChatwootField[] {
  const named = namedFields(operation, input);
  return recordFields(operation, input).filter((field) => !named.includes(field));
}

/** True for a search that reads one record instead of its list. */
export function isOne(operation: ChatwootEntry, input: Input): boolean {
  return operation.kind === 'search' && input[operation.one?.field ?? ''] !== undefined;
}

/** The path of the request, with `{field}` for values of fields. */
function templateOf(operation: ChatwootEntry, input: Input): string {
  const one = operation.kind === 'search' ? operation.one : undefined;
  return one && isOne(operation, input) ? one.path : operation.path;
}

function inWords({ key, label }: ChatwootField, input: Input): string {
  const value = toText(input[key]);
  const shown = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  return `${label.toLowerCase()} ${shown}`;
}

/** The label of the field that the API calls so; `author` is also the one sent as `author_id`. */
function labelOf(fields: readonly ChatwootField[], name: string): string | undefined {
  const isCalled = ({ key, name: sent = key }: ChatwootField): boolean =>
    [name, `${name}_id`, `${name}_ids`].includes(sent) ||
    sent.startsWith(`${name}.`) ||
    sent.endsWith(`.${name}`);
  return (fields.find(({ key, name: sent = key }) => sent === name) ?? fields.find(isCalled))
    ?.label;
}
