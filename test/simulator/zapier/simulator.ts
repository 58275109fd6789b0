import type { Bundle } from 'zapier-platform-core';
import { LOOKBACK_MS } from '../../../steps/polling/checkpoints.js';
import { moveClock, passTime } from './clock.js';
import { throughCore } from './core.js';
import { chooseFault, inject, type PollFault } from './faults.js';
import type { Random } from './random.js';
import { emptyTally, primaryKeys, type Goal, type Tally, type Trial } from './trial.js';
import { lightZ, ZapierError, type Answer, type Trouble } from './z.js';
import { SLOWEST_POLL, Zap, type Happening, type ZapSetup } from './zap.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** After the walk's window, the time until its marks have caught up. */
const CATCH_UP = 20 * MINUTE;
/** Records this much older than a Zap's last good poll, and not among the newest, are behind every walk. */
const KEEP = 2 * HOUR;
const KEPT = 250;
const LONGEST_DELAY = 4 * 60;
/** Polls of a Zap that may fail in a row: no poll knows which Zap it is for. */
const MOST_BAD = 2;
/** A poll can read at least so many contacts of a day; where there are more, an import may come late. */
const SWEPT_AT_ONCE = 1000;
/** An import of thousands is handed over by then at the latest. */
const LATEST = 24 * HOUR;
/** For so long after an import polls may sweep. */
const SWEEPING = 6 * HOUR;
/** Of the records a Zap got to know when it was switched on, so many may go before older ones show up. */
const MOST_REMOVED = 80;

/** Of so many polls one goes through core, and of a trial so many: after 250 core ends a process that has grown. */
const LIGHT_POLLS = 20;
const MOST_IN_CORE = 45;

/** Every poll reads what is newer, whatever it remembers. */
const NO_MARK_NEEDED = 18 * MINUTE;

/** In the end at most so many polls of a platform on which nothing happens. */
const QUIET_POLLS = 400;

/** What a record costs is how often it is read: by each of these until the lookback is over. */
const zaps: readonly ZapSetup[] = [{ minutes: 10 }, { minutes: 15 }, { minutes: 15 }];

/** Plays Zapier with three Zaps on one connection, and the platform's users meanwhile. */
export async function simulate(trial: Trial, goal: Goal, random: Random): Promise<Tally> {
  const play = new Play(trial, goal, random);
  await play.run();
  return play.tally;
}

