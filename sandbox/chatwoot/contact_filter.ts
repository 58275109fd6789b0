import type { AccountRoute } from './auth.js';
import { companyKey, listJson } from './contact_pages.js';
import { serverError, unprocessable, type ApiError } from './errors.js';
import { likePattern } from './like_pattern.js';
import { asText, isBlank, isObject, toInteger, type Json, type JsonObject } from './params.js';
import { isResolved, type AttributeType, type Contact, type Store } from './store.js';

type SqlType = 'text' | 'numeric' | 'date' | 'boolean';
type SqlValue = string | number | boolean | null;
/** SQL's three truth values; null is unknown. */
type Truth = boolean | null;
type Test = (contact: Contact) => Truth;
/** A piece of SQL; the database refuses a `broken` one whatever the rows are. */
type Condition = Test | 'broken';
type Joiner = 'AND' | 'OR' | undefined;
/** A condition and how it is joined to the next one. */
interface Term {
  condition: Condition;
  joiner: Joiner;
}
interface Column {
  type: SqlType;
  /** @throws 500 when what is stored can't be cast to the type */
  read: (contact: Contact) => SqlValue;
}

const equality = ['equal_to', 'not_equal_to'];
const containment = ['contains', 'does_not_contain'];
const comparison = ['is_greater_than', 'is_less_than', 'days_before'];
const presence = ['is_present', 'is_not_present'];

/** The operators of each standard key, in the order the server names the keys. */
function standardOperators(store: Store): Record<string, string[]> {
  return {
    name: [...equality, ...containment],
    phone_number: [...equality, ...containment, 'starts_with'],
    email: [...equality, ...containment],
    identifier: equality,
    country_code: equality,
    city: [...equality, ...containment],
    [companyKey(store)]: [...equality, ...containment],
    labels: [...equality, ...presence],
    created_at: comparison,
    last_activity_at: comparison,
    blocked: equality,
  };
}

// The server knows no cast for currency and percent.
const castTypes: Partial<Record<AttributeType, SqlType>> = {
  text: 'text',
  link: 'text',
  list: 'text',
  number: 'numeric',
  date: 'date',
  checkbox: 'boolean',
};

/** Adds POST /contacts/filter. */
export function contactFilterRoutes(route: AccountRoute, store: Store): void {
  route('POST', '/contacts/filter', ({ account, params }) => {
    const payload = readPayload(params['payload']);
    const terms = payload.flatMap((filter) => buildTerms(store, account.id, filter));
    const base = store
      .contactsOf(account.id)
      .filter((contact) => isResolved(contact) || !store.atLeast('4.7.0'));
    return listJson(store, runQuery(terms, base), params);
  });
}

function readPayload(payload: Json | undefined): JsonObject[] {
  if (!Array.isArray(payload) || !payload.every(isObject)) throw serverError();
  for (const { query_operator: operator } of payload) {
    if (operator === undefined || operator === null || operator === '') continue;
    if (typeof operator !== 'string') throw serverError();
    if (!/^(and|or)$/i.test(operator)) {
      throw unprocessable('Query operator must be either "AND" or "OR".');
    }
  }
  return payload;
}

function buildTerms(store: Store, accountId: number, filter: JsonObject): Term[] {
  const key = asText(filter['attribute_key']);
  const operator = asText(filter['filter_operator']);
  const operators = standardOperators(store);
  const allowed = operators[key];
  if (allowed && !allowed.includes(operator)) {
    throw unprocessable(
      `Invalid operator. The allowed operators for ${key} are [${allowed.join(',')}].`,
    );
  }
  if (!presence.includes(operator) && isBlank(filter['values'])) throw invalidValue(key);
  const joiner = readJoiner(filter);
  if (key === 'labels') return [{ condition: labelCondition(store, operator, filter), joiner }];
  if (allowed) {
    return [{ condition: columnCondition(store, standardColumn(key), operator, filter), joiner }];
  }
  const definition = store.customAttributeDefinitions.find(
    (row) =>
      row.account_id === accountId &&
      row.attribute_model === 'contact_attribute' &&
      row.attribute_key === key,
  );
  if (!definition) {
    const isChecked = comparison.includes(operator) && checksComparisons(store);
    throw isChecked ? invalidValue(key) : invalidKey(key, Object.keys(operators));
  }
  return customTerms(store, definition.attribute_display_type, key, operator, filter);
}

