import type { ErrorRule } from './error_rule.js';

/** What `http/` must know of a connection to reach its platform. */
export interface Wire {
  /** The platform's name as the user reads it in messages. */
  platform: string;
  /** From `normaliseBaseUrl`: no trailing slash. */
  baseUrl: string;
  /** Sent with every request, the key among them; never to another origin. */
  headers: Record<string, string>;
  /** Never quoted, though a server may echo them. */
  secrets: readonly string[];
  timeoutSeconds: number;
  /** When the run must be over, in epoch milliseconds: Zapier cuts it off after 30 s without a word. */
  deadline: number;
  allowSelfSigned: boolean;
  proxyUrl?: string;
  /** The platform's own words for its refusals, tried before the general ones. */
  errors: readonly ErrorRule[];
  /** How long the platform's rate window lasts, when a 429 doesn't say. */
  rateWindowSeconds: number;
  /** The header that tells how many requests are left for long: with 0 in it, a 429 won't end soon. */
  allowanceHeader?: string;
}
