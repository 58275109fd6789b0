import { toList } from './values/index.js';

/**
 * The labels in a field, each once whatever its case: a list, one text with commas, or the JSON text of
 * a list. Commas within a list's entries stay: some platforms' tags hold them.
 */
export function toLabels(value: unknown): string[] {
  const entries = typeof value === 'string' && !/^\s*\[/.test(value) ? value.split(',') : value;
  const labels = toList(entries).filter((label) => /[^,\s]/.test(label));
  const first = new Map<string, string>();
  for (const label of labels) {
    if (!first.has(label.toLowerCase())) first.set(label.toLowerCase(), label);
  }
  return [...first.values()];
}

/** Platforms take labels that differ only in case for the same one. */
export function isSameLabel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** True when the label is among them, in whatever case. */
export function holdsLabel(labels: readonly string[], label: string): boolean {
  return labels.some((other) => isSameLabel(other, label));
}

/** True when both hold the same labels, in whatever order and case, and however often they say one. */
export function areSameLabels(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.every((label) => holdsLabel(other, label)) && other.every((label) => holdsLabel(one, label))
  );
}
