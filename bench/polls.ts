/** What a poll of New Contact cost. */
interface Poll {
  requests: number;
  /** Of the answers, with their headers. */
  bytes: number;
  given: number;
}

/** Polls in an account of so many records. */
export interface PollFigure {
  platform: string;
  records: number;
  idle: Poll;
  busy: Poll;
  /** The fewest pages that hold what is new, and one record that isn't. */
  leastPages: number;
}
