import { isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import type { Operation, OperationField } from '../../operations.js';
import { inputProblems } from '../../problems.js';
import {
  isOption,
  toBoolean,
  toInteger,
  toList,
  toNumber,
  toOption,
  toText,
  toTime,
} from '../../values.js';

/** What a record must hold under a key to be given out. */
export interface Match {
  key: string;
  value: string;
  /** The whole value; a part of it is enough else. */
  exact: boolean;
}

/** What an operation's input comes to. */
export interface OperationRequest {
  path: string;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
  matches: Match[];
}

/**
 * Puts the filled fields where the API wants them.
 * @param template the operation's path, with `{field}` for values
 * @throws Problem for a required field that is blank, a value that can't be what its field says, and an
 * input that is none of the fields
 */
export function toRequest(
  operation: Operation,
  template: string,
  input: Record<string, unknown>,
): OperationRequest {
  const unknown = Object.keys(input).find((key) => !operation.fields.some((f) => f.key === key));
  if (unknown !== undefined) throw inputProblems.unknownField(unknown);
  const missing = operation.fields.find(
    (field) => input[field.key] === undefined && isRequired(field, input),
  );
  if (missing) throw inputProblems.missing(missing.label);
  const request: OperationRequest = { path: template, query: {}, body: {}, matches: [] };
  for (const field of operation.fields) {
    const given = input[field.key];
    if (given !== undefined && belongs(field, input)) place(request, operation, field, given);
  }
  return request;
}

function isRequired(
  { required, neededFor, onlyFor }: OperationField,
  input: Record<string, unknown>,
): boolean {
  const when = neededFor ?? onlyFor;
  return when ? isChosen(when, input) : required === true;
}

function belongs({ onlyFor }: OperationField, input: Record<string, unknown>): boolean {
  return !onlyFor || isChosen(onlyFor, input);
}

function isChosen(
  { field, value }: { field: string; value: string },
  input: Record<string, unknown>,
): boolean {
  const given = input[field];
  return given !== undefined && isOption(given, [value]);
}

function place(
  request: OperationRequest,
  operation: Operation,
  field: OperationField,
  given: unknown,
): void {
  const { key, name = key } = field;
  const slot = `{${key}}`;
  if (request.path.includes(slot)) {
    const value = field.choices ? valueOf(field, given) : given;
    request.path = request.path.replace(slot, () => path`${toText(value)}`);
    return;
  }
  const to = field.to ?? (operation.kind === 'create' ? 'body' : 'query');
  const exact = Boolean(field.dynamic ?? field.choices);
  if (to === 'match') {
    request.matches.push({ key: name, value: toText(singleOf(field, given)), exact });
  } else if (to === 'query') request.query[field.list ? `${name}[]` : name] = valueOf(field, given);
  else setIn(request.body, name.split('.'), valueOf(field, given));
}

/** A field's value as the API takes it. */
function valueOf(field: OperationField, given: unknown): unknown {
  return field.list ? toList(given).map((item) => singleOf(field, item)) : singleOf(field, given);
}

function singleOf({ label, type, choices, dynamic, as }: OperationField, given: unknown): unknown {
  if (choices) return toOption(label, given, Object.keys(choices));
  switch (type) {
    case 'integer':
      return toInteger(label, given);
    case 'number':
      return toNumber(label, given);
    case 'boolean':
      return toBoolean(label, given);
    case 'datetime': {
      const time = toTime(label, given);
      return as === 'unix' ? String(Math.floor(time.getTime() / 1000)) : time.toISOString();
    }
    case 'json':
      return toJson(label, given);
    default: {
      const text = toText(given);
      // The server compares ids of a list as numbers, and finds none among texts; labels go by titles.
      return dynamic && dynamic !== 'list_labels' && /^\d+$/.test(text) ? Number(text) : text;
    }
  }
}

/** A form hands JSON over as text, an agent perhaps parsed. */
function toJson(label: string, given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    throw inputProblems.badJson(label, given);
  }
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
