/** Works by name; each is done many times. */
export type Works = Record<string, () => Promise<unknown>>;

/** The middle one. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/**
 * Does works by turns, one of each after another, for a number of rounds, and gives the milliseconds that one
 * takes: the median of a round, and of the rounds the best. What else the machine does only makes a round slower.
 */
export async function byTurns<Names extends string>(
  works: Record<Names, () => Promise<unknown>>,
  { rounds, times }: { rounds: number; times: number },
): Promise<Record<Names, number>> {
  const best = new Map<string, number>();
  for (let round = -1; round < rounds; round += 1) {
    const taken = new Map<string, number[]>();
    for (let time = 0; time < times; time += 1) {
      for (const [name, work] of Object.entries<() => Promise<unknown>>(works)) {
        const start = performance.now();
        await work();
        taken.set(name, [...(taken.get(name) ?? []), performance.now() - start]);
      }
    }
    // The first round is to warm up.
    if (round < 0) continue;
    for (const [name, each] of taken) {
      best.set(name, Math.min(best.get(name) ?? Infinity, median(each)));
    }
  }
  return Object.fromEntries(best) as Record<Names, number>;
}
