import type { Platform } from '../platforms/contract/platform.js';

/** Zapier's own throttle: so many starts in each window. */
export interface Throttle {
  /** Seconds. */
  window: number;
  limit: number;
}

/** Who publishes the app: one app in Zapier's list, whose users meet nothing of another's. */
export interface Brand {
  /** As Zapier lists it. */
  name: string;
  /** For Zapier's list: what it is, in a sentence. */
  description: string;
  homepage?: string;
  /** A line of its own: each brand is published when it is ready. */
  version: string;
  /** What it connects to. Its steps are those that one of them offers. */
  platforms: readonly Platform[];
  /** Steps left out, though a platform offers them. `stepsOf` refuses keys that none offers. */
  without?: readonly string[];
  /**
   * What becomes of the catalogue's steps: Zapier wants a live Zap for every visible step of a listed app.
   * Hidden ones can be shown by a later version without anybody's Zap changing.
   */
  catalogue?: { hiddenBut: readonly string[] };
  /**
   * How many searches and actions of one connection Zapier starts in a window at most, for platforms with a limit
   * for all requests: the others wait, instead of being refused and run again. Counts starts, not requests.
   */
  throttle?: Throttle;
  /** Its words for ours, in the texts of steps: `{ label: 'tag' }`, longer ones first; plurals and capitals follow. */
  words?: Readonly<Record<string, string>>;
}