function readJoiner(filter: JsonObject): Joiner {
  const operator = filter['query_operator'];
  if (typeof operator !== 'string' || operator === '') return undefined;
  return operator.toUpperCase() === 'AND' ? 'AND' : 'OR';
}

function invalidValue(key: string): ApiError {
  return unprocessable(`Invalid value. The values provided for ${key} are invalid`);
}

function invalidKey(key: string, keys: string[]): ApiError {
  return unprocessable(
    `Invalid attribute key - [${key}]. The key should be one of [${keys.join(',')}] or a custom attribute defined in the account.`,
  );
}

/** Since 4.12 a value that can't be compared is refused; before, the database failed on it. */
function checksComparisons(store: Store): boolean {
  return store.atLeast('4.12.0');
}

function standardColumn(key: string): Column {
  switch (key) {
    case 'created_at':
    case 'last_activity_at':
      return { type: 'date', read: (contact) => contact[key]?.toISOString().slice(0, 10) ?? null };
    case 'blocked':
      return { type: 'boolean', read: (contact) => contact.blocked };
    case 'phone_number':
      return { type: 'text', read: (contact) => contact.phone_number };
    case 'name':
    case 'email':
    case 'identifier':
      return { type: 'text', read: (contact) => contact[key]?.toLowerCase() ?? null };
    default:
      return {
        type: 'text',
        read: (contact) => storedText(contact.additional_attributes, key)?.toLowerCase() ?? null,
      };
  }
}

function customTerms(
  store: Store,
  displayType: AttributeType,
  key: string,
  operator: string,
  filter: JsonObject,
): Term[] {
  const joiner = readJoiner(filter);
  const type = castTypes[displayType];
  if (!type) {
    if (comparison.includes(operator) && checksComparisons(store)) throw invalidValue(key);
    return [{ condition: 'broken', joiner }];
  }
  const column = customColumn(key, type);
  const condition = columnCondition(store, column, operator, filter);
  if (operator !== 'not_equal_to') return [{ condition, joiner }];
  // The server appends "OR … IS NULL" behind the joiner, without parentheses.
  if (joiner) return [{ condition: 'broken', joiner }];
  return [
    { condition, joiner: 'OR' },
    { condition: (contact) => column.read(contact) === null, joiner: undefined },
  ];
}

function customColumn(key: string, type: SqlType): Column {
  return {
    type,
    read: (contact) => {
      const text = storedText(contact.custom_attributes, key);
      if (text === null) return null;
      const value = cast(text.toLowerCase(), type);
      if (value === undefined) throw serverError();
      return value;
    },
  };
}

function storedText(attributes: JsonObject, key: string): string | null {
  const value = attributes[key] ?? null;
  return value === null ? null : asText(value);
}

