// Labels of many rows, on a platform that adds them to many contacts at once.
import { Problem } from '../../../http/problem.js';
import type { Contact } from '../../../objects/contact.js';
import {
  fakePlatform,
  problemOf,
  refusal,
  type Call,
  type FakeOptions,
  type FakePlatform,
} from '../../helpers/fakes/fake_platform.js';
import { endsOf, runRows, standingClock } from '../../helpers/fakes/rows.js';

const people = (count: number): Contact[] =>
  Array.from({ length: count }, (_one, index) => ({
    id: `p${index + 1}`,
    email: `p${index + 1}@example.com`,
  }));
const idsOf = (contacts: readonly Contact[]): string[] => contacts.map(({ id }) => id);
const rowsFor = (contacts: readonly Contact[]): Record<string, unknown>[] =>
  contacts.map(({ id }) => ({ contact: id, name: 'New' }));

type Add = (ids: readonly string[], labels: readonly string[]) => (string | undefined)[];

/** A fake that adds labels to many at once. @param add what becomes of each; all get them unless told */
function withBulk(
  options: FakeOptions,
  add: Add = (ids) => ids.map(() => undefined),
): FakePlatform {
  const platform = fakePlatform(options);
  const { contacts, calls } = platform;
  const { labels } = contacts;
  if (!labels) throw new Error('the fake has labels');
  labels.addToMany = {
    most: 50,
    add: (ids, names) => {
      calls.push(['add to many', [ids, names]]);
      return Promise.resolve().then(() => add(ids, names));
    },
  };
  contacts.many = {
    most: 100,
    find: (wanted) =>
      Promise.resolve(
        wanted.map((keys) => (options.holds ?? []).filter(({ email }) => email === keys.email)),
      ),
  };
  return platform;
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
    const platform = withBulk({ holds });
    const { contacts } = platform;
    const draft = contacts.draft.bind(contacts);
    contacts.draft = async (change) => {
      const drafted = await draft(change);
      return {
        ...drafted,
        update: (target) => {
          clock.pass(100);
          return drafted.update(target);
        },
      };
    };
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
