import type { Happening } from './zap.js';

/**
 * Which state of a record is the newest. The state is written into the record's name, so that an item
 * tells which one it shows, whatever times it carries.
 */
export class Versions {
  readonly #last = new Map<string, number>();

  /** The next state of a record. @param write puts it into the record */
  next(record: string, write: (state: string) => void): Happening {
    const version = (this.#last.get(record) ?? 0) + 1;
    this.#last.set(record, version);
    write(`state ${version}`);
    return happening(record, `state ${version}`);
  }
}

/** A state of a record as what a trigger tells. */
export function happening(record: string, state: string): Happening {
  return { record, event: `${record} ${state}` };
}

/** A record that is told of once. */
export function once(id: unknown): Happening {
  return { record: String(id), event: String(id) };
}
