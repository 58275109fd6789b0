import { asText } from '../text.js';

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
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    // Times that moved along are what interests least.
    .sort((one, other) => Number(isTime(one.after)) - Number(isTime(other.after)));
  return { rows, unchanged: paths.length - rows.length };
}

function isTime(text = ''): boolean {
  return /^\d{4}-\d{2}-\d{2}T/.test(text);
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

/** A record in an envelope: alone, or the only member that has an id beside some that are no records. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'id' in value) return value;
  const members = Object.values(value) as unknown[];
  const records = members.filter((member) => isRecord(member) && 'id' in member);
  if (records.length === 1) return records[0];
  return members.length === 1 && isRecord(members[0]) ? members[0] : value;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
