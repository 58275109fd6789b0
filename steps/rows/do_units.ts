import { isMissing, Problem, statusOf } from '../../http/problem.js';
import type { Contact } from '../../objects/contact.js';
import type { ContactTarget } from '../../platforms/contract/contacts.js';
import type { ConnectedPlatform } from '../../platforms/contract/platform.js';
import { inParts } from '../../platforms/toolkit/values/in_parts.js';
import { findNamed, onlyOne } from '../named_contact.js';
import { writeUpdate, type PreparedUpdate, type UpdateResult } from '../update_contact.js';
import { endsInConflict, joinUnits, nameOf, namesAfterLookup } from './join_units.js';
import { inParallel } from './in_parallel.js';
import {
  addWaitingLabels,
  hasTimeForBoth,
  shareLabels,
  type Later,
  type SharedLabels,
} from './labels_later.js';
import type { Line } from './line.js';
import { endUnit, type RowEnds, type Unit } from './row.js';
import { countFault, hasTime, patiently, type Run } from './run.js';

/** So many are looked up before they are written: more might be left for the next run, and be looked up again. */
const BATCH = 300;

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
    const later = await shareLabels(run, ready);
    const shared = new Set([...later.values()].map((one) => one.shared));
    await inParallel(line.atOnce, ready, (unit) =>
      writeUnit(run, unit, { later: later.get(unit), shared }),
    );
    await addWaitingLabels(run, shared);
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

/** What is done of units together, after the rest of them. */
interface Together {
  /** How this one is written, where its labels wait for others'. */
  later: Later | undefined;
  shared: ReadonlySet<SharedLabels>;
}

async function writeUnit(run: Run, unit: Sought, { later, shared }: Together): Promise<void> {
  const mayBegin = (): boolean => (later ? hasTimeForBoth(run, shared) : hasTime(run));
  try {
    const written = await patiently(run, () => writeOne(run.platform, unit, later), mayBegin);
    if (!written) return;
    run.faults = 0;
    const { end, waits } = written;
    if (end.id !== undefined) run.earlier.set(nameOf('id', end.id), unit);
    if (waits && end.id !== undefined) waits.push({ unit, end });
    else endUnit(run.ends, unit, end);
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    endUnit(run.ends, unit, failure);
    countFault(run, failure);
  }
}

/** A unit as far as it is written, and where it waits for its labels, if it does. */
interface Outcome {
  end: UpdateResult;
  waits?: SharedLabels['waiting'];
}

async function writeOne(
  platform: ConnectedPlatform,
  { update, found }: Sought,
  later: Later | undefined,
): Promise<Outcome> {
  const writeWhole = async (target: ContactTarget | undefined): Promise<Outcome> => ({
    end: await writeUpdate(platform, update, target),
  });
  if (!found) return writeWhole(await findNamed(platform, update.named));
  const { target } = found;
  try {
    return later && target
      ? await writeRest(platform, update, target, later)
      : await writeWhole(target);
  } catch (failure) {
    // The contact was deleted since; where many are looked up, that may be known late.
    if (update.named.by === 'id' || !target || !isMissing(failure)) throw failure;
    return writeWhole(await findNamed(platform, update.named));
  }
}

/** Writes what comes before the labels to add. */
async function writeRest(
  platform: ConnectedPlatform,
  update: PreparedUpdate,
  target: ContactTarget,
  { draft, shared: { waiting } }: Later,
): Promise<Outcome> {
  if (!draft) return { end: { id: target.id, outcome: 'updated' }, waits: waiting };
  const end = await writeUpdate(platform, { ...update, draft }, target);
  return { end, ...(end.outcome === 'updated' && { waits: waiting }) };
}
