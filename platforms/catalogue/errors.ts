import type { ErrorRule, Facts } from '../../http/error_rule.js';
import { toText } from '../toolkit/values/index.js';
import type { EntryField } from './entry.js';
import type { Filled, Input } from './fill.js';

const LONGEST_VALUE = 60;

/** What an error is about: `team 7`, `article 9 of portal help`. */
export function subjectOf(filled: Filled): string {
  const named = namedFields(filled);
  return named.length > 0
    ? named.map((field) => inWords(field, filled.input)).join(' of ')
    : filled.entry.noun.toLowerCase();
}

/**
 * The rules of an operation's part of the API, in the words of its form: refusals name fields by their
 * labels, and a missing record may be each of those that were named. Where none was, nothing can be
 * missing but what the whole connection is about, or the operation.
 */
export function errorsOf(filled: Filled, rules: readonly ErrorRule[]): ErrorRule[] {
  const { entry, input } = filled;
  const { fields } = entry;
  const isNamed = namesRecord(filled);
  const others = otherRecords(filled).map((field) => `, or no ${inWords(field, input)}`);
  const toForm = (facts: Facts, isMissing: boolean): Facts => ({
    ...facts,
    subject: isMissing ? subjectOfMiss(facts.subject) : facts.subject,
    attributes: facts.attributes.map((name) => labelOf(fields, name) ?? name),
    said: facts.said.replace(
      /(?<![\w.])(\w+): /g,
      (whole, name: string) => `${labelOf(fields, name) ?? whole.slice(0, -2)}: `,
    ),
  });
  const subjectOfMiss = (subject: string): string => (isNamed ? subject + others.join('') : '');
  return [
    ...ownRules(filled),
    ...rules.map(({ missing, ...rule }) => ({
      ...rule,
      ...(missing !== undefined && isNamed && { missing }),
      text: (facts: Facts) => rule.text(toForm(facts, missing !== undefined)),
    })),
  ];
}

/** True where the request names a record by its id: a 404 may then mean that there is none. */
export function namesRecord(filled: Filled): boolean {
  return recordFields(filled).length > 0;
}

/** What the operation itself has to say, before the API's general rules. */
function ownRules({ entry, input, one }: Filled): ErrorRule[] {
  const { crash, crashField, refusals = [] } = entry;
  const mayCrash = !one && (crashField === undefined || input[crashField] !== undefined);
  return [
    ...refusals.map(({ text, ...rule }) => ({ ...rule, text: () => text })),
    ...(crash && mayCrash ? [{ status: 500, text: () => crash }] : []),
  ];
}

/** The fields that name a record in the request: the server says 404 when there is none. */
function recordFields({ entry, input, template }: Filled): EntryField[] {
  return entry.fields.filter(
    ({ key, choices, dynamic, list, to, type }) =>
      input[key] !== undefined &&
      !choices &&
      !list &&
      to !== 'match' &&
      (template.includes(`{${key}}`) || dynamic !== undefined || type === 'id'),
  );
}

/** The fields that say which record it is: those of the path, innermost first, or else the id's. */
function namedFields({ entry, input, template }: Filled): EntryField[] {
  const inPath = entry.fields.filter(({ key }) => template.includes(`{${key}}`));
  const named = inPath.length > 0 ? inPath : entry.fields.filter(({ key }) => key === entry.id);
  return named.filter(({ key }) => input[key] !== undefined).reverse();
}

/** The other records that the request names; the server says of each the same when it isn't there. */
function otherRecords(filled: Filled): EntryField[] {
  const named = namedFields(filled);
  return recordFields(filled).filter((field) => !named.includes(field));
}

function inWords({ key, label }: EntryField, input: Input): string {
  const value = toText(input[key]);
  const shown = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  return `${label.toLowerCase()} ${shown}`;
}

/** The label of the field that the API calls so; `author` is also the one sent as `author_id`. */
function labelOf(fields: readonly EntryField[], name: string): string | undefined {
  const isCalled = ({ key, name: sent = key }: EntryField): boolean =>
    [name, `${name}_id`, `${name}_ids`].includes(sent) ||
    sent.startsWith(`${name}.`) ||
    sent.endsWith(`.${name}`);
  return (fields.find(({ key, name: sent = key }) => sent === name) ?? fields.find(isCalled))
    ?.label;
}
