// Labels of many rows, on a platform that adds them to many contacts at once.
import { Problem } from '../../../http/problem.js';
import type { Contact } from '../../../objects/contact.js';
import {
  addWaitingLabels,
  hasTimeForBoth,
  shareLabels,
  type SharedLabels,
} from '../../../steps/rows/labels_later.js';
import { newLine } from '../../../steps/rows/line.js';
import type { Unit } from '../../../steps/rows/row.js';
import type { Run } from '../../../steps/rows/run.js';
import {
  fakePlatform,
  problemOf,
  refusal,
  type Call,
  type FakeOptions,
  type FakePlatform,
} from '../../helpers/fakes/fake_platform.js';
import { endsOf, runRows, standingClock } from '../../helpers/fakes/rows.js';
import {
  beforeUpdates,
  labellingMany,
  lookingUpMany,
  people,
  unitsOf,
  type Asked,
} from '../../helpers/fakes/units.js';

const idsOf = (contacts: readonly Contact[]): string[] => contacts.map(({ id }) => id);
const rowsFor = (contacts: readonly Contact[]): Record<string, unknown>[] =>
  contacts.map(({ id }) => ({ contact: id, name: 'New' }));

type Add = (ids: readonly string[], labels: readonly string[]) => (string | undefined)[];

/** A fake that adds labels to many at once. @param add what becomes of each; all get them unless told */
function withBulk(
  options: FakeOptions,
  add: Add = (ids) => ids.map(() => undefined),
): FakePlatform {
  const platform = lookingUpMany(fakePlatform(options), options.holds ?? [], 100);
  return labellingMany(platform, 50, (ids, names) => Promise.resolve().then(() => add(ids, names)));
}

const bulkOf = ({ calls }: FakePlatform): unknown[] =>
  calls.filter(([method]) => method === 'add to many').map(([, given]) => given);
const methodsOf = ({ calls }: FakePlatform): string[] =>
  calls.map(([method]: Call) => method).filter((method) => /^(update|create|add)/.test(method));

