/** One line of the table. */
export interface Figure {
  what: string;
  against: string;
  aim: string;
  /** As it is read: `1.08×`. */
  found: string;
  /** Undefined where there is no aim, or nothing could be measured. */
  met?: boolean;
  /** For the plot: how many times what it is held against, and the most that is aimed at. */
  ratio?: { found: number; aim: number };
}

export const times = (ratio: number): string => `${ratio.toFixed(2)}×`;

/** A ratio that is to be at most so much. */
export function atMost(
  what: string,
  against: string,
  { found, aim, more = '' }: { found: number; aim: number; more?: string },
): Figure {
  return {
    what,
    against,
    aim: `≤ ${times(aim)}`,
    found: times(found) + more,
    met: found <= aim,
    ratio: { found, aim },
  };
}
