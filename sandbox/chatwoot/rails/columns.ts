import type { ValidationErrors } from './errors.js';
import {
  isBlank,
  permitList,
  permitObject,
  permitScalars,
  toBoolean,
  toInteger,
  toText,
  type JsonObject,
  type Scalar,
} from './params.js';
import { enumName } from './root_key.js';

/** A column of a table that requests may write. */
export interface Column<Value> {
  /** What a new row has where nothing was sent. */
  initially: Value;
  /**
   * What it keeps of the parameter; undefined when that is dropped.
   * @throws 500 for what the database's type refuses
   */
  read: (params: JsonObject, name: string) => Value | undefined;
  /** How many characters it takes. */
  limit?: number | undefined;
}

/** The columns of a table, in the order in which the server checks them. */
export type Columns = Record<string, Column<unknown>>;
export type ValuesOf<C extends Columns> = {
  [Name in keyof C]: C[Name] extends Column<infer Value> ? Value : never;
};

function scalar<Value>(initially: Value, cast: (sent: Scalar) => Value): Column<Value> {
  const read = (params: JsonObject, name: string): Value | undefined => {
    const sent = permitScalars(params, [name])[name];
    return sent === undefined ? undefined : cast(sent);
  };
  return { initially, read };
}

/** A text, of any length without a limit. */
export function text(limit?: number, initially: string | null = null): Column<string | null> {
  return { ...scalar(initially, toText), limit };
}

/** True, false or null. */
export function flag(initially: boolean | null): Column<boolean | null> {
  return scalar(initially, toBoolean);
}

/** A whole number or nothing: an id, a place in an order. */
export const number: Column<number | null> = scalar<number | null>(null, (sent) =>
  isBlank(sent) ? null : toInteger(sent),
);

/** One of a few names, by name or number. */
export function choice<Name extends string>(names: readonly Name[], initially: Name): Column<Name> {
  return scalar(initially, (sent) => enumName(names, sent));
}

/** The same where blank is nothing, which a rule of the server refuses and not the database. */
export function optionalChoice<Name extends string>(
  names: readonly Name[],
  initially: Name,
): Column<Name | null> {
  return scalar<Name | null>(initially, (sent) => (isBlank(sent) ? null : enumName(names, sent)));
}

/** An object with free keys. */
export const object: Column<JsonObject> = { initially: {}, read: permitObject };

/** A list of scalars. */
export const list: Column<Scalar[]> = { initially: [], read: permitList };

/** What was sent for the columns. @throws 500 for what a column can't hold */
export function permit<C extends Columns>(columns: C, params: JsonObject): Partial<ValuesOf<C>> {
  const sent = Object.entries(columns).map(
    ([name, { read }]) => [name, read(params, name)] as const,
  );
  return Object.fromEntries(sent.filter(([, value]) => value !== undefined)) as Partial<
    ValuesOf<C>
  >;
}

/** What the columns of a new row hold. */
export function initialValues<C extends Columns>(columns: C): ValuesOf<C> {
  const values = Object.entries(columns).map(([name, { initially }]) => [name, initially]);
  return structuredClone(Object.fromEntries(values)) as ValuesOf<C>;
}

/** Adds an error for every text that is longer than its column. */
export function checkLimits<C extends Columns>(
  errors: ValidationErrors,
  columns: C,
  values: Partial<ValuesOf<C>>,
): void {
  for (const [name, { limit = Infinity }] of Object.entries(columns)) {
    const value = values[name];
    if (typeof value === 'string') errors.length(name, value, limit);
  }
}