class Play {
  readonly tally = emptyTally();
  readonly #zaps = zaps.map((setup) => new Zap(setup));
  readonly #happenedAt = new Map<string, number>();
  readonly #primary: string[];
  readonly #light = lightZ(
    () => this.#beforeRequest(),
    (answer) => this.#afterAnswer(answer),
  );
  readonly #performInCore: (bundle: Bundle) => Promise<object[]>;
  #nextActivity = 0;
  #phaseEnds = 0;
  #isBusy = true;
  #nextPrune = 0;
  /** Records that were deleted, and not followed by as many new ones. */
  #removed = 0;
  /** Until then nothing else goes wrong: the cache was lost. */
  #calmUntil = 0;
  /** When more was imported than a poll can read, and is perhaps still being handed over. */
  #largeImports: number[] = [];
  #importedAt = -Infinity;
  // Of the poll that is under way.
  #fault: PollFault | undefined;
  #isFaultUsed = false;
  #isMoving = false;
  #isDisturbed = false;
  #requests = 0;
  #bytes = 0;

  constructor(
    readonly trial: Trial,
    readonly goal: Goal,
    readonly random: Random,
  ) {
    this.#primary = primaryKeys(trial.trigger.operation.outputFields);
    this.#performInCore = throughCore(
      trial.trigger,
      this.#light.z.cache,
      () => this.#beforeRequest(),
      (answer) => this.#afterAnswer(answer),
    );
  }

  /** How late a record may come. */
  get #latest(): number {
    return this.trial.latest ?? 0;
  }

  async run(): Promise<void> {
    const { goal } = this;
    for (let count = 0; count < KEPT; count += 1) {
      this.#happen(this.trial.source.add());
      passTime(this.random.between(1, 60) * SECOND);
    }
    this.tally.inserted = 0;
    this.#nextActivity = Date.now();
    for (const zap of this.#zaps) zap.nextAt = Date.now() + this.random.between(1, 10) * MINUTE;
    while (this.tally.polls < goal.polls || this.tally.inserted < goal.inserts) await this.#step();
    this.#nextActivity = Infinity;
    while (Date.now() < this.#importedAt + LATEST + SWEEPING) await this.#step();
    // A short play ends before it was ever quiet for long.
    for (let left = QUIET_POLLS; left > 0 && this.#wasBusy(); left -= 1) await this.#step();
    for (let round = 0; round < 2; round += 1) {
      passTime(MINUTE);
      for (const zap of this.#zaps) if (zap.isOn) await this.#poll(zap, true);
    }
  }

  /** Whether too few idle polls came to say what one asks. */
  #wasBusy(): boolean {
    return this.tally.idlePolls <= this.tally.polls / 50;
  }

  /** Whatever comes next: a poll, or something that happens on the platform. */
  async #step(): Promise<void> {
    const zap = this.#zaps.reduce((first, other) => (other.nextAt < first.nextAt ? other : first));
    if (this.#nextActivity <= zap.nextAt) {
      moveClock(this.#nextActivity);
      this.#act();
      return;
    }
    moveClock(zap.nextAt);
    this.trial.sandbox.requests.length = 0;
    if (!zap.isOn) return this.#switchOn(zap);
    await this.#poll(zap);
    this.#schedule(zap);
  }

  #schedule(zap: Zap): void {
    const { random } = this;
    const now = Date.now();
    zap.nextAt = now + zap.setup.minutes * MINUTE * (0.9 + random.next() * 0.2);
    if (now < this.#calmUntil) return;
    const luck = random.next();
    if (luck < 0.006 && !this.#isImporting()) {
      zap.switchOff();
      zap.nextAt = now + random.between(5, LONGEST_DELAY) * MINUTE;
    } else if (luck < 0.012) this.#delay(zap);
    else if (luck < 0.022 && this.#mayForget(now)) {
      this.#light.loseCache();
      this.#calmUntil = now + HOUR;
      for (const other of this.#zaps) other.calm = Math.min(other.calm, -LOOKBACK_MS);
    }
  }

  /** Whether the cache can be lost without anything being told twice or missed. */
  #mayForget(now: number): boolean {
    return (
      !this.trial.keepsCache &&
      this.#zaps.every((zap) => isPunctual(zap, now)) &&
      // What takes several polls to read is found again by its mark alone.
      !(this.#latest > 0 && this.#zaps.some((zap) => zap.owes(now - NO_MARK_NEEDED)))
    );
  }

  /** Zaps share their marks and can only be late together, each after a good poll. */
  #delay(zap: Zap): void {
    const now = Date.now();
    if (this.#zaps.some(({ bad }) => bad > 0)) return;
    const until = now + this.random.between(30, LONGEST_DELAY) * MINUTE;
    for (const other of this.#zaps) {
      other.nextAt = Math.max(other.nextAt, until + Math.max(other.nextAt, now) - now);
    }
    zap.nextAt = until;
  }

  async #switchOn(zap: Zap): Promise<void> {
    const start = Date.now();
    const fault = chooseFault(this.random);
    // A server this slow can't be read far enough within the time.
    const items = await this.#ask(true, fault?.kind === 'slow' ? undefined : fault);
    if (!items) {
      zap.nextAt = Date.now() + MINUTE;
      return;
    }
    zap.switchOn(
      start,
      items.map((item) => this.#keyOf(item)),
    );
    this.#schedule(zap);
  }

  async #poll(zap: Zap, isCalm = false): Promise<void> {
    const start = Date.now();
    zap.begin(start);
    const isSpared = isCalm || start < this.#calmUntil;
    const mayFail = !isSpared && zap.bad < MOST_BAD;
    this.#isMoving = !isSpared && !zap.hasGap && this.random.chance(0.08);
    const fault = mayFail ? chooseFault(this.random) : undefined;
    const items = await this.#ask(false, zap.hasGap && fault?.kind === 'lost' ? undefined : fault);
    zap.bad = items ? 0 : zap.bad + 1;
    if (items) zap.hasGap = this.#isDisturbed;
    else if (this.#fault?.kind === 'lost') zap.hasGap = true;
    this.tally.polls += 1;
    if (!items) return;
    for (const item of items) this.#offer(zap, item);
    if (this.#isDisturbed) return;
    zap.calm += Math.min(start - zap.polledAt, SLOWEST_POLL);
    zap.polledAt = start;
    this.#countIdle(zap);
    const missed = zap.takeMissed(this.#dueUntil(zap.pollingSince(this.#latest, start)));
    this.tally.missed += missed.length;
    this.#note('missed', zap, missed);
  }

  /** One run of the trigger. @returns its items; undefined when it failed, or Zapier lost them */
  async #ask(
    isPopulatingDedupe: boolean,
    fault: PollFault | undefined,
  ): Promise<Record<string, unknown>[] | undefined> {
    this.#fault = fault;
    this.#isFaultUsed = false;
    this.#isDisturbed = false;
    this.#requests = 0;
    this.#bytes = 0;
    const { authData, inputData = {}, trigger, sandbox } = this.trial;
    const meta = { isPopulatingDedupe };
    const bundle = { authData, inputData, meta } as unknown as Bundle;
    try {
      const items = this.#isForCore()
        ? await this.#performInCore(bundle)
        : await trigger.operation.perform(this.#light.z, bundle);
      if (fault?.kind === 'lost') {
        this.#isFaultUsed = true;
        return undefined;
      }
      return items as Record<string, unknown>[];
    } catch (failure) {
      if (!this.#isFaultUsed || !(failure instanceof ZapierError)) throw failure;
      return undefined;
    } finally {
      sandbox.clearFaults();
      this.#isMoving = false;
      if (this.#isFaultUsed) {
        this.tally.faults += 1;
        this.#isDisturbed = true;
      }
    }
  }

  #isForCore(): boolean {
    const { polls, inCore } = this.tally;
    if (polls % LIGHT_POLLS !== 0 || inCore >= MOST_IN_CORE) return false;
    this.tally.inCore += 1;
    return true;
  }

  #afterAnswer({ bytes }: Answer): void {
    this.#bytes = Math.max(this.#bytes, bytes);
  }

  #beforeRequest(): Trouble {
    this.#requests += 1;
    this.tally.requests += 1;
    passTime(this.random.between(30, 250));
    if (this.#isMoving && this.#requests > 1 && this.random.chance(0.4)) this.#move();
    if (this.#fault?.atRequest !== this.#requests) return undefined;
    this.#isFaultUsed = true;
    return inject(this.#fault, this.trial.sandbox);
  }

  /** Page boundaries move while they are read. */
  #move(): void {
    const { random } = this;
    if (random.chance(0.5)) {
      this.#addSome(random.between(1, 20), 50);
    } else {
      this.#isDisturbed = true;
      this.#removeSome(random.between(1, 10));
    }
  }

  /** Something happens on the platform; busy hours take turns with quiet ones. */
  #act(): void {
    const { random } = this;
    const now = Date.now();
    if (now >= this.#nextPrune) {
      this.#nextPrune = now + HOUR / 2;
      const polled = this.#zaps
        .filter(({ isOn }) => isOn)
        .map((zap) => zap.pollingSince(this.#latest, zap.polledAt));
      this.trial.source.prune(Math.min(now, ...polled) - KEEP, KEPT);
    }
    if (now >= this.#phaseEnds) {
      this.#isBusy = !this.#isBusy && !this.#isAhead();
      // Quiet ones are long enough for the walk's window to pass.
      const [low, high] = this.#isBusy ? [30, 150] : [90, 240];
      this.#phaseEnds = now + random.between(low, high) * MINUTE;
    }
    if (!this.#isBusy) {
      this.#nextActivity = this.#phaseEnds;
      return;
    }
    const size = random.next();
    if (size < 0.66) this.#addSome(1, 0);
    else if (size < 0.86) this.#addSome(random.between(2, 40), 2000);
    else if (size < 0.92) this.#addSome(random.between(100, 300), random.pick([0, 20, 200]));
    else if (size < 0.95 && this.trial.source.import) this.#import();
    else if (size < 0.98) this.#removeSome(random.between(1, 12));
    else this.#removeSome(random.between(20, 60));
    this.#nextActivity = Date.now() + random.next() * 6 * MINUTE;
  }

  /** Whether more has happened than there were polls for: what comes until then is only more to read. */
  #isAhead(): boolean {
    const { goal, tally } = this;
    return tally.inserted * goal.polls > tally.polls * goal.inserts;
  }

  #addSome(count: number, mostApart: number): void {
    const { random } = this;
    const { source } = this.trial;
    for (let done = 0; done < count; done += 1) {
      passTime(random.between(0, mostApart));
      const changed = random.chance(0.5) ? source.change?.() : undefined;
      this.#happen(changed ?? source.add());
      if (!source.stir || !random.chance(0.3)) continue;
      source.stir();
      // A record that comes up during a walk may pass it by.
      if (this.#isMoving) this.#isDisturbed = true;
    }
    // Two states of one record within a millisecond are one to everybody.
    passTime(1);
  }

  /** Hundreds at one instant, now and then thousands. */
  #import(): void {
    const { random } = this;
    const { source } = this.trial;
    const isAllOn = this.#zaps.every(({ isOn }) => isOn);
    const count =
      isAllOn && random.chance(0.04) ? random.between(2500, 4000) : random.between(20, 500);
    const isLarge = (source.count?.() ?? 0) + count > SWEPT_AT_ONCE;
    // A Zap that is switched on meanwhile can't know which of them it needn't give.
    if (isLarge && !isAllOn) return;
    if (isLarge) this.#largeImports.push(Date.now());
    this.#importedAt = Date.now();
    for (const happening of source.import?.(count) ?? []) this.#happen(happening);
    passTime(1);
  }

  /** Whether more was imported than a poll can read, and may still come. */
  #isImporting(): boolean {
    this.#largeImports = this.#largeImports.filter((at) => Date.now() < at + LATEST);
    return this.#largeImports.length > 0;
  }

  /** What happened until then must have been delivered by a poll. */
  #dueUntil(start: number): number {
    const [oldest] = this.#isImporting() ? this.#largeImports : [];
    return oldest === undefined ? start : oldest - HOUR;
  }

  #removeSome(asked: number): void {
    const count = Math.min(asked, MOST_REMOVED - this.#removed);
    if (count <= 0) return;
    this.#removed += count;
    for (const record of this.trial.source.remove(count)) {
      for (const zap of this.#zaps) zap.forget(record);
    }
  }

  #happen(happening: Happening): void {
    const now = Date.now();
    this.tally.inserted += 1;
    this.#removed = Math.max(this.#removed - 1, 0);
    this.#happenedAt.set(happening.event, now);
    for (const zap of this.#zaps) zap.expect(happening, now);
  }

  #offer(zap: Zap, item: Record<string, unknown>): void {
    if (!zap.isNew(this.#keyOf(item))) return;
    const told = this.trial.source.told(item);
    this.tally.delivered += 1;
    if (!zap.fire(told)) {
      this.tally.twice += 1;
      this.#note('twice', zap, [told.event]);
    } else if ((this.#happenedAt.get(told.event) ?? 0) < zap.onSince) {
      this.tally.stray += 1;
      this.#note('stray', zap, [told.event]);
    }
  }

  #countIdle({ calm }: Zap): void {
    // Where a burst takes several polls, marks catch up later.
    if (calm < LOOKBACK_MS + CATCH_UP + this.#latest / 4 || this.#isImporting()) return;
    if (Date.now() < this.#importedAt + SWEEPING) return;
    this.tally.idlePolls += 1;
    this.tally.idleRequests = Math.max(this.tally.idleRequests, this.#requests);
    this.tally.idleBytes = Math.max(this.tally.idleBytes, this.#bytes);
  }

  #note(what: string, { setup }: Zap, events: readonly string[]): void {
    for (const event of events.slice(0, 3)) {
      if (this.tally.examples.length >= 20) return;
      const happened = new Date(this.#happenedAt.get(event) ?? 0).toISOString();
      this.tally.examples.push(
        `${what} ${event} of ${happened} at ${new Date().toISOString()} (every ${setup.minutes} min)`,
      );
    }
  }

  #keyOf(item: Record<string, unknown>): string {
    return JSON.stringify(this.#primary.map((key) => item[key]));
  }
}

/** Whether the Zap needs no mark: its next poll comes within the window. */
function isPunctual({ isOn, bad, polledAt, nextAt }: Zap, now: number): boolean {
  return isOn && bad === 0 && polledAt > now - NO_MARK_NEEDED && nextAt < now + NO_MARK_NEEDED;
}
