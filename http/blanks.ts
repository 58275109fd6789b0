/** True for what an unfilled form field can look like: nothing, blank text, an empty list or object. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.every(isBlank);
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/**
 * The filled fields only, lists without their blank entries. `false` and `0` count as filled.
 * The one place where blanks are dropped: form input and queries pass through here, and a body is
 * built from filled input, so that a blank in a body is always a field cleared on purpose.
 */
export function withoutBlanks(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => !isBlank(value))
      .map(([key, value]) => [
        key,
        Array.isArray(value) ? value.filter((item) => !isBlank(item)) : value,
      ]),
  );
}
