import type { Host } from '../../http/host.js';
import type { Connection } from './connection.js';
import type { Lists } from './list.js';
import type { Capability, Need, Parts } from './offers.js';
import type { Operation } from './operations.js';

/** One entry of the platform list: what the connection form offers, and how to connect. */
export interface Platform {
  /** Value of the connection's `platform` field; public, never changed. */
  key: string;
  label: string;
  connection: ConnectionForm;
  /** Its catalogue: operations of its API beyond the steps that all platforms share, each a step of its own. */
  operations?: readonly Operation[];
  /** What its dropdowns choose from; absent where no hidden trigger fills one. */
  lists?: Lists;
  instead: Instead;
  pace: Pace;
  /** What it can do, as its connected parts have it: known without a connection. */
  offers: ReadonlySet<Need>;
  /** @throws Problem when the connection lacks what the platform needs */
  connect(host: Host, connection: Connection): ConnectedPlatform;
}

/** How many requests a run may send that has many to send: below the platform's limit, which other Zaps share. */
export interface Pace {
  requests: number;
  /** In a window of this length. */
  milliseconds: number;
  /** How many may be on their way at the same time. */
  atOnce: number;
}

/** What the connection's form asks for, said of the platform alone: Markdown, each help under 300 characters. */
export interface ConnectionForm {
  /** Where the user finds the key. */
  keyHelp: string;
  /** The address of its API; absent where it has a single one. */
  url?: { help: string; required?: true; placeholder: string };
  /** What the platform calls an account; absent where a key has no choice. */
  account?: { label: string; help: string; required?: true };
  /** Users may run the server themselves: with patience, certificates, a proxy and verified contacts of its own. */
  isOwnServer?: true;
}

/** A platform with its connection: what actions work with. What the platform can't do is absent. */
export interface ConnectedPlatform extends Parts {
  /** The platform's name as the user knows it. */
  name: string;
  /**
   * Checks key and address in one request.
   * @returns the connection's label, without secrets
   */
  test(): Promise<{ label: string }>;
  instead: Instead;
}

/** For what the platform hasn't: what to use instead, as sentences. */
export interface Instead extends Readonly<Partial<Record<Capability, string>>> {
  /** For steps of other platforms' catalogues, by what their record is called. */
  readonly operations?: Readonly<Record<string, string>>;
}