describe('labels that many rows add', () => {
  it('are added to all of them at once, after the rest of each', async () => {
    const holds = people(3);
    const platform = withBulk({ holds });
    const rows = [
      { contact: 'p1', name: 'A', add_labels: 'Lead' },
      { contact: 'p2', name: 'B', add_labels: 'lead' },
      { contact: 'p3', name: 'C', add_labels: 'lead', remove_labels: 'old' },
    ];
    const result = await runRows(platform, { rows, add_labels_to_all: 'vip' });
    expect(result).toMatchObject({ updated: 3, finished: true });
    expect(result.rows.map(({ contact_id: id }) => id)).toEqual(idsOf(holds));
    expect(methodsOf(platform)).toEqual(['update', 'update', 'update', 'add to many']);
    expect(bulkOf(platform)).toEqual([[idsOf(holds), ['Lead', 'vip']]]);
    const sent = platform.calls.filter(([method]) => method === 'draft').slice(-3);
    expect(sent.map(([, change]) => (change as { labels: object }).labels)).toEqual([
      { add: [], remove: [], replace: undefined },
      { add: [], remove: [], replace: undefined },
      { add: [], remove: ['old'], replace: undefined },
    ]);
  });

  it('are added at once to those that get the same, and by its own write to a single one', async () => {
    const platform = withBulk({ holds: people(6) });
    const rows = [
      { contact: 'p1', name: 'A', add_labels: 'a' },
      { contact: 'p2', name: 'A', add_labels: 'b, a' },
      { contact: 'p3', name: 'A', add_labels: 'a' },
      { contact: 'p4', name: 'A', add_labels: 'A, B' },
      { contact: 'p5', name: 'A', add_labels: 'c' },
      { contact: 'p6', name: 'A' },
    ];
    expect(await runRows(platform, { rows })).toMatchObject({ updated: 6 });
    expect(bulkOf(platform)).toEqual([
      [['p1', 'p3'], ['a']],
      [
        ['p2', 'p4'],
        ['b', 'a'],
      ],
    ]);
    const change = platform.calls.find(
      ([method, given]) =>
        method === 'draft' && (given as { labels: { add: string[] } }).labels.add.includes('c'),
    );
    expect(change).toBeDefined();
  });

  it('need no other write where a row asks for nothing else', async () => {
    const holds = people(120);
    const platform = withBulk({ holds });
    const rows = holds.map(({ email }) => ({ contact: email }));
    expect(await runRows(platform, { rows, add_labels_to_all: 'vip' })).toMatchObject({
      updated: 120,
    });
    // So many as the platform takes by one call.
    expect(bulkOf(platform).map((given) => (given as [string[]])[0].length)).toEqual([50, 50, 20]);
    expect(methodsOf(platform)).not.toContain('update');
  });

  it('are part of a new contact, and of one that is found late', async () => {
    const [known, moved] = people(2);
    const platform = withBulk({ holds: [known, moved].filter((one) => one !== undefined) });
    platform.contacts.many = {
      most: 100,
      find: (wanted) =>
        Promise.resolve(
          wanted.map(({ email = '' }) => {
            if (email === 'new@example.com') return [];
            return [email === 'p2@example.com' ? { id: 'gone', email } : { id: 'p1', email }];
          }),
        ),
    };
    const rows = ['p1@example.com', 'p2@example.com', 'new@example.com'].map((contact) => ({
      contact,
      name: 'A',
    }));
    const input = { rows, add_labels_to_all: 'vip', if_missing: 'create' };
    const result = await runRows(platform, input);
    expect(endsOf(result)).toEqual(['updated', 'updated', 'created']);
    expect(bulkOf(platform)).toEqual([[['p1'], ['vip']]]);
  });

  it('by ID are not asked of many where only the write tells that nobody is there', async () => {
    const platform = withBulk({ holds: people(1) });
    const rows = [{ contact: 'p1' }, { contact: 'p7' }];
    const input = { rows, add_labels_to_all: 'vip', if_missing: 'skip' };
    expect(endsOf(await runRows(platform, input))).toEqual(['updated', 'not_found']);
    expect(bulkOf(platform)).toEqual([]);
  });

  it('don’t wait for a row whose own write fails', async () => {
    const platform = withBulk({ holds: people(2) });
    const rows = rowsFor([...people(2), { id: 'p7' }]);
    const result = await runRows(platform, { rows, add_labels_to_all: 'vip' });
    expect(endsOf(result)).toEqual(['updated', 'updated', expect.stringMatching(/^failed: /)]);
    expect(bulkOf(platform)).toEqual([[['p1', 'p2'], ['vip']]]);
  });
});

describe('a contact that doesn’t get them', () => {
  it('is a failed row that says what was done', async () => {
    const platform = withBulk({ holds: people(4) }, () => [undefined, 'No.', 'No.', 'No.']);
    const rows = [
      ...rowsFor(people(2)),
      { contact: 'p3' },
      { contact: 'p4', remove_labels: 'old', clear_fields: 'email' },
    ];
    expect(endsOf(await runRows(platform, { rows, add_labels_to_all: 'vip' }))).toEqual([
      'updated',
      'failed: Labels: No. Done: the fields. Not done: the labels to add.',
      'failed: Labels: No.',
      'failed: Labels: No. Done: the fields, the labels to remove. Not done: the labels to add.',
    ]);
  });

  it('is each of them where the platform refuses all, and the other rows are done', async () => {
    const platform = withBulk({ holds: people(4) }, () => {
      throw refusal(422);
    });
    const rows = rowsFor(people(4));
    for (const row of rows.slice(0, 2)) row['add_labels'] = 'vip';
    expect(endsOf(await runRows(platform, { rows }))).toEqual([
      expect.stringMatching(
        /^failed: .*status 422\)\. Done: the fields\. Not done: the labels to add\.$/,
      ),
      expect.stringMatching(/^failed: /),
      'updated',
      'updated',
    ]);
  });

  it('is one of which it isn’t known where the answer got lost', async () => {
    const lost = new Problem('error', 'No answer.', { isFault: true, unsure: true });
    const platform = withBulk({ holds: people(3) }, () => {
      throw lost;
    });
    const rows = [...rowsFor(people(2)), { contact: 'p3', name: 'A', replace_labels: 'vip' }];
    const [first] = endsOf(await runRows(platform, { rows, add_labels_to_all: 'vip' }));
    expect(first).toMatch(/^failed: No answer\. Done: the fields\. .*the labels to add/);
    expect(first).not.toMatch(/Not done/);
  });
});

