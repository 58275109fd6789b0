import { isRecord } from '../../http/body.js';
import { path as encoded } from '../../http/path.js';
import { inputProblems } from '../toolkit/problems.js';
import { omit, refuseOthers, toText } from '../toolkit/values/index.js';
import type { Entry, EntryField, One } from './entry.js';
import { choiceOf, fieldValue, type ValueRules } from './values.js';

/** What a step's form holds, by input key; blanks are gone. */
export type Input = Record<string, unknown>;

/** What a record must hold under a key to be given out. */
export interface Match {
  key: string;
  value: string;
  /** The whole value; a part of it is enough else. */
  exact: boolean;
}

/** A picture to send, as the step's input has it. */
export interface GivenPicture {
  /** The API's name. */
  name: string;
  label: string;
  given: unknown;
}

/** An operation with what a run's form holds, read once and put where the API wants it. */
export interface Filled<Any extends Entry = Entry> {
  entry: Any;
  /** As the form holds it. */
  input: Input;
  /** As the API takes it, by input key. */
  values: Record<string, unknown>;
  /** The way to one record, which a search takes in place of its list when its field is filled. */
  one?: One;
  /** The path that it takes, with `{field}` for values of fields. */
  template: string;
  path: string;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
  matches: Match[];
  picture?: GivenPicture;
}

/**
 * Puts the filled fields where the API wants them.
 * @throws Problem for a required field that is blank, a value that can't be what its field says, and an
 * input that is none of the fields
 */
export function fill<Any extends Entry>(rules: ValueRules, entry: Any, input: Input): Filled<Any> {
  const own = entry.fields.map(({ key }) => key);
  refuseOthers(omit(input, own));
  const missing = entry.fields.find(
    (field) => input[field.key] === undefined && isRequired(entry, field, input),
  );
  if (missing) throw inputProblems.missing(missing.label);
  const one = oneOf(entry, input);
  const template = one?.path ?? entry.path;
  const filled: Filled<Any> = {
    ...{ entry, input, values: {}, template, path: template, query: {}, matches: [] },
    body: entry.kind === 'create' ? { ...entry.constant } : {},
    ...(one && { one }),
  };
  for (const field of entry.fields) {
    const given = input[field.key];
    if (given !== undefined && belongs(entry, field, input)) place(filled, field, rules);
  }
  for (const { key, name = key, otherwise } of entry.fields) {
    const value = input[key] === undefined ? otherwise?.(filled.body) : undefined;
    if (value !== undefined) setIn(filled.body, name.split('.'), value);
  }
  return filled;
}

/** The value of the field that is the record's id, as a step gives it out; undefined without one. */
export function idOf({ entry, values }: Filled): string | undefined {
  const value = entry.id === undefined ? undefined : values[entry.id];
  return value === undefined ? undefined : toText(value);
}

function oneOf(entry: Entry, input: Input): One | undefined {
  const one = entry.kind === 'search' ? entry.one : undefined;
  return one && input[one.field] !== undefined ? one : undefined;
}

function isRequired(
  entry: Entry,
  { required, neededFor, onlyFor }: EntryField,
  input: Input,
): boolean {
  const when = neededFor ?? onlyFor;
  return when ? isChosen(entry, when, input) : required === true;
}

function belongs(entry: Entry, { onlyFor }: EntryField, input: Input): boolean {
  return !onlyFor || isChosen(entry, onlyFor, input);
}

function isChosen(
  { fields }: Entry,
  { field, value }: { field: string; value: string },
  input: Input,
): boolean {
  const choices = fields.find(({ key }) => key === field)?.choices ?? {};
  const given = input[field];
  return given !== undefined && choiceOf(choices, given) === value;
}

function place(filled: Filled, field: EntryField, rules: ValueRules): void {
  const { key, name = key, label } = field;
  const given = filled.input[key];
  if (field.type === 'file') {
    filled.picture = { name, label, given };
    return;
  }
  const value = fieldValue(rules, field, given);
  filled.values[key] = value;
  const slot = `{${key}}`;
  if (filled.path.includes(slot)) {
    filled.path = filled.path.replace(slot, () => encoded`${toText(value)}`);
    return;
  }
  const to = field.to ?? (filled.entry.kind === 'create' ? 'body' : 'query');
  const exact = Boolean(field.dynamic ?? field.choices);
  const held = to === 'match' ? name : field.matches;
  if (held !== undefined) filled.matches.push({ key: held, value: toText(value), exact });
  if (to === 'query') {
    filled.query[field.list ? (rules.listName?.(name) ?? name) : name] = value;
  } else if (to === 'body') setIn(filled.body, name.split('.'), value);
}

function setIn(target: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  const [key = '', ...rest] = keys;
  if (rest.length === 0) {
    const before = target[key];
    // A whole object may be given beside fields for parts of it.
    target[key] = isRecord(before) && isRecord(value) ? { ...before, ...value } : value;
    return;
  }
  const inner = target[key];
  const next = isRecord(inner) ? inner : {};
  target[key] = next;
  setIn(next, rest, value);
}
