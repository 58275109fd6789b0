/** A text of an answer; undefined for an empty one and everything else. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Unix seconds, or the ISO text that other versions and webhooks send, as ISO 8601. 0 means never. */
export function time(value: unknown): string | undefined {
  return typeof value === 'number' && value > 0 ? fromSeconds(value) : text(value);
}

/** Unix seconds as ISO 8601; undefined beyond the year 275760, where `Date` ends and would throw. */
export function fromSeconds(seconds: number): string | undefined {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
