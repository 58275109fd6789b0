import { isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import type { ChatwootEntry, ChatwootField } from './entry.js';
import { inputProblems } from '../../toolkit/problems.js';
import { omit, refuseOthers, toText } from '../../toolkit/values/index.js';
import { choiceOf, fieldValue, singleValue } from './field_value.js';

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

/** What an operation's input comes to. */
export interface OperationRequest {
  path: string;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
  matches: Match[];
  picture?: GivenPicture;
}

/**
 * Puts the filled fields where the API wants them.
 * @param template the operation's path, with `{field}` for values
 * @throws Problem for a required field that is blank, a value that can't be what its field says, and an
 * input that is none of the fields
 */
export function toRequest(
  operation: ChatwootEntry,
  template: string,
  input: Record<string, unknown>,
): OperationRequest {
  const own = operation.fields.map(({ key }) => key);
  refuseOthers(omit(input, own));
  const missing = operation.fields.find(
    (field) => input[field.key] === undefined && isRequired(operation, field, input),
  );
  if (missing) throw inputProblems.missing(missing.label);
  const request: OperationRequest = { path: template, query: {}, body: {}, matches: [] };
  for (const field of operation.fields) {
    const given = input[field.key];
    if (given !== undefined && belongs(operation, field, input))
      place(request, operation, field, given);
  }
  for (const { key, name = key, otherwise } of operation.fields) {
    const value = input[key] === undefined ? otherwise?.(request.body) : undefined;
    if (value !== undefined) setIn(request.body, name.split('.'), value);
  }
  return request;
}

function isRequired(
  operation: ChatwootEntry,
  { required, neededFor, onlyFor }: ChatwootField,
  input: Record<string, unknown>,
): boolean {
  const when = neededFor ?? onlyFor;
  return when ? isChosen(operation, when, input) : required === true;
}

function belongs(
  operation: ChatwootEntry,
  { onlyFor }: ChatwootField,
  input: Record<string, unknown>,
): boolean {
  return !onlyFor || isChosen(operation, onlyFor, input);
}

function isChosen(
  { fields }: ChatwootEntry,
  { field, value }: { field: string; value: string },
  input: Record<string, unknown>,
): boolean {
  const choices = fields.find(({ key }) => key === field)?.choices ?? {};
  const given = input[field];
  return given !== undefined && choiceOf(choices, given) === value;
}

function place(
  request: OperationRequest,
  operation: ChatwootEntry,
  field: ChatwootField,
  given: unknown,
): void {
  const { key, name = key, label } = field;
  if (field.type === 'file') {
    request.picture = { name, label, given };
    return;
  }
  const slot = `{${key}}`;
  if (request.path.includes(slot)) {
    request.path = request.path.replace(slot, () => path`${toText(fieldValue(field, given))}`);
    return;
  }
  const to = field.to ?? (operation.kind === 'create' ? 'body' : 'query');
  const exact = Boolean(field.dynamic ?? field.choices);
  const held = to === 'match' ? name : field.matches;
  if (held !== undefined) {
    request.matches.push({ key: held, value: toText(singleValue(field, given)), exact });
  }
  if (to === 'query') {
    request.query[field.list ? `${name}[]` : name] = fieldValue(field, given);
  } else if (to === 'body') setIn(request.body, name.split('.'), fieldValue(field, given));
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