/** A text as the type; undefined when the database would refuse it. */
function cast(text: string, type: SqlType): SqlValue | undefined {
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

function columnCondition(
  store: Store,
  column: Column,
  operator: string,
  filter: JsonObject,
): Condition {
  if (containment.includes(operator)) return containmentCondition(column, operator, filter);
  if (comparison.includes(operator)) return comparisonCondition(store, column, operator, filter);
  if (presence.includes(operator)) {
    return (contact) => (column.read(contact) !== null) === (operator === 'is_present');
  }
  const given = filterValue(store, filter);
  // Whatever else was accepted, starts_with included, is an equality with the value as text.
  const value = toSqlValue(equality.includes(operator) ? given : String(given ?? ''), column.type);
  if (value === undefined) return 'broken';
  return (contact) => {
    const stored = column.read(contact);
    if (stored === null || value === null) return null;
    return (stored === value) === (operator !== 'not_equal_to');
  };
}

/** A request's value where the column's type is expected; undefined when SQL can't compare them. */
function toSqlValue(value: SqlValue, type: SqlType): SqlValue | undefined {
  if (value === null) return null;
  if (typeof value === 'string') return cast(value, type);
  const fits = typeof value === 'number' ? type === 'numeric' : type === 'boolean';
  return fits ? value : undefined;
}

function containmentCondition(column: Column, operator: string, filter: JsonObject): Condition {
  const patterns = [filter['values'] ?? null].flat().map((value) => {
    if (typeof value !== 'string') throw serverError();
    return likePattern(`%${value.trim()}%`, 'iu');
  });
  if (column.type !== 'text') return 'broken';
  return (contact) => {
    const text = column.read(contact);
    if (text === null) return null;
    return patterns.some((pattern) => pattern.test(String(text))) === (operator === 'contains');
  };
}

function comparisonCondition(
  store: Store,
  column: Column,
  operator: string,
  filter: JsonObject,
): Condition {
  const given = firstValue(filter);
  const text = operator === 'days_before' ? daysAgo(given) : String(given);
  const isChecked = checksComparisons(store);
  const isComparable = column.type === 'date' || column.type === 'numeric' || !isChecked;
  const limit = isComparable ? cast(text, column.type) : undefined;
  if (limit === undefined || limit === null) {
    if (isChecked) throw invalidValue(asText(filter['attribute_key']));
    return 'broken';
  }
  return (contact) => {
    const stored = column.read(contact);
    if (stored === null) return null;
    return operator === 'is_greater_than' ? stored > limit : stored < limit;
  };
}

function daysAgo(days: SqlValue): string {
  if (typeof days === 'boolean') throw serverError();
  const date = new Date();
  date.setUTCDate(date.getUTCDate() - toInteger(days));
  return date.toISOString().slice(0, 10);
}

function labelCondition(store: Store, operator: string, filter: JsonObject): Condition {
  const value = filterValue(store, filter);
  if (presence.includes(operator)) {
    return (contact) => contact.labels.length > 0 === (operator === 'is_present');
  }
  if (value !== null && typeof value !== 'string') return 'broken';
  return (contact) => contact.labels.some((label) => label === value) === (operator === 'equal_to');
}

/** The first value; the first character of a bare text, as Ruby's `[0]` has it. */
function firstValue(filter: JsonObject): SqlValue {
  const values = filter['values'];
  const first = Array.isArray(values) || typeof values === 'string' ? (values[0] ?? null) : values;
  if (first === undefined || (typeof first === 'object' && first !== null)) throw serverError();
  return first;
}

function filterValue(store: Store, filter: JsonObject): SqlValue {
  const value = firstValue(filter);
  switch (filter['attribute_key']) {
    case 'phone_number':
      if (!store.atLeast('4.7.0')) return `+${String(value ?? '')}`;
      if (value !== null && typeof value !== 'string') throw serverError();
      return `+${(value ?? '').replaceAll('+', '')}`;
    case 'country_code':
      if (typeof value !== 'string') throw serverError();
      return value.toLowerCase();
    default:
      return typeof value === 'string' ? value.toLowerCase() : value;
  }
}

function runQuery(terms: Term[], contacts: Contact[]): Contact[] {
  const broken = terms.some(
    ({ condition, joiner }, index) =>
      condition === 'broken' || (joiner === undefined) !== (index === terms.length - 1),
  );
  if (broken) throw serverError();
  return contacts.filter((contact) => terms.length === 0 || holds(terms, contact));
}

/** AND binds tighter than OR. Every condition is evaluated: casts may fail on any row. */
function holds(terms: Term[], contact: Contact): boolean {
  const alternatives: Truth[][] = [[]];
  for (const { condition, joiner } of terms) {
    if (condition === 'broken') throw serverError();
    alternatives.at(-1)?.push(condition(contact));
    if (joiner === 'OR') alternatives.push([]);
  }
  return alternatives.some((truths) => truths.every((truth) => truth === true));
}
