/** What no two runs have alike: times, numbers that are given out, secrets that are made up. */
const VARYING =
  /(^|_)ids?$|Id$|_at$|At$|(^d|D)ate|since|activity|token|secret|uuid|password|(^|_)keys?$/;

/** The same within texts: marks, and names of what was made up. */
const RANDOM = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|[\da-zA-Z_-]{20,}|\d{4}(-\d\d){2}T[\d:.]+Z/g;

const SHORTEST = 20;

/** Tables of how long things took. */
const DURATIONS = ['reportingEvents'];

/** A table of a sandbox's store, as far as two runs of the same step leave it alike. */
export type Table = string[];

/** What a store holds: each of its tables, its rows in an order of their own. */
export function stateOf(store: object): Record<string, Table> {
  const tables = Object.entries(store).flatMap(
    ([name, rows]: [string, unknown]): [string, Table][] => {
      const list = rows instanceof Map ? [...rows.values()] : rows;
      if (!Array.isArray(list) || DURATIONS.includes(name)) return [];
      return [[name, list.map(constantText).toSorted()]];
    },
  );
  return Object.fromEntries(tables);
}

/** Whether a key's values vary: the same few keys come millions of times. */
const varying = new Map<string, boolean>();

function isVarying(key: string): boolean {
  const known = varying.get(key) ?? VARYING.test(key);
  varying.set(key, known);
  return known;
}

/** Rows as text without what varies: most come again after each new start of the sandbox. */
const texts = new Map<string, string>();

/** A row with the time in it never comes again: some megabytes of them. */
const MOST_TEXTS = 10_000;

/** @param row of plain data, as JSON has it */
function constantText(row: object): string {
  const whole = JSON.stringify(row);
  if (texts.size > MOST_TEXTS) texts.clear();
  const text = texts.get(whole) ?? JSON.stringify(constant(JSON.parse(whole)));
  texts.set(whole, text);
  return text;
}

function constant(value: unknown): unknown {
  if (typeof value === 'string')
    return value.length < SHORTEST ? value : value.replaceAll(RANDOM, 'random');
  if (Array.isArray(value)) return value.map(constant);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isVarying(key))
      .map(([key, inner]) => [key, constant(inner)]),
  );
}
