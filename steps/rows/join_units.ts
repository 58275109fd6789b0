import { Problem } from '../../http/problem.js';
import type { ContactKeys, ContactTarget } from '../../platforms/contract/contacts.js';
import type { ConnectedPlatform } from '../../platforms/contract/platform.js';
import { inputProblems } from '../../platforms/toolkit/problems.js';
import { omit } from '../../platforms/toolkit/values/index.js';
import type { PreparedUpdate } from '../update_contact.js';
import { disagreements, joined } from './join.js';
import { endUnit, type RowEnds, type Unit } from './row.js';

/** What no two contacts have in common. */
const OWN_KEYS = ['email', 'phone', 'external_id'] as const;

/**
 * Makes units one that have a name in common: they are for one contact.
 * @param ends takes up those that disagree: all of them are refused, as nobody knows which is right
 */
export async function joinUnits<One extends Unit>(
  platform: ConnectedPlatform,
  units: readonly One[],
  namesOf: (unit: One) => string[],
  ends: RowEnds,
): Promise<One[]> {
  const result: One[] = [];
  for (const group of groupsOf(units, namesOf)) {
    const [first, ...others] = group;
    if (!first) continue;
    const rows = group.flatMap((unit) => unit.rows).sort((one, other) => one - other);
    try {
      let { update } = first;
      for (const other of others) update = await joinUpdates(platform, update, other.update, rows);
      result.push({ ...first, rows, update });
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      for (const row of rows) ends.set(row, { end: failure });
    }
  }
  return result;
}

/** The one name that a unit has before it is looked up. A number's other forms are the same name. */
export function namedBy({ named: { by, value, keys } }: PreparedUpdate): string {
  const [form = value] = [value, ...(keys.otherPhones ?? [])].sort();
  return nameOf(by, form);
}

/** The names of a unit that was looked up: the contact's ID, or what a new one would be known by. */
export function namesAfterLookup(
  update: PreparedUpdate,
  target: ContactTarget | undefined,
): string[] {
  if (target) return [nameOf('id', target.id)];
  const { change, newKey } = update;
  if (!newKey) return [namedBy(update)];
  const values = { ...newKey, ...change.values } as ContactKeys;
  const own = OWN_KEYS.flatMap((key) => {
    const value = values[key];
    return typeof value === 'string' ? [nameOf(key, value)] : [];
  });
  return [namedBy(update), ...own];
}

/** Ends a unit whose contact an earlier one was for, where they disagree. @returns true where it did */
export function endsInConflict(ends: RowEnds, unit: Unit, earlier: Unit): boolean {
  const fields = disagreements(earlier.update.change, unit.update.change);
  if (fields.length === 0) return false;
  endUnit(ends, unit, inputProblems.rowDoneOtherwise(earlier.rows[0] ?? 0, fields));
  return true;
}

async function joinUpdates(
  platform: ConnectedPlatform,
  one: PreparedUpdate,
  other: PreparedUpdate,
  rows: readonly number[],
): Promise<PreparedUpdate> {
  const fields = [...disagreements(one.change, other.change), ...differentKeys(one, other)];
  if (fields.length > 0) throw inputProblems.rowsDisagree(rows, fields);
  const change = joined(one.change, other.change);
  const newKey = omit({ ...other.newKey, ...one.newKey }, Object.keys(change.values));
  return {
    ...one,
    change,
    draft: await platform.contacts.draft(change),
    ...(one.newKey && { newKey }),
  };
}

/** What a new contact would be known by, where the two name it differently. */
function differentKeys(one: PreparedUpdate, other: PreparedUpdate): string[] {
  const [first = {}, second = {}] = [one.newKey, other.newKey];
  return OWN_KEYS.filter(
    (key) => first[key] && second[key] && nameOf(key, first[key]) !== nameOf(key, second[key]),
  );
}

/** Units with a name in common, in the order of their first ones. */
function groupsOf<One>(units: readonly One[], namesOf: (unit: One) => string[]): Set<One[]> {
  const byName = new Map<string, One[]>();
  const groups = new Set<One[]>();
  for (const unit of units) {
    const names = namesOf(unit);
    const [group = [], ...others] = new Set(
      names.flatMap((name) => [byName.get(name)].filter(isThere)),
    );
    groups.add(group);
    group.push(unit);
    for (const name of names) byName.set(name, group);
    for (const other of others) {
      group.push(...other);
      groups.delete(other);
      for (const member of other) for (const name of namesOf(member)) byName.set(name, group);
    }
  }
  return groups;
}

function isThere<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}

/** A name by which a contact is known. @param key what it is */
export function nameOf(key: string, value: string): string {
  return `${key} ${key === 'email' ? value.toLowerCase() : value}`;
}