describe('what ends the run', () => {
  it('leaves time for the labels of the rows that were written', async () => {
    const holds = people(400);
    const clock = standingClock();
    const platform = beforeUpdates(withBulk({ holds }), () => clock.pass(100));
    const input = { rows: rowsFor(holds), add_labels_to_all: 'vip' };
    const first = await runRows(platform, input, clock);
    expect(first).toMatchObject({ failed: 0, finished: false });
    expect(first.updated).toBeGreaterThan(200);
    const written = methodsOf(platform).filter((method) => method === 'update').length;
    expect(first.updated).toBe(written);
    expect(first.stopped_because).toMatch(/^The time of this run was used up/);
    const second = await runRows(platform, { ...input, continue_from: first.continue_from });
    expect(second).toMatchObject({ updated: 400 - written, finished: true });
    const tagged = bulkOf(platform).flatMap((given) => (given as [string[]])[0]);
    expect(tagged).toEqual(idsOf(holds));
  });

  it('is waited for where it is a limit', async () => {
    const clock = standingClock();
    let refusals = 1;
    const platform = withBulk({ holds: people(2) }, (ids) => {
      if (refusals-- > 0) throw new Problem('throttled', 'Wait.', { retryAfterSeconds: 10 });
      return ids.map(() => undefined);
    });
    const start = clock.now();
    const input = { rows: rowsFor(people(2)), add_labels_to_all: 'vip' };
    expect(await runRows(platform, input, clock)).toMatchObject({ updated: 2 });
    expect(clock.now() - start).toBe(10_000);
  });

  it('leaves rows without their labels to the next run, where no turn comes any more', async () => {
    const limit = new Problem('throttled', 'Wait.', { retryAfterSeconds: 60 });
    const platform = withBulk({ holds: people(3) }, () => {
      throw limit;
    });
    const rows = rowsFor(people(3));
    for (const row of rows.slice(0, 2)) row['add_labels'] = 'vip';
    const result = await runRows(platform, { rows });
    expect(endsOf(result)).toEqual(['not_done', 'not_done', 'updated']);
    expect(result.continue_from).toMatch(/:1,2$/);
  });

  it('is a dead key at once', async () => {
    const platform = withBulk({ holds: people(120) }, () => {
      throw new Problem('expired', 'The key is not valid any more.');
    });
    const input = { rows: rowsFor(people(120)), add_labels_to_all: 'vip' };
    expect((await problemOf(() => runRows(platform, input))).kind).toBe('expired');
    expect(bulkOf(platform)).toHaveLength(1);
  });
});

const RUN_MS = 28_000;

function newRun(platform: FakePlatform, atOnce = 1): Run & { pass(milliseconds: number): void } {
  const clock = standingClock();
  const pace = { requests: 1000, milliseconds: 1000, atOnce };
  return {
    platform,
    line: newLine(pace, clock, clock.now() + RUN_MS),
    ends: new Map(),
    isMixed: false,
    earlier: new Map(),
    faults: 0,
    pass: (milliseconds) => clock.pass(milliseconds),
  };
}

/** Labels that wait for these to be written, who are. */
function waitingFor(labels: readonly string[], units: readonly Unit[]): SharedLabels {
  const written = units.map((unit) => {
    const end = { id: unit.update.named.value, name: 'New', outcome: 'updated' as const };
    return { unit, end };
  });
  return { labels, waiting: written };
}

const reasonsOf = ({ ends }: Run): string[] =>
  [...ends.values()].map(({ end }) => (end instanceof Problem ? end.message : end.outcome));

