import type { Bundle, ZObject } from 'zapier-platform-core';
import type { Sandbox } from '../../../sandbox/server.js';
import type { Happening } from './zap.js';

/** The records of one sandbox that one trigger tells of. */
export interface Source {
  /** Makes a new record, as of now. */
  add(): Happening;
  /** Makes many new records of one instant. */
  import?(count: number): Happening[];
  /** How many records there are. */
  count?(): number;
  /** Changes a record so that the trigger must tell again; undefined where there is none. */
  change?(): Happening | undefined;
  /** Changes a record in a way that the trigger must not tell. */
  stir?(): void;
  /** Deletes the newest records. @returns which */
  remove(count: number): string[];
  /** Drops records from before a time, in epoch milliseconds, but not the newest `kept`. */
  prune(before: number, kept: number): void;
  /** What a delivered item tells. */
  told(item: Record<string, unknown>): Happening;
}

/** One trigger on one sandbox. */
export interface Trial {
  platform: string;
  trigger: {
    key: string;
    operation: {
      outputFields: readonly unknown[];
      perform: (z: ZObject, bundle: Bundle) => Promise<object[]>;
    };
  };
  authData: Record<string, string>;
  inputData?: Record<string, unknown>;
  sandbox: Sandbox;
  source: Source;
  /**
   * A poll reads so little that a burst takes several: how late a record may come, in milliseconds of the
   * time in which Zapier polls.
   */
  latest?: number;
  /** The cache is never lost: without it the trigger may tell again, as its form says. */
  keepsCache?: true;
  /** The server alone decides how large a page is. */
  fixedPage?: true;
  /** It reads what another trial reads to the whole goal, by another time or a part of it: a quarter shows that. */
  isVariant?: true;
}

/** How long a trial goes on: until both are reached. */
export interface Goal {
  polls: number;
  inserts: number;
}

export interface Tally {
  inserted: number;
  /** Runs that were started, of all Zaps together. */
  delivered: number;
  missed: number;
  twice: number;
  /** Runs for what happened before the Zap was on. */
  stray: number;
  polls: number;
  /** Runs that went through core. */
  inCore: number;
  requests: number;
  faults: number;
  idlePolls: number;
  /** The most requests that an idle poll took. */
  idleRequests: number;
  /** The largest answer of an idle poll. */
  idleBytes: number;
  /** What was missed, or delivered wrongly, for whoever looks for the cause. */
  examples: string[];
}

/** A tally before anything happened. */
export function emptyTally(): Tally {
  return {
    inserted: 0,
    delivered: 0,
    missed: 0,
    twice: 0,
    stray: 0,
    polls: 0,
    inCore: 0,
    requests: 0,
    faults: 0,
    idlePolls: 0,
    idleRequests: 0,
    idleBytes: 0,
    examples: [],
  };
}

/** Zapier tells items apart by the fields marked as primary, else by `id`. */
export function primaryKeys(outputFields: readonly unknown[]): string[] {
  const marked = outputFields.filter(
    (field): field is { key: string } =>
      typeof field === 'object' && field !== null && 'primary' in field && 'key' in field,
  );
  return marked.length > 0 ? marked.map(({ key }) => key) : ['id'];
}
