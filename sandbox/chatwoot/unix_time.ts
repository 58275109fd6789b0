/** Seconds since 1970, as the API writes most times. */
export function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** The same where the API writes 0 for never. */
export function secondsOrZero(date: Date | null): number {
  return date ? unixSeconds(date) : 0;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Texts of days: a filter reads those of all rows, and they are few. */
const days = new Map<number, string>();

/** The day in UTC, as the database casts a time to a date: `2026-11-29`. */
export function dayOf(date: Date): string {
  const day = Math.floor(date.getTime() / DAY_MS);
  const text = days.get(day) ?? date.toISOString().slice(0, 10);
  days.set(day, text);
  return text;
}
