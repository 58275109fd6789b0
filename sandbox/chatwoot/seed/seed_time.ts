const hour = 3_600_000;

/** A function that tells the moment so many hours after another. */
export function hoursAfter(start: string): (hours: number) => Date {
  const begin = Date.parse(start);
  return (hours) => new Date(begin + hours * hour);
}

/** Hours after the seed's first account came to be. */
export const at = hoursAfter('2026-01-05T08:00:00.000Z');
