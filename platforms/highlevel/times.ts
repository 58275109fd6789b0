/** The day of a date as `YYYY-MM-DD`: the API sends it as that, with a time, or in milliseconds. */
export function toDay(value: unknown): unknown {
  if (typeof value === 'number') return toInstant(value)?.slice(0, 10);
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)
    ? value.slice(0, 10)
    : value;
}

/** A time as ISO 8601: get answers with that, search with milliseconds for some fields. */
export function toInstant(value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value !== 'number') return undefined;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
