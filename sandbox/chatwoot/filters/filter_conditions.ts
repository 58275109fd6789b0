import { serverError, unprocessable, type ApiError } from '../rails/errors.js';
import { likePattern } from './like_pattern.js';
import { asText, type JsonObject } from '../rails/params.js';
import type { Store } from '../store.js';

export type SqlType = 'text' | 'numeric' | 'date' | 'boolean';
export type SqlValue = string | number | boolean | null;
/** SQL's three truth values; null is unknown. */
export type Truth = boolean | null;
type Test<Row> = (row: Row) => Truth;
/** A piece of SQL; the database refuses a `broken` one whatever the rows are. */
export type Condition<Row> = Test<Row> | 'broken';
/** A column a filter compares. */
export interface Column<Row> {
  type: SqlType;
  /** What `contains` looks at when the column itself is no text. */
  asText?: (row: Row) => string | null;
  /** @throws 500 when what is stored can't be cast to the type */
  read: (row: Row) => SqlValue;
}

export const equality = ['equal_to', 'not_equal_to'];
export const containment = ['contains', 'does_not_contain'];
export const comparison = ['is_greater_than', 'is_less_than', 'days_before'];
export const presence = ['is_present', 'is_not_present'];

/** A text as the type; undefined when the database would refuse it. */
export function cast(text: string, type: SqlType): SqlValue | undefined {
  switch (type) {
    case 'text':
      return text;
    case 'numeric':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'date':
      return toDay(text);
    case 'boolean':
      if (/^\s*(t|tr|tru|true|y|ye|yes|on|1)\s*$/i.test(text)) return true;
      return /^\s*(f|fa|fal|fals|false|n|no|of|off|0)\s*$/i.test(text) ? false : undefined;
  }
}

function toDay(text: string): string | undefined {
  const [, year, month, date] = /^(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ].*)?$/.exec(text.trim()) ?? [];
  const day = `${year}-${month}-${date}`;
  const time = Date.parse(day);
  // 30 February parses too, as 2 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : undefined;
}

/** A filter of a column. */
interface ColumnFilter<Row> {
  column: Column<Row>;
  operator: string;
  filter: JsonObject;
}

/**
 * What a filter's operator and values ask of a column; `values` reads those an equality needs.
 * @throws 422 or 500 for values the server can't work with
 */
export function columnCondition<Row>(
  store: Store,
  { column, operator, filter }: ColumnFilter<Row>,
  values: (filter: JsonObject) => SqlValue[],
): Condition<Row> {
  if (containment.includes(operator)) return containmentCondition(column, operator, filter);
  if (comparison.includes(operator)) return comparisonCondition(store, column, operator, filter);
  if (presence.includes(operator)) {
    return (row) => (column.read(row) !== null) === (operator === 'is_present');
  }
  const given = values(filter);
  // Whatever else was accepted, starts_with included, is an equality with the value as text.
  const texts = equality.includes(operator) ? given : [String(given[0] ?? '')];
  const wanted = texts.map((value) => toSqlValue(value, column.type));
  if (wanted.includes(undefined)) return 'broken';
  return (row) => {
    const stored = column.read(row);
    if (stored === null) return null;
    if (wanted.includes(stored)) return operator !== 'not_equal_to';
    return wanted.includes(null) ? null : operator === 'not_equal_to';
  };
}

/** A request's value where the column's type is expected; undefined when SQL can't compare them. */
function toSqlValue(value: SqlValue, type: SqlType): SqlValue | undefined {
  if (value === null) return null;
  if (typeof value === 'string') return cast(value, type);
  const fits = typeof value === 'number' ? type === 'numeric' : type === 'boolean';
  return fits ? value : undefined;
}

function containmentCondition<Row>(
  column: Column<Row>,
  operator: string,
  filter: JsonObject,
): Condition<Row> {
  const patterns = [filter['values'] ?? null].flat().map((value) => {
    if (typeof value !== 'string') throw serverError();
    return likePattern(`%${value.trim()}%`, 'iu');
  });
  if (column.type !== 'text' && !column.asText) return 'broken';
  const read = column.asText ?? column.read;
  return (row) => {
    const text = read(row);
    if (text === null) return null;
    return patterns.some((pattern) => pattern.test(String(text))) === (operator === 'contains');
  };
}

function comparisonCondition<Row>(
  store: Store,
  column: Column<Row>,
  operator: string,
  filter: JsonObject,
): Condition<Row> {
  // The server lists this operator, and fails over whatever it is given.
  if (operator === 'days_before') throw serverError();
  const text = String(firstValue(filter));
  const isChecked = checksComparisons(store);
  const isComparable = column.type === 'date' || column.type === 'numeric' || !isChecked;
  const limit = isComparable ? cast(text, column.type) : undefined;
  if (limit === undefined || limit === null) {
    if (isChecked) throw invalidValue(asText(filter['attribute_key']));
    return 'broken';
  }
  return (row) => {
    const stored = column.read(row);
    if (stored === null) return null;
    return operator === 'is_greater_than' ? stored > limit : stored < limit;
  };
}

/** What the database's ->> makes of a key: its value as text. */
export function storedText(attributes: JsonObject, key: string): string | null {
  const value = attributes[key] ?? null;
  return value === null ? null : asText(value);
}

/** Since 4.12 a value that can't be compared is refused; before, the database failed on it. */
export function checksComparisons(store: Store): boolean {
  return store.atLeast('4.12.0');
}

/** The first value; the first character of a bare text, as Ruby's `[0]` has it. */
export function firstValue(filter: JsonObject): SqlValue {
  const values = filter['values'];
  const first = Array.isArray(values) || typeof values === 'string' ? (values[0] ?? null) : values;
  if (first === undefined || (typeof first === 'object' && first !== null)) throw serverError();
  return first;
}

/** 422 for values that are missing or can't be compared. */
export function invalidValue(key: string): ApiError {
  return unprocessable(`Invalid value. The values provided for ${key} are invalid`);
}