describe('what waits for others', () => {
  const add = ['vip'];
  const found = { target: { id: 'p1' } };

  const laterOf = async (asked: Asked[], known: { target: unknown } | undefined = found) => {
    const platform = labellingMany(fakePlatform({ holds: people(5) }));
    const units = (await unitsOf(platform, asked)).map((unit) => ({ ...unit, found: known }));
    const later = await shareLabels(newRun(platform), units);
    return { platform, all: units.map((unit) => later.get(unit)) };
  };

  it.each<[string, Omit<Asked, 'contact'>, string]>([
    ['was found', {}, 'p1@example.com'],
    ['was found, and gets nothing else', { values: {}, ifMissing: 'skip' }, 'p1@example.com'],
    ['is named by ID', {}, 'p1'],
    ['is named by ID, and gets nothing else', { values: {} }, 'p1'],
    ['is named by ID, may be missing and gets more', { ifMissing: 'skip' }, 'p1'],
  ])('are the labels of a contact that %s', async (_what, more, contact) => {
    const { all } = await laterOf([
      { contact, add, ...more },
      { contact, add, ...more },
    ]);
    expect(all.filter(Boolean)).toHaveLength(2);
  });

  it.each<[string, Omit<Asked, 'contact'>, string, { target: unknown } | undefined]>([
    ['was not looked up', { add }, 'p1@example.com', undefined],
    ['was not found', { add }, 'p1@example.com', { target: undefined }],
    ['gets none', {}, 'p1@example.com', found],
    ['may be missing, by ID', { add, values: {}, ifMissing: 'skip' }, 'p1', found],
  ])('are not the labels of one that %s', async (_what, more, contact, known) => {
    const platform = labellingMany(fakePlatform());
    const units = await unitsOf(platform, [
      { contact, ...more },
      { contact, ...more },
    ]);
    const sought = units.map((unit) => ({ ...unit, found: known }));
    expect((await shareLabels(newRun(platform), sought)).size).toBe(0);
    expect(platform.calls).toEqual([]);
  });

  it('are labels that two get at least, in any order and case', async () => {
    const { all } = await laterOf([
      { contact: 'p1', add: ['b', 'A'] },
      { contact: 'p2', add: ['a'] },
      { contact: 'p3', add: ['a', 'B'] },
      { contact: 'p4', add: ['Maße'] },
      { contact: 'p5', add: ['A'] },
      { contact: 'p6', add: ['Masse'] },
    ]);
    expect(all.map((one) => one?.shared.labels)).toEqual([
      ['b', 'A'],
      ['a'],
      ['b', 'A'],
      undefined,
      ['a'],
      undefined,
    ]);
    expect(all[2]?.shared).toBe(all[0]?.shared);
    expect(all[4]?.shared).toBe(all[1]?.shared);
    expect(all[1]?.shared.waiting).toEqual([]);
  });

  it('leaves the rest to write, where there is any', async () => {
    const { platform, all } = await laterOf([
      { contact: 'p1', add, values: {} },
      { contact: 'p2', add, values: {}, remove: ['old'] },
      { contact: 'p3', add, clear: ['email'] },
    ]);
    expect(all[0]).toStrictEqual({ shared: { labels: add, waiting: [] } });
    expect(all.slice(1).map((one) => Object.keys(one?.draft ?? {}))).toEqual([
      ['update', 'create'],
      ['update', 'create'],
    ]);
    const labels = { add: [], remove: [], replace: undefined };
    expect(platform.calls).toEqual([
      ['draft', { values: {}, clear: [], labels: { ...labels, remove: ['old'] }, fieldMeta: {} }],
      ['draft', { values: { name: 'New' }, clear: ['email'], labels, fieldMeta: {} }],
    ]);
  });

  it.each<[string, (platform: FakePlatform) => void]>([
    ['has no labels', ({ contacts }) => delete contacts.labels],
    ['adds them to one at a time', ({ contacts }) => delete contacts.labels?.addToMany],
  ])('is nothing on a platform that %s', async (_what, change) => {
    const platform = labellingMany(fakePlatform());
    const units = (
      await unitsOf(platform, [
        { contact: 'p1', add },
        { contact: 'p2', add },
      ])
    ).map((unit) => ({ ...unit, found }));
    change(platform);
    const run = newRun(platform);
    expect((await shareLabels(run, units)).size).toBe(0);
    await addWaitingLabels(run, new Set([waitingFor(add, units)]));
    expect(run.ends.size).toBe(0);
    expect(platform.calls).toEqual([]);
  });
});

