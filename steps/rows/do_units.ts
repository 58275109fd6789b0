import { Problem, statusOf, isMissing } from '../../http/problem.js';
import type { Contact } from '../../objects/contact.js';
import type { ContactTarget } from '../../platforms/contract/contacts.js';
import type { ConnectedPlatform } from '../../platforms/contract/platform.js';
import { findNamed, onlyOne } from '../named_contact.js';
import { rowProblems } from '../problems.js';
import { writeUpdate, type UpdateResult } from '../update_contact.js';
import { endsInConflict, joinUnits, nameOf, namesAfterLookup } from './join_units.js';
import { inParallel, inParts } from './in_parallel.js';
import { TIME_FOR_A_ROW_MS, type Line } from './line.js';
import { endUnit, type RowEnds, type Unit } from './row.js';

/** So many are looked up before they are written: more might be left for the next run, and be looked up again. */
const BATCH = 300;
/** So many failures that aren't a row's own, one after another, and the others are left alone. */
const MOST_FAULTS = 3;

/** A run on its way. */
interface Run {
  platform: ConnectedPlatform;
  line: Line;
  ends: RowEnds;
  /** Rows name contacts in several ways: who is meant must be known before anything is written. */
  isMixed: boolean;
  /** What units before were for, by their names. */
  earlier: Map<string, Unit>;
  /** Why nothing more is begun. */
  stop?: Problem;
  faults: number;
}

/** A unit, and what a lookup of many told of its contact; undefined where it told nothing. */
interface Sought extends Unit {
  found: { target: ContactTarget | undefined } | undefined;
}

/**
 * Does what the rows ask for, as far as the time allows.
 * @param ends takes up what became of each; what isn't in it at the end is left to do
 * @returns why it stopped before the end; undefined where it didn't
 */
export async function doUnits(
  platform: ConnectedPlatform,
  line: Line,
  units: readonly Unit[],
  ends: RowEnds,
): Promise<Problem | undefined> {
  const kinds = new Set(units.map(({ update }) => update.named.by));
  const run: Run = { platform, line, ends, isMixed: kinds.size > 1, earlier: new Map(), faults: 0 };
  const { earlier } = run;
  for (let at = 0; at < units.length && !run.stop; at += BATCH) {
    const namesOf = ({ update, found }: Sought): string[] =>
      namesAfterLookup(update, found?.target);
    const sought = await lookUp(run, units.slice(at, at + BATCH));
    const joined = await joinUnits(platform, sought, namesOf, ends);
    const ready = joined.filter((unit) => {
      const [before] = namesOf(unit).flatMap((name) => earlier.get(name) ?? []);
      return !before || !endsInConflict(ends, unit, before);
    });
    for (const unit of ready) for (const name of namesOf(unit)) earlier.set(name, unit);
    await inParallel(line.atOnce, ready, (unit) => writeUnit(run, unit));
  }
  return run.stop;
}

/** Looks up what isn't named by its ID: many at once where the platform can, each by itself where it must. */
async function lookUp(run: Run, units: readonly Unit[]): Promise<Sought[]> {
  const others = units.filter(({ update }) => update.named.by !== 'id');
  const byId = units.flatMap((unit): Sought[] => {
    const { by, value } = unit.update.named;
    return by === 'id' ? [{ ...unit, found: { target: { id: value } } }] : [];
  });
  const sought = [...byId, ...(await lookUpMany(run, others))];
  if (run.isMixed) {
    const unknown = sought.filter(({ found }) => !found);
    await inParallel(run.line.atOnce, unknown, (unit) => lookUpOne(run, unit));
  }
  return sought
    .filter(({ rows: [first = 0] }) => !run.ends.has(first))
    .sort((one, other) => (one.rows[0] ?? 0) - (other.rows[0] ?? 0));
}

async function lookUpMany(run: Run, units: readonly Unit[]): Promise<Sought[]> {
  const { many } = run.platform.contacts;
  const sought = units.map((unit): Sought => ({ ...unit, found: undefined }));
  // A single one has its own lookup.
  if (!many || sought.length < 2) return sought;
  const parts = inParts(sought, many.most);
  await inParallel(run.line.atOnce, parts, async (part) => {
    try {
      const keys = part.map(({ update }) => update.named.keys);
      const found = (await patiently(run, () => many.find(keys))) ?? [];
      for (const [index, contacts] of found.entries()) {
        const unit = part[index];
        if (unit && contacts) takeFound(run, unit, contacts);
      }
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      // What the server refuses is perhaps one of them: each is asked for by itself.
      if (statusOf(failure) !== undefined) return;
      for (const unit of part) endUnit(run.ends, unit, failure);
    }
  });
  return sought;
}

async function lookUpOne(run: Run, unit: Sought): Promise<void> {
  const { platform, ends } = run;
  try {
    const found = await patiently(run, async () => ({
      target: await findNamed(platform, unit.update.named),
    }));
    if (found) unit.found = found;
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    endUnit(ends, unit, failure);
    countFault(run, failure);
  }
}

function takeFound({ platform, ends }: Run, unit: Sought, found: readonly Contact[]): void {
  try {
    unit.found = { target: onlyOne(platform, unit.update.named, found) };
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    endUnit(ends, unit, failure);
  }
}

async function writeUnit(run: Run, unit: Sought): Promise<void> {
  try {
    const end = await patiently(run, () => writeOne(run.platform, unit));
    if (!end) return;
    run.faults = 0;
    endUnit(run.ends, unit, end);
    if (end.id !== undefined) run.earlier.set(nameOf('id', end.id), unit);
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    endUnit(run.ends, unit, failure);
    countFault(run, failure);
  }
}

function countFault(run: Run, failure: Problem): void {
  run.faults = isOwn(failure) ? 0 : run.faults + 1;
  if (run.faults >= MOST_FAULTS) run.stop ??= failure;
}

async function writeOne(
  platform: ConnectedPlatform,
  { update, found }: Sought,
): Promise<UpdateResult> {
  if (!found) return writeUpdate(platform, update, await findNamed(platform, update.named));
  return writeUpdate(platform, update, found.target).catch(async (failure: unknown) => {
    // The contact was deleted since; where many are looked up, that may be known late.
    if (update.named.by === 'id' || !found.target || !isMissing(failure)) throw failure;
    return writeUpdate(platform, update, await findNamed(platform, update.named));
  });
}

/** False for a failure that other rows would share: of the server, the network, or the key's rights. */
function isOwn(failure: Problem): boolean {
  const status = statusOf(failure) ?? 0;
  return !failure.details.isFault && status < 500 && ![401, 402, 403].includes(status);
}

/**
 * Does something, again after a limit of the platform's has passed.
 * @returns undefined where it isn't done, since the run stops
 * @throws Problem that is about this alone
 */
async function patiently<Done>(run: Run, work: () => Promise<Done>): Promise<Done | undefined> {
  const { line, platform } = run;
  for (;;) {
    if (line.clock.now() > line.deadline - TIME_FOR_A_ROW_MS) {
      run.stop ??= rowProblems.noTime(platform.name);
    }
    if (run.stop) return undefined;
    const pauses = line.pauses();
    try {
      return await work();
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      const { kind, details } = failure;
      if (details.isOver) run.stop ??= rowProblems.noTime(platform.name);
      else if (kind === 'expired') run.stop ??= failure;
      else if (kind !== 'throttled') throw failure;
      else if (!(await line.pause(pauses, details.retryAfterSeconds))) run.stop ??= failure;
    }
  }
}
