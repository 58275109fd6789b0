import { toText } from './values.js';

/**
 * The labels in a field: a list, or one text with commas (no label can hold one), or the JSON text of
 * a list, as agents write it. Each once, whatever its case.
 */
export function toLabels(value: unknown): string[] {
  if (value === undefined) return [];
  const texts = (Array.isArray(value) ? value : [value]).flatMap(jsonList).map(toText);
  const labels = texts
    .flatMap((text) => text.split(','))
    .map((label) => label.trim())
    .filter(Boolean);
  return labels.filter(
    (label, index) => labels.findIndex((other) => isSameLabel(other, label)) === index,
  );
}

/** Platforms take labels that differ only in case for the same one. */
export function isSameLabel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function jsonList(value: unknown): unknown[] {
  if (typeof value !== 'string' || !/^\s*\[.*\]\s*$/s.test(value)) return [value];
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed : [value];
  } catch {
    return [value];
  }
}