describe('time to write a row whose labels come later', () => {
  it('is time for its write, for those on their way, and for the labels of all', async () => {
    const platform = labellingMany(fakePlatform());
    const units = await unitsOf(platform, ['p1', 'p2']);
    const run = newRun(platform, 3);
    const asked: number[] = [];
    run.line.hasTurns = (turns) => {
      asked.push(turns);
      return true;
    };
    const all = [waitingFor(['a'], units), waitingFor(['b'], []), waitingFor(['c'], units)];
    expect(hasTimeForBoth(run, new Set(all))).toBe(true);
    expect(asked).toEqual([2 + 1 + 2 * 3]);
  });

  it('is six seconds', () => {
    const run = newRun(fakePlatform());
    run.pass(RUN_MS - 6000);
    expect(hasTimeForBoth(run, new Set())).toBe(true);
    run.pass(1);
    expect(hasTimeForBoth(run, new Set())).toBe(false);
  });
});

describe('labels that wait', () => {
  const names = ['vip'];

  const addAll = async (
    asked: (string | Asked)[],
    { most = 50, stop, add }: { most?: number; stop?: Problem; add?: Add } = {},
  ): Promise<{ platform: FakePlatform; run: Run }> => {
    const platform = labellingMany(fakePlatform(), most, (ids, labels) =>
      Promise.resolve().then(() => add?.(ids, labels) ?? ids.map(() => undefined)),
    );
    platform.contacts.labels = Object.assign({}, platform.contacts.labels, {
      words: { one: 'Tag', many: 'Tags' },
    });
    const units = await unitsOf(platform, asked);
    const run = newRun(platform);
    if (stop) run.stop = stop;
    await addWaitingLabels(run, new Set([waitingFor(names, units)]));
    return { platform, run };
  };
  const no: Add = (ids) => ids.map(() => 'No.');
  const failing =
    (failure: Error): Add =>
    () => {
      throw failure;
    };

  it('are added to so many at once as the platform takes, and end their rows', async () => {
    const { platform, run } = await addAll(['p1', 'p2', 'p3'], { most: 2 });
    expect(bulkOf(platform)).toEqual([
      [['p1', 'p2'], names],
      [['p3'], names],
    ]);
    expect(run.ends.get(3)).toEqual({ end: { id: 'p3', name: 'New', outcome: 'updated' } });
    expect([...run.ends.keys()]).toEqual([1, 2, 3]);
  });

  it('are added though the run has stopped, but for a dead key', async () => {
    const limit = new Problem('throttled', 'Wait.');
    expect(reasonsOf((await addAll(['p1'], { stop: limit })).run)).toEqual(['updated']);
    const dead = await addAll(['p1'], { stop: new Problem('expired', 'The key is dead.') });
    expect(dead.platform.calls).toEqual([]);
    expect(dead.run.ends.size).toBe(0);
  });

  it('that are refused are told with what was done of the row, in the platform’s words', async () => {
    const asked: Asked[] = [
      { contact: 'p1', add: names, values: {} },
      { contact: 'p2', clear: ['email'] },
      { contact: 'p3', values: {}, clear: ['email'] },
      { contact: 'p4', values: {}, remove: ['old'] },
      { contact: 'p5', remove: ['old'] },
    ];
    const { run } = await addAll(asked, { add: no });
    const left = 'Not done: the tags to add.';
    expect(reasonsOf(run)).toEqual([
      'Tags: No.',
      `Tags: No. Done: the fields. ${left}`,
      `Tags: No. Done: the fields. ${left}`,
      `Tags: No. Done: the tags to remove. ${left}`,
      `Tags: No. Done: the fields, the tags to remove. ${left}`,
    ]);
  });

  it('of which nobody knows are told so', async () => {
    const lost = new Problem('error', 'No answer.', { isFault: true, unsure: true });
    const { run } = await addAll(['p1'], { add: failing(lost) });
    expect(reasonsOf(run)).toEqual([
      'No answer. Done: the fields. Perhaps done: the tags to add. Running the step again is safe.',
    ]);
  });

  it('stop the run where three calls fail one after another', async () => {
    const down = refusal(503);
    const people = ['p1', 'p2', 'p3', 'p4'];
    const { run } = await addAll(people, { most: 1, add: failing(down) });
    expect(run.stop).toBe(down);
    const two = await addAll(people.slice(2), { most: 1, add: failing(down) });
    expect(two.run.stop).toBeUndefined();
  });

  it('do not hide what is wrong with the code', async () => {
    const bug = new TypeError('x is not a function');
    await expect(addAll(['p1'], { add: failing(bug) })).rejects.toBe(bug);
  });
});
