import { asText } from './text.js';

export interface Difference {
  /** Keys from the outside in, joined by dots. */
  path: string;
  /** `undefined` where it wasn't there. */
  before?: string;
  after?: string;
}

/** What differs between two states of a record, and how many values don't. */
export function differences(
  before: unknown,
  after: unknown,
): { rows: Difference[]; unchanged: number } {
  const old = flattened(unwrapped(before));
  const now = flattened(unwrapped(after));
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  const rows = paths
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }));
  return { rows, unchanged: paths.length - rows.length };
}

/** Every value of two records side by side, in the order of the first. */
export function samePaths(first: object, second: object): Difference[] {
  const [one, other] = [flattened(first), flattened(second)];
  return [...new Set([...one.keys(), ...other.keys()])].map((path) => ({
    path,
    before: one.get(path),
    after: other.get(path),
  }));
}

/** A record alone in an envelope is the record. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const [inner, ...others] = Object.values(value) as unknown[];
  return typeof inner === 'object' && others.length === 0 ? inner : value;
}

function flattened(value: unknown, path = ''): Map<string, string> {
  if (Array.isArray(value) && !value.some((item) => typeof item === 'object' && item !== null)) {
    return new Map([[path, value.join(', ')]]);
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return new Map(
      entries.flatMap(([key, inner]) => [...flattened(inner, path ? `${path}.${key}` : key)]),
    );
  }
  if (path === '') return new Map();
  return new Map([[path, value === null || value === undefined ? '' : asText(value)]]);
}
