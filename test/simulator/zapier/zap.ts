/** A pause between polls counts as this at most. */
export const SLOWEST_POLL = 15 * 60_000;

/** Something a trigger is to tell: `record` is the row it is about, `event` what may be told once. */
export interface Happening {
  record: string;
  event: string;
}

/** How a Zap is set up. */
export interface ZapSetup {
  /** Between two polls. */
  minutes: number;
}

/** One Zap as Zapier keeps it, and what it owes its user. */
export class Zap {
  isOn = false;
  /** When it was switched on, in simulated epoch milliseconds. */
  onSince = 0;
  nextAt = 0;
  /** Bad polls in a row. */
  bad = 0;
  /** The last answer got lost, or records moved while it was read: the next walk makes up for it. */
  hasGap = false;
  /** Start of the last poll that nothing disturbed. */
  polledAt = 0;
  /** Starts of all its polls, the newest last. */
  readonly #polls: number[] = [];
  /** How long such polls have gone on since something last happened. */
  calm = 0;
  /** What happened and wasn't delivered yet, by record: only its last state is promised. */
  readonly #pending = new Map<string, { event: string; at: number }>();
  readonly #fired = new Set<string>();
  /** Zapier's own table. */
  readonly #seen = new Set<string>();

  constructor(readonly setup: ZapSetup) {}

  switchOn(at: number, keys: readonly string[]): void {
    this.isOn = true;
    this.onSince = at;
    this.polledAt = at;
    this.calm = 0;
    this.#seen.clear();
    for (const key of keys) this.#seen.add(key);
  }

  switchOff(): void {
    this.isOn = false;
    this.#pending.clear();
  }

  /** A poll starts, whatever becomes of it. */
  begin(at: number): void {
    this.#polls.push(at);
  }

  /** Since when so much time has passed in which polls came: a pause counts as one between two polls. */
  pollingSince(time: number, now: number): number {
    let left = time;
    let next = now;
    for (const at of this.#polls.toReversed()) {
      if (at > now) continue;
      const passed = Math.min(next - at, SLOWEST_POLL);
      if (passed >= left) break;
      left -= passed;
      next = at;
    }
    return next - left;
  }

  expect({ record, event }: Happening, at: number): void {
    this.calm = -SLOWEST_POLL;
    if (this.isOn) this.#pending.set(record, { event, at });
  }

  /** The record is gone; nobody can deliver it any more. */
  forget(record: string): void {
    this.#pending.delete(record);
  }

  /** Whether Zapier starts a run for an item with this key. */
  isNew(key: string): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  /** A run starts. @returns false when it had started before */
  fire({ record, event }: Happening): boolean {
    if (this.#pending.get(record)?.event === event) this.#pending.delete(record);
    if (this.#fired.has(event)) return false;
    this.#fired.add(event);
    return true;
  }

  /** Whether something that happened before `at` wasn't delivered yet. */
  owes(at: number): boolean {
    return [...this.#pending.values()].some((pending) => pending.at < at);
  }

  /** What happened before `at` and should have been delivered by now; each is named once. */
  takeMissed(at: number): string[] {
    const missed: string[] = [];
    for (const [record, { event, at: happenedAt }] of this.#pending) {
      if (happenedAt > at) continue;
      missed.push(event);
      this.#pending.delete(record);
    }
    return missed;
  }
}
