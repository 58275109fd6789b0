// Rows that passed their checks, and fakes that do much at once for them.
import { Problem } from '../../../http/problem.js';
import type { Contact } from '../../../objects/contact.js';
import type { LabelsForMany, ManyContacts } from '../../../platforms/contract/contacts.js';
import { doUnits } from '../../../steps/rows/do_units.js';
import { newLine } from '../../../steps/rows/line.js';
import type { RowEnds, Unit } from '../../../steps/rows/row.js';
import { prepareUpdate, type UpdateRequest } from '../../../steps/update_contact.js';
import type { Call, FakePlatform } from './fake_platform.js';
import { standingClock } from './rows.js';

const RUN_MS = 28_000;

/** Contacts with an ID, and an email that begins with it. */
export const people = (count: number): Contact[] =>
  Array.from({ length: count }, (_one, index) => ({
    id: `p${index + 1}`,
    email: `p${index + 1}@example.com`,
  }));
export const emailsOf = (contacts: readonly Contact[]): string[] =>
  contacts.map(({ email = '' }) => email);

/** What a row asks for of its contact. */
export interface Asked extends Partial<Omit<UpdateRequest, 'change'>> {
  contact: string;
  values?: Record<string, unknown>;
  clear?: string[];
  add?: string[];
  remove?: string[];
}

/** A unit for each that is asked for; one that is only named gets another name. */
export async function unitsOf(
  platform: FakePlatform,
  all: readonly (string | Asked)[],
  rowsOf: (index: number) => number[] = (index) => [index + 1],
): Promise<Unit[]> {
  const units: Unit[] = [];
  for (const [index, one] of all.entries()) {
    const asked = typeof one === 'string' ? { contact: one } : one;
    const { values = { name: 'New' }, clear = [], add = [], remove = [], ...request } = asked;
    const update = await prepareUpdate(platform, {
      ...{ findBy: undefined, ifMissing: 'stop', defaultCountry: undefined },
      ...request,
      change: { values, clear, labels: { add, remove, replace: undefined }, fieldMeta: {} },
    });
    units.push({ rows: rowsOf(index), update });
  }
  platform.calls.length = 0;
  return units;
}

/** How units were done. */
interface Done {
  stop: Problem | undefined;
  ends: RowEnds;
  /** How each row ended, by its number: its outcome, or why it failed. */
  ended: Record<number, string>;
}

/** Does units, one at a time unless told, in a run of so many milliseconds. */
export async function runUnits(
  platform: FakePlatform,
  units: readonly Unit[],
  { milliseconds = RUN_MS, atOnce = 1 } = {},
): Promise<Done> {
  const clock = standingClock();
  const pace = { requests: 1000, milliseconds: 1000, atOnce };
  const line = newLine(pace, clock, clock.now() + milliseconds);
  const ends: RowEnds = new Map();
  const stop = await doUnits(platform, line, units, ends);
  const told = [...ends].map(([row, { end }]): [number, string] => [
    row,
    end instanceof Problem ? end.message : end.outcome,
  ]);
  return { stop, ended: Object.fromEntries(told), ends };
}

/** Does what is asked for, each a row. */
export async function doAll(
  platform: FakePlatform,
  all: readonly (string | Asked)[],
  options?: { milliseconds?: number; atOnce?: number },
): Promise<Done> {
  return runUnits(platform, await unitsOf(platform, all), options);
}

/** Makes a fake look many up at once. @param find what it finds; what it holds unless told */
export function lookingUpMany(
  platform: FakePlatform,
  contacts: readonly Contact[],
  most: number,
  find: ManyContacts['find'] = (wanted) =>
    Promise.resolve(
      wanted.map((keys) => contacts.filter(({ email }) => email === (keys.email ?? '-'))),
    ),
): FakePlatform {
  platform.contacts.many = {
    most,
    find: (wanted) => {
      platform.calls.push(['find many', emailsIn(wanted)]);
      return find(wanted);
    },
  };
  return platform;
}

export const emailsIn = (wanted: readonly { email?: string }[]): string[] =>
  wanted.map(({ email = '' }) => email);

/** Makes a fake add labels to many at once. @param add what becomes of each; all get them unless told */
export function labellingMany(
  platform: FakePlatform,
  most = 50,
  add: LabelsForMany['add'] = (ids) => Promise.resolve(ids.map(() => undefined)),
): FakePlatform {
  const { labels } = platform.contacts;
  if (!labels) throw new Error('the fake has labels');
  labels.addToMany = {
    most,
    add: (ids, names) => {
      platform.calls.push(['add to many', [ids, names]]);
      return add(ids, names);
    },
  };
  return platform;
}

/** Makes the updates of a fake do something first, such as fail or take time. */
export function beforeUpdates(platform: FakePlatform, before: (id: string) => void): FakePlatform {
  const { contacts } = platform;
  const draft = contacts.draft.bind(contacts);
  contacts.draft = async (change) => {
    const drafted = await draft(change);
    return {
      ...drafted,
      update: async (target) => {
        before(target.id);
        return drafted.update(target);
      },
    };
  };
  return platform;
}

/** What was asked in order, the contact's key behind each. */
export function stepsOf({ calls }: FakePlatform): string[] {
  return calls.map(([method, given]: Call) => {
    if (method === 'find') return `find ${String((given as { email?: string }).email)}`;
    if (method === 'update') return `update ${(given as { id: string }).id}`;
    if (method === 'find many') return `find many ${(given as string[]).length}`;
    return method;
  });
}
