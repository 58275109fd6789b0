/** Seconds since 1970, as the API writes most times. */
export function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** The same where the API writes 0 for never. */
export function secondsOrZero(date: Date | null): number {
  return date ? unixSeconds(date) : 0;
}
