/** The day of a date as `YYYY-MM-DD`: the API sends it as that, with a time, or in milliseconds. */
export function toDay(value: unknown): unknown {
  if (typeof value === 'number') return toInstant(value)?.slice(0, 10);
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)
    ? value.slice(0, 10)
    : value;
}

/** A time as ISO 8601: get answers with that, search with milliseconds, some writes with those as text. */
export function toInstant(value: unknown): string | undefined {
  if (typeof value === 'string' && /^\d{12,}$/.test(value)) return toInstant(Number(value));
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value !== 'number') return undefined;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** A time of an answer in epoch milliseconds; 0 for none, which is where the API sorts what has no time. */
export function toEpoch(value: unknown): number {
  return Date.parse(toInstant(value) ?? '') || 0;
}
