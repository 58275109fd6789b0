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
  const old = flattened(before);
  const now = flattened(after);
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  const rows = paths
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }));
  return { rows, unchanged: paths.length - rows.length };
}

function flattened(value: unknown, path = ''): Map<string, string> {
  if (Array.isArray(value) && !value.some((item) => typeof item === 'object' && item !== null)) {
    return new Map([[path, value.join(', ')]]);
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    // A record alone in an envelope is the record.
    const isEnvelope = path === '' && entries.length === 1 && typeof entries[0]?.[1] === 'object';
    return new Map(
      entries.flatMap(([key, inner]) => [
        ...flattened(inner, isEnvelope ? '' : path ? `${path}.${key}` : key),
      ]),
    );
  }
  if (path === '') return new Map();
  return new Map([[path, value === null || value === undefined ? '' : asText(value)]]);
}
