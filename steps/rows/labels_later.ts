import { Problem } from '../../http/problem.js';
import type { ContactDraft, LabelsForMany } from '../../platforms/contract/contacts.js';
import { contactProblems } from '../../platforms/toolkit/problems.js';
import { isNothing } from '../../platforms/toolkit/writes/change_checks.js';
import { inParts } from '../../platforms/toolkit/values/in_parts.js';
import { rowProblems } from '../problems.js';
import type { PreparedUpdate, UpdateResult } from '../update_contact.js';
import { inParallel } from './in_parallel.js';
import { TIME_FOR_A_ROW_MS } from './line.js';
import { endUnit, type Unit } from './row.js';
import { countFault, hasTime, patiently, type Run } from './run.js';

/** Labels that several units add: all get them at once when the rest of each is written. */
export interface SharedLabels {
  labels: readonly string[];
  /** Those that were written, and wait for them. */
  waiting: Written[];
}

/** A unit whose contact has everything but the labels to add. */
interface Written {
  unit: Unit;
  end: UpdateResult & { id: string };
}

/** How a unit is written that gets its labels to add later, with others. */
export interface Later {
  shared: SharedLabels;
  /** What else is written before; absent where that is nothing. */
  draft?: ContactDraft;
}

/** A unit whose contact is known already, where it is. */
interface Known extends Unit {
  found: { target: unknown } | undefined;
}

/**
 * Finds out which units get their labels together: those of contacts that are known, with the same labels to
 * add, on a platform that adds labels to many at once. A single one keeps its own request.
 */
export async function shareLabels<One extends Known>(
  { platform }: Run,
  units: readonly One[],
): Promise<Map<One, Later>> {
  const later = new Map<One, Later>();
  if (!platform.contacts.labels?.addToMany) return later;
  const groups = new Map<string, One[]>();
  for (const unit of units.filter(mayWait)) {
    const name = nameOfLabels(unit.update.change.labels.add);
    groups.set(name, [...(groups.get(name) ?? []), unit]);
  }
  for (const group of groups.values()) {
    const [first, second] = group;
    if (!first || !second) continue;
    const shared = { labels: first.update.change.labels.add, waiting: [] };
    for (const unit of group) {
      const rest = withoutAdded(unit.update.change);
      const draft = isNothing(rest) ? undefined : await platform.contacts.draft(rest);
      later.set(unit, { shared, ...(draft && { draft }) });
    }
  }
  return later;
}

/** Whether there is time to write a unit, and after it to add what waits for that: else it would be half done. */
export function hasTimeForBoth(run: Run, all: ReadonlySet<SharedLabels>): boolean {
  const calls = [...all].filter(({ waiting }) => waiting.length > 0).length + 1;
  // What the others that are on their way still send comes before.
  return hasTime(run, calls + 2 * run.line.atOnce, 2 * TIME_FOR_A_ROW_MS);
}

/** Adds the labels that wait for it, and ends their units; those that can't be told of any more are left to do. */
export async function addWaitingLabels(run: Run, all: ReadonlySet<SharedLabels>): Promise<void> {
  const { addToMany } = run.platform.contacts.labels ?? {};
  if (!addToMany) return;
  const calls = [...all].flatMap(({ labels, waiting }) =>
    inParts(waiting, addToMany.most).map((part) => ({ labels, part })),
  );
  await inParallel(run.line.atOnce, calls, ({ labels, part }) =>
    addToPart(run, addToMany, labels, part),
  );
}

async function addToPart(
  run: Run,
  addToMany: LabelsForMany,
  labels: readonly string[],
  part: readonly Written[],
): Promise<void> {
  const ids = part.map(({ end }) => end.id);
  const many = run.platform.contacts.labels?.words.many ?? '';
  try {
    // What stopped the rows doesn't stop what completes them, unless it is the key.
    const mayBegin = (): boolean => run.stop?.kind !== 'expired';
    const reasons = await patiently(run, () => addToMany.add(ids, labels), mayBegin);
    if (!reasons) return;
    for (const [index, { unit, end }] of part.entries()) {
      const reason = reasons[index];
      if (reason === undefined) endUnit(run.ends, unit, end);
      else endUnit(run.ends, unit, withRest(unit, rowProblems.labelsNotAdded(many, reason), many));
    }
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    for (const { unit } of part) endUnit(run.ends, unit, withRest(unit, failure, many));
    countFault(run, failure);
  }
}

/** The failure to add labels, with what else of the unit was done. @param many what the platform calls labels */
function withRest({ update }: Unit, failure: Problem, many: string): Problem {
  const { values, clear, labels } = update.change;
  const word = many.toLowerCase();
  const hasFields = Object.keys(values).length + clear.length > 0;
  const done = [
    ...(hasFields ? ['the fields'] : []),
    ...(labels.remove.length > 0 ? [`the ${word} to remove`] : []),
  ];
  if (done.length === 0) return failure;
  const asked = [`the ${word} to add`];
  const { unsure } = failure.details;
  return contactProblems.partlyDone(failure, {
    done,
    unsure: unsure ? asked : [],
    left: unsure ? [] : asked,
  });
}

/** Whether a unit's labels can be added after the rest. */
function mayWait({ found, update }: Known): boolean {
  const { change, named, ifMissing } = update;
  if (!found?.target || change.labels.add.length === 0) return false;
  // By ID only a write tells that nobody is there, which isn't always a failure.
  return named.by !== 'id' || ifMissing === 'stop' || !isNothing(withoutAdded(change));
}

function withoutAdded(change: PreparedUpdate['change']): PreparedUpdate['change'] {
  return { ...change, labels: { ...change.labels, add: [] } };
}

function nameOfLabels(labels: readonly string[]): string {
  return JSON.stringify(labels.map((label) => label.toLowerCase()).sort());
}
