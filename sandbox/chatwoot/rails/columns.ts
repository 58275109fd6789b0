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
import { enumName, stringLimit, textLimit } from './root_key.js';

/** What knows which release is played. */
interface Played {
  atLeast: (release: string) => boolean;
}

/** A column of a table. */
export interface Column<Value> {
  /** What a new row has where nothing was sent. */
  initially: Value;
  /** What it keeps of a parameter, undefined for what is dropped. @throws 500 for what it can't hold */
  read: (params: JsonObject, name: string) => Value | undefined;
  /** How many characters it takes. */
  limit?: number;
  /** Not a column of the table itself, so that Rails doesn't take it from a bare body. */
  isVirtual?: true;
  /** The first release that has it; older ones drop what is sent without a word. */
  since?: string;
}

/** The columns of a table, in the order in which the server checks them. */
export type Columns = Record<string, Column<unknown>>;
/** What every row of an account has. */
export interface Owned {
  id: number;
  account_id: number;
}
export interface Dated {
  created_at: Date;
  updated_at: Date;
}
/** A row of a table. */
export type RowOf<C extends Columns> = Owned & ValuesOf<C>;
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

type TextOptions = Pick<Column<string | null>, 'limit' | 'since'> & { initially?: string };

/** A text of 255 characters at most, null unless told. */
export function string({ initially, ...options }: TextOptions = {}): Column<string | null> {
  return { ...scalar(initially ?? null, toText), limit: stringLimit, ...options };
}

/** A text of 20,000 characters at most. */
export function text(options: TextOptions = {}): Column<string | null> {
  return string({ limit: textLimit, ...options });
}

export function boolean(initially: boolean | null): Column<boolean | null> {
  return scalar(initially, toBoolean);
}

/** A number or null, which it is to begin with. */
export function integer(): Column<number | null> {
  return scalar<number | null>(null, (sent) => (isBlank(sent) ? null : toInteger(sent)));
}

/** One of a few names, by its name or number; anything else is a 500. */
export function enumeration<Name extends string>(
  names: readonly Name[],
  initially: Name,
): Column<Name> {
  return scalar(initially, (sent) => enumName(names, sent));
}

/** The same for a column that takes null, which blanks become. */
export function nullableEnumeration<Name extends string>(
  names: readonly Name[],
  initially: Name,
): Column<Name | null> {
  return scalar<Name | null>(initially, (sent) => (isBlank(sent) ? null : enumName(names, sent)));
}

/** An object with free keys. */
export function json(initially: JsonObject = {}): Column<JsonObject> {
  return { initially, read: permitObject };
}

/** A list of scalars. */
export function array(): Column<Scalar[]> {
  return { initially: [], read: permitList };
}

/** A column that requests don't write. */
export function unwritten<Value>(initially: Value): Column<Value> {
  return { initially, read: () => undefined };
}

/** What a row has that is no column of the table. */
export function virtual<Value>(initially: Value): Column<Value> {
  return { ...unwritten(initially), isVirtual: true };
}

/** The names of the columns that the played release has. */
export function knownNames(store: Played, columns: Columns): string[] {
  return Object.keys(columns).filter((name) => store.atLeast(columns[name]?.since ?? '0'));
}

/** What was sent for the columns. @throws 500 for what a column can't hold */
export function permit<C extends Columns>(
  store: Played,
  columns: C,
  params: JsonObject,
): Partial<ValuesOf<C>> {
  const sent = knownNames(store, columns).map((name) => [name, columns[name]?.read(params, name)]);
  const values = Object.fromEntries(sent.filter(([, value]) => value !== undefined)) as unknown;
  return values as Partial<ValuesOf<C>>;
}

/** What the columns of a new row hold. */
export function initialValues<C extends Columns>(columns: C): ValuesOf<C> {
  const { values, objects } = firstValues.get(columns) ?? readFirstValues(columns);
  const own = { ...values };
  for (const name of objects) own[name] = structuredClone(own[name]);
  return own as ValuesOf<C>;
}

/** A table's first values, and the names of those that each row must have of its own. */
interface FirstValues {
  values: Record<string, unknown>;
  objects: string[];
}

/** Read once for each table: a seed has hundreds of rows. */
const firstValues = new WeakMap<Columns, FirstValues>();

function readFirstValues(columns: Columns): FirstValues {
  const entries = Object.entries(columns).map(
    ([name, column]) => [name, column.initially] as const,
  );
  const objects = entries.filter(([, value]) => typeof value === 'object' && value !== null);
  const read = { values: Object.fromEntries(entries), objects: objects.map(([name]) => name) };
  firstValues.set(columns, read);
  return read;
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
