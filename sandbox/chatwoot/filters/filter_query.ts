import { serverError, unprocessable, type ApiError } from '../rails/errors.js';
import {
  cast,
  checksComparisons,
  columnCondition,
  comparison,
  invalidValue,
  presence,
  storedText,
  type Column,
  type Condition,
  type SqlType,
  type SqlValue,
  type Truth,
} from './filter_conditions.js';
import { asText, isBlank, isObject, type Json, type JsonObject } from '../rails/params.js';
import type { AttributeModel, AttributeType, Store } from '../store.js';

type Joiner = 'AND' | 'OR' | undefined;
/** A condition and how it is joined to the next one. */
interface Term<Row> {
  condition: Condition<Row>;
  joiner: Joiner;
}

/** What every filtered record has. */
interface Filtered {
  labels: string[];
  custom_attributes: JsonObject;
}

/** How one kind of record is filtered. */
export interface FilterModel<Row> {
  attributeModel: AttributeModel;
  /** The operators of each standard key, in the order the server names the keys. */
  operators: Record<string, string[]>;
  column: (key: string) => Column<Row>;
  /** The values an equality or a label condition compares with. */
  values: (filter: JsonObject) => SqlValue[];
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

/**
 * The rows that a filter's `payload` finds.
 * @throws 422 for what the server checks, 500 for what only its database notices
 */
export function filterRows<Row extends Filtered>(
  store: Store,
  model: FilterModel<Row>,
  payload: Json | undefined,
  { accountId, rows }: { accountId: number; rows: Row[] },
): Row[] {
  const terms = readPayload(payload).flatMap((filter) =>
    buildTerms(store, accountId, model, filter),
  );
  return runQuery(terms, rows);
}

/** What the server checks since 3.8; before, its database failed over it. */
function checked(store: Store, refusal: ApiError): ApiError {
  return store.atLeast('3.8.0') ? refusal : serverError();
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

function buildTerms<Row extends Filtered>(
  store: Store,
  accountId: number,
  model: FilterModel<Row>,
  filter: JsonObject,
): Term<Row>[] {
  const key = asText(filter['attribute_key']);
  const operator = asText(filter['filter_operator']);
  const allowed = model.operators[key];
  if (allowed && !allowed.includes(operator)) {
    throw checked(
      store,
      unprocessable(
        `Invalid operator. The allowed operators for ${key} are [${allowed.join(',')}].`,
      ),
    );
  }
  if (!presence.includes(operator) && isBlank(filter['values'])) {
    throw checked(store, invalidValue(key));
  }
  const joiner = readJoiner(filter);
  if (key === 'labels')
    return [{ condition: labelCondition(store, model, operator, filter), joiner }];
  if (allowed) {
    const column = model.column(key);
    return [
      { condition: columnCondition(store, { column, operator, filter }, model.values), joiner },
    ];
  }
  const definition = store.customAttributeDefinitions.find(
    (row) =>
      row.account_id === accountId &&
      row.attribute_model === model.attributeModel &&
      row.attribute_key === key,
  );
  if (!definition) {
    const isChecked = comparison.includes(operator) && checksComparisons(store);
    throw checked(
      store,
      isChecked ? invalidValue(key) : invalidKey(key, Object.keys(model.operators)),
    );
  }
  return customTerms(store, model, definition.attribute_display_type, filter);
}

function readJoiner(filter: JsonObject): Joiner {
  const operator = filter['query_operator'];
  if (typeof operator !== 'string' || operator === '') return undefined;
  return operator.toUpperCase() === 'AND' ? 'AND' : 'OR';
}

function invalidKey(key: string, keys: string[]): ApiError {
  return unprocessable(
    `Invalid attribute key - [${key}]. The key should be one of [${keys.join(',')}] or a custom attribute defined in the account.`,
  );
}

function customTerms<Row extends Filtered>(
  store: Store,
  model: FilterModel<Row>,
  displayType: AttributeType,
  filter: JsonObject,
): Term<Row>[] {
  const key = asText(filter['attribute_key']);
  const operator = asText(filter['filter_operator']);
  const joiner = readJoiner(filter);
  const type = castTypes[displayType];
  if (!type) {
    if (comparison.includes(operator) && checksComparisons(store)) throw invalidValue(key);
    return [{ condition: 'broken', joiner }];
  }
  const column = customColumn<Row>(key, type);
  const condition = columnCondition(store, { column, operator, filter }, model.values);
  if (operator !== 'not_equal_to') return [{ condition, joiner }];
  // The server appends "OR … IS NULL" behind the joiner, without parentheses.
  if (joiner) return [{ condition: 'broken', joiner }];
  return [
    { condition, joiner: 'OR' },
    { condition: (row) => column.read(row) === null, joiner: undefined },
  ];
}

function customColumn<Row extends Filtered>(key: string, type: SqlType): Column<Row> {
  return {
    type,
    read: (row) => {
      const text = storedText(row.custom_attributes, key);
      if (text === null) return null;
      const value = cast(text.toLowerCase(), type);
      if (value === undefined) throw serverError();
      return value;
    },
  };
}

function labelCondition<Row extends Filtered>(
  store: Store,
  model: FilterModel<Row>,
  operator: string,
  filter: JsonObject,
): Condition<Row> {
  // Contacts' values are read, and fail when absent, even where they aren't needed.
  const values = model.values(filter);
  if (presence.includes(operator)) {
    return (row) => row.labels.length > 0 === (operator === 'is_present');
  }
  if (values.some((value) => value !== null && typeof value !== 'string')) return 'broken';
  // A conversation shows a label as it was sent; what is compared, by case, is the tag behind it.
  return (row) =>
    row.labels.some((label) => values.includes(store.tagName(label))) === (operator === 'equal_to');
}

function runQuery<Row>(terms: Term<Row>[], rows: Row[]): Row[] {
  const broken = terms.some(
    ({ condition, joiner }, index) =>
      condition === 'broken' || (joiner === undefined) !== (index === terms.length - 1),
  );
  if (broken) throw serverError();
  return rows.filter((row) => terms.length === 0 || holds(terms, row));
}

/** AND binds tighter than OR. Every condition is evaluated: casts may fail on any row. */
function holds<Row>(terms: Term<Row>[], row: Row): boolean {
  const alternatives: Truth[][] = [[]];
  for (const { condition, joiner } of terms) {
    if (condition === 'broken') throw serverError();
    alternatives.at(-1)?.push(condition(row));
    if (joiner === 'OR') alternatives.push([]);
  }
  return alternatives.some((truths) => truths.every((truth) => truth === true));
}
