/** One record of a feed. */
export interface FeedEntry<Item> {
  /** What tells one event from another: the record's id, unless a record can come again. */
  key: string;
  /** When it came to be, or changed, in epoch milliseconds: what the feed is ordered by. */
  at: number;
  /** Undefined for a record that the step's own filters leave out. */
  item: Item | undefined;
}

export interface FeedPage<Item> {
  entries: FeedEntry<Item>[];
  /** Where the next page begins; undefined on the last. */
  next: string | undefined;
  /**
   * True where records on it cost requests of their own, and a poll may make no more of these. It gives those
   * it knows; the feed remembers what it read, so that each poll of any Zap gets further than the one before.
   */
  isPartial?: boolean;
  /** How many records the whole list holds, where the API tells. */
  total?: number | undefined;
}

/** What a feed is asked for. */
export interface FeedRequest {
  /** `next` of the page before; undefined for the first. */
  cursor: string | undefined;
  /**
   * Nobody needs older records than this, in epoch milliseconds; a feed that can't be had newest first
   * asks the server for those since then. Undefined for a sample: the newest, however old.
   */
  since: number | undefined;
  /** True when a Zap is switched on: Zapier only gets to know the records, and nobody sees what is in them. */
  isPopulating?: boolean;
}

/** A platform's records of one kind: what a polling trigger walks through. */
export interface Feed<Item> {
  /** Newest first. */
  page(request: FeedRequest): Promise<FeedPage<Item>>;
  /**
   * The records since a moment, and perhaps some from before, in an order of its own in which none hides.
   * For feeds whose server pages records of one moment (an import) in no fixed order: `page` shows some
   * of these on several pages and others on none.
   */
  sweep?(request: FeedRequest & { since: number }): Promise<FeedPage<Item>>;
  /**
   * True where old records come up again after any change, so that a Zap which is switched on must get
   * to know as many as the time allows.
   */
  surfaces?: boolean;
}
