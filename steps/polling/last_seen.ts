import { like, type Keeping, type Memory } from '../../platforms/toolkit/cache.js';
import { MOMENT_MS } from './checkpoints.js';

/** What is kept comes in so many parts: one change costs reading and writing one of them. */
const PARTS = 32;
/** Some ten thousand records in all: Zapier doesn't say how large a value its cache takes. */
const MOST_IN_PART = 320;
const PART: Keeping<string[]> = { version: 1, seconds: 30 * 24 * 60 * 60, shape: like(['']) };
/** Enough for no two of ten thousand to be alike, in hexadecimal digits. */
const DIGEST_LENGTH = 12;
const ROW = /^[0-9a-f]{24}[0-9a-z]{9}$/;

/** What was last seen of a record. */
interface Seen {
  /** A digest: no value of a customer's is kept. */
  values: string;
  /** When they came to be so, in epoch milliseconds. */
  changedAt: number;
}

interface Part {
  /** By a digest of the record's ID. */
  records: Map<string, Seen>;
  hasChanged: boolean;
}

/** What polls saw last of the records of a feed. */
export interface LastSeen {
  /**
   * Takes note of a record's values.
   * @param at when the record last changed, in whatever way; epoch milliseconds
   * @returns when these values came to be, as far as is known; undefined for a state from before the one that is
   * known, which a server gives that lags behind
   */
  changeOf(id: string, values: string, at: number): Promise<number | undefined>;
  /** Keeps what was noted: those that changed longest ago are forgotten first. */
  save(): Promise<void>;
}

/** @param name of what is kept */
export function lastSeen(name: string, memory: Memory): LastSeen {
  const parts = new Map<number, Promise<Part>>();
  const nameOf = (number: number): string => `last_seen:${number}:${name}`;

  function partOf(digest: string): Promise<Part> {
    const number = parseInt(digest.slice(0, 4), 16) % PARTS;
    const part = parts.get(number) ?? memory.recall(nameOf(number), PART).then(toPart);
    parts.set(number, part);
    return part;
  }

  return {
    changeOf: async (id, values, at) => {
      const key = memory.digest(id).slice(0, DIGEST_LENGTH);
      const part = await partOf(key);
      const before = part.records.get(key);
      const now = memory.digest(values).slice(0, DIGEST_LENGTH);
      if (before?.values === now) return before.changedAt;
      if (before && at + MOMENT_MS <= before.changedAt) return undefined;
      // Clocks may tell two changes of one second alike.
      const changedAt = before ? Math.max(at, before.changedAt + 1) : at;
      part.records.set(key, { values: now, changedAt });
      part.hasChanged = true;
      return changedAt;
    },
    save: async () => {
      const noted = await Promise.all(
        [...parts].map(async ([number, part]) => ({ number, part: await part })),
      );
      await Promise.all(
        noted
          .filter(({ part }) => part.hasChanged)
          .map(({ number, part }) => memory.remember(nameOf(number), PART, toRows(part))),
      );
    },
  };
}

function toPart(rows: string[] = []): Part {
  const records = rows
    .filter((row) => ROW.test(row))
    .map((row): [string, Seen] => [
      row.slice(0, DIGEST_LENGTH),
      {
        values: row.slice(DIGEST_LENGTH, 2 * DIGEST_LENGTH),
        changedAt: parseInt(row.slice(2 * DIGEST_LENGTH), 36),
      },
    ]);
  return { records: new Map(records), hasChanged: false };
}

function toRows({ records }: Part): string[] {
  return [...records]
    .sort(([, one], [, other]) => other.changedAt - one.changedAt)
    .slice(0, MOST_IN_PART)
    .map(
      ([key, { values, changedAt }]) => `${key}${values}${changedAt.toString(36).padStart(9, '0')}`,
    );
}
