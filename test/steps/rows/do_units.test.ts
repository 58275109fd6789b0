// What becomes of rows that passed their checks: looked up, written, and told of.
import { fault, Problem } from '../../../http/problem.js';
import type { Contact } from '../../../objects/contact.js';
import { fakePlatform, refusal, type FakePlatform } from '../../helpers/fakes/fake_platform.js';
import {
  beforeUpdates,
  doAll,
  emailsIn,
  emailsOf,
  labellingMany,
  lookingUpMany,
  people,
  runUnits,
  stepsOf,
  unitsOf,
} from '../../helpers/fakes/units.js';

const jane: Contact = { id: '7', name: 'Jane', email: 'jane@example.com' };
const john: Contact = { id: '8', name: 'John', email: 'john@example.com' };
const holds = [jane, john];
const BATCH = 300;

const stepsWithout = (platform: FakePlatform, method: string): string[] =>
  stepsOf(platform).filter((step) => !step.startsWith(method));

describe('units', () => {
  it('that all name contacts by one key are each looked up right before the write', async () => {
    const platform = fakePlatform({ holds });
    const { stop, ended } = await doAll(platform, emailsOf(holds));
    expect(stop).toBeUndefined();
    expect(ended).toEqual({ 1: 'updated', 2: 'updated' });
    expect(stepsOf(platform)).toEqual([
      'find jane@example.com',
      'update 7',
      'find john@example.com',
      'update 8',
    ]);
  });

  it('that name them by several keys are all looked up first, and written in order', async () => {
    const zoe = { id: '9', email: 'zoe@example.com' };
    const platform = fakePlatform({ holds: [...holds, zoe] });
    const { ended } = await doAll(platform, ['jane@example.com', '8', 'zoe@example.com']);
    expect(ended).toEqual({ 1: 'updated', 2: 'updated', 3: 'updated' });
    expect(stepsOf(platform)).toEqual([
      'find jane@example.com',
      'find zoe@example.com',
      'update 7',
      'update 8',
      'update 9',
    ]);
  });

  it('by ID are not looked up', async () => {
    const platform = lookingUpMany(fakePlatform({ holds }), holds, 10);
    await doAll(platform, ['7', '8']);
    expect(platform.calls).toEqual([
      ['update', { id: '7' }],
      ['update', { id: '8' }],
    ]);
  });

  it('are written together, so many at once as the platform takes', async () => {
    let now = 0;
    let most = 0;
    const platform = fakePlatform({ holds: people(7) });
    const find = platform.contacts.find.bind(platform.contacts);
    platform.contacts.find = async (keys) => {
      now += 1;
      most = Math.max(most, now);
      const found = await find(keys);
      now -= 1;
      return found;
    };
    await doAll(platform, emailsOf(people(7)), { atOnce: 3 });
    expect(most).toBe(3);
  });

  it('tell all of their rows how they ended', async () => {
    const platform = fakePlatform({ holds });
    const units = await unitsOf(platform, ['7', '999'], (index) => [index + 1, index + 5]);
    const { ends } = await runUnits(platform, units);
    expect(ends.get(1)).toEqual({ end: { ...jane, name: 'New', outcome: 'updated' } });
    expect(ends.get(5)).toEqual({ ...ends.get(1), sameAs: 1 });
    expect(ends.get(6)).toEqual({ end: refusal(404), sameAs: 2 });
  });

  it.each(['find', 'update'] as const)(
    'do not hide what is wrong with the code: %s',
    async (at) => {
      const bug = new TypeError('x is not a function');
      const alike = fakePlatform({ holds, fails: { [at]: bug } });
      await expect(doAll(alike, ['jane@example.com'])).rejects.toBe(bug);
      const mixed = fakePlatform({ holds, fails: { [at]: bug } });
      await expect(doAll(mixed, ['jane@example.com', '8'])).rejects.toBe(bug);
    },
  );
});

describe('units that turn out to be for one contact', () => {
  it('are one', async () => {
    const platform = fakePlatform({ holds });
    const { ends } = await doAll(platform, [
      'jane@example.com',
      { contact: '7', values: { a: 1 } },
    ]);
    expect(ends.get(2)).toMatchObject({ end: { outcome: 'updated' }, sameAs: 1 });
    expect(stepsWithout(platform, 'draft')).toEqual(['find jane@example.com', 'update 7']);
  });

  it('are refused where they disagree', async () => {
    const platform = fakePlatform({ holds });
    const { ended } = await doAll(platform, [
      'jane@example.com',
      { contact: '7', values: { name: 'Other' } },
      '8',
    ]);
    const refused =
      'Rows 1, 2 are for the same contact, but differ in `name`. None of them was done. Make them one row.';
    expect(ended).toEqual({ 1: refused, 2: refused, 3: 'updated' });
  });
});

describe('a lookup by itself', () => {
  it('that fails is the end of its row alone', async () => {
    const platform = fakePlatform({ holds: [jane, { ...john, email: jane.email ?? '' }] });
    const { stop, ended } = await doAll(platform, ['jane@example.com', '8']);
    expect(stop).toBeUndefined();
    expect(ended).toEqual({
      1: 'Acme Desk has 2 contacts with the email `jane@example.com`. Give the ID of the one you mean instead: Jane (ID 7), John (ID 8).',
      2: 'updated',
    });
    expect(stepsOf(platform)).toEqual(['find jane@example.com', 'update 8']);
  });

  it('stops the run where three fail one after another, and nothing is written', async () => {
    const down = refusal(503);
    const platform = fakePlatform({ holds: people(5), fails: { find: down } });
    const { stop, ended } = await doAll(platform, [...emailsOf(people(4)), 'p5']);
    expect(stop).toBe(down);
    expect(ended).toEqual({ 1: down.message, 2: down.message, 3: down.message });
    expect(stepsOf(platform)).toEqual(['p1', 'p2', 'p3'].map((id) => `find ${id}@example.com`));
  });

  it('that finds nobody makes a new contact where that is asked for', async () => {
    const platform = fakePlatform({ holds });
    const { ended } = await doAll(platform, [
      { contact: 'zoe@example.com', ifMissing: 'create' },
      { contact: 'kim@example.com', ifMissing: 'skip' },
      '8',
    ]);
    expect(ended).toEqual({ 1: 'created', 2: 'not_found', 3: 'updated' });
    expect(platform.calls.slice(0, 3)).toEqual([
      ['find', { email: 'zoe@example.com' }],
      ['find', { email: 'kim@example.com' }],
      ['create', { email: 'zoe@example.com', name: 'New' }],
    ]);
  });
});

describe('a lookup of many', () => {
  it('is of so many as the platform takes, for all that are not named by ID', async () => {
    const contacts = people(5);
    const platform = lookingUpMany(fakePlatform({ holds: [...contacts, ...holds] }), contacts, 2);
    const { ended } = await doAll(platform, ['7', ...emailsOf(contacts), '8']);
    expect(Object.values(ended)).toEqual(Array.from({ length: 7 }, () => 'updated'));
    expect(platform.calls.slice(0, 3)).toEqual([
      ['find many', ['p1@example.com', 'p2@example.com']],
      ['find many', ['p3@example.com', 'p4@example.com']],
      ['find many', ['p5@example.com']],
    ]);
    const written = ['7', 'p1', 'p2', 'p3', 'p4', 'p5', '8'];
    expect(stepsOf(platform).slice(3)).toEqual(written.map((id) => `update ${id}`));
    // What is known of a contact isn't read again.
    expect(platform.calls[4]).toEqual(['update', { id: 'p1', known: contacts[0] }]);
  });

  it('is made for two, not for a single one', async () => {
    const one = lookingUpMany(fakePlatform({ holds }), holds, 10);
    await doAll(one, ['jane@example.com', '8']);
    expect(stepsOf(one)).toEqual(['find jane@example.com', 'update 7', 'update 8']);
    const two = lookingUpMany(fakePlatform({ holds }), holds, 10);
    await doAll(two, emailsOf(holds));
    expect(stepsOf(two)).toEqual(['find many 2', 'update 7', 'update 8']);
  });

  it('leaves to a lookup by itself what it does not tell', async () => {
    const platform = lookingUpMany(fakePlatform({ holds }), holds, 10, () =>
      Promise.resolve([undefined, [john], [jane]]),
    );
    const { ended } = await doAll(platform, emailsOf(holds));
    expect(ended).toEqual({ 1: 'updated', 2: 'updated' });
    expect(stepsOf(platform)).toEqual([
      'find many 2',
      'find jane@example.com',
      'update 7',
      'update 8',
    ]);
  });

  it('that tells too little leaves the rest to lookups by themselves', async () => {
    const platform = lookingUpMany(fakePlatform({ holds }), holds, 10, () =>
      Promise.resolve([[jane]]),
    );
    await doAll(platform, emailsOf(holds));
    expect(stepsOf(platform)).toEqual([
      'find many 2',
      'update 7',
      'find john@example.com',
      'update 8',
    ]);
  });

  it('that finds several is the end of that row alone', async () => {
    const platform = lookingUpMany(fakePlatform({ holds }), holds, 10, () =>
      Promise.resolve([[jane, john], [john]]),
    );
    const { ended } = await doAll(platform, emailsOf(holds));
    expect(ended).toEqual({
      1: 'Acme Desk has 2 contacts with the email `jane@example.com`. Give the ID of the one you mean instead: Jane (ID 7), John (ID 8).',
      2: 'updated',
    });
    expect(stepsOf(platform)).toEqual(['find many 2', 'update 8']);
  });

  it('that the server refuses is made one by one', async () => {
    const platform = lookingUpMany(fakePlatform({ holds }), holds, 10, () =>
      Promise.reject(refusal(422)),
    );
    const { ended } = await doAll(platform, [...emailsOf(holds), '999']);
    expect(ended).toEqual({ 1: 'updated', 2: 'updated', 3: refusal(404).message });
    expect(stepsOf(platform).slice(0, 3)).toEqual([
      'find many 2',
      'find jane@example.com',
      'find john@example.com',
    ]);
  });

  it('that fails in another way is the end of its rows, and of no others', async () => {
    const contacts = people(4);
    const lost = fault({ what: 'No connection.' });
    const platform = lookingUpMany(fakePlatform({ holds: contacts }), contacts, 2, (wanted) => {
      const found = contacts.filter(({ email }) => emailsIn(wanted).includes(String(email)));
      return found[0]?.id === 'p1'
        ? Promise.reject(lost)
        : Promise.resolve(found.map((one) => [one]));
    });
    const { stop, ended } = await doAll(platform, emailsOf(contacts));
    expect(stop).toBeUndefined();
    expect(ended).toEqual({ 1: lost.message, 2: lost.message, 3: 'updated', 4: 'updated' });
    expect(stepsOf(platform)).toEqual(['find many 2', 'find many 2', 'update p3', 'update p4']);
  });

  it('that stops the run ends no row', async () => {
    const limit = new Problem('throttled', 'Too many.', { retryAfterSeconds: 60 });
    const platform = lookingUpMany(fakePlatform({ holds }), holds, 10, () => Promise.reject(limit));
    const { stop, ended } = await doAll(platform, emailsOf(holds));
    expect(stop).toBe(limit);
    expect(ended).toEqual({});
    expect(stepsOf(platform)).toEqual(['find many 2']);
  });

  it('does not hide what is wrong with the code', async () => {
    const bug = new TypeError('x is not a function');
    const failing = lookingUpMany(fakePlatform({ holds }), holds, 10, () => Promise.reject(bug));
    await expect(doAll(failing, emailsOf(holds))).rejects.toBe(bug);
    const broken = {
      get length(): number {
        throw bug;
      },
    } as unknown as Contact[];
    const reading = lookingUpMany(fakePlatform({ holds }), holds, 10, () =>
      Promise.resolve([broken, [john]]),
    );
    await expect(doAll(reading, emailsOf(holds))).rejects.toBe(bug);
  });
});

describe('more units than are looked up before they are written', () => {
  it('are done three hundred at a time', async () => {
    const contacts = people(BATCH + 2);
    const platform = lookingUpMany(fakePlatform({ holds: contacts }), contacts, 1000);
    const { ended } = await doAll(platform, emailsOf(contacts));
    expect(Object.keys(ended)).toHaveLength(BATCH + 2);
    expect(stepsOf(platform)).toEqual([
      'find many 300',
      ...contacts.slice(0, BATCH).map(({ id }) => `update ${id}`),
      'find many 2',
      'update p301',
      'update p302',
    ]);
  });

  it('are left, each and every one, once the run has stopped', async () => {
    const deadKey = new Problem('expired', 'The key is dead.');
    const contacts = people(BATCH);
    const platform = beforeUpdates(
      lookingUpMany(fakePlatform({ holds: contacts }), contacts, 1000),
      (id) => {
        if (id === 'p300') throw deadKey;
      },
    );
    const more = { contact: 'p1', values: { name: 'Other' } };
    const { stop, ended } = await doAll(platform, [...emailsOf(contacts), more]);
    expect(stop).toBe(deadKey);
    expect(Object.keys(ended)).toHaveLength(BATCH - 1);
    expect(ended).not.toHaveProperty('300');
    expect(ended).not.toHaveProperty('301');
  });

  it('are done again for a contact that was done, where they agree, else refused', async () => {
    const contacts = people(BATCH);
    const platform = lookingUpMany(fakePlatform({ holds: contacts }), contacts, 1000);
    const { ended } = await doAll(platform, [
      ...emailsOf(contacts),
      { contact: 'p2', values: { attr_plan: 'pro' } },
      { contact: 'p3', values: { name: 'Other' } },
    ]);
    expect(ended[301]).toBe('updated');
    expect(ended[302]).toBe(
      'Row 3 is for the same contact and was done, but differs in `name`. This one was not done. Make them one row.',
    );
    expect(stepsOf(platform).slice(BATCH + 1)).toEqual(['update p2']);
  });

  it('know a contact that was made before by its ID', async () => {
    const contacts = people(BATCH - 1);
    const platform = lookingUpMany(fakePlatform({ holds: contacts }), contacts, 1000);
    const { ended } = await doAll(platform, [
      { contact: 'zoe@example.com', ifMissing: 'create' },
      ...emailsOf(contacts),
      { contact: '900', values: { name: 'Other' } },
    ]);
    expect(ended[1]).toBe('created');
    expect(ended[301]).toMatch(
      /^Row 1 is for the same contact and was done, but differs in `name`/,
    );
  });
});

describe('a write', () => {
  it('that fails in a way that others would share stops the run at the third in a row', async () => {
    const down = refusal(503);
    const contacts = people(9);
    const platform = beforeUpdates(fakePlatform({ holds: contacts }), (id) => {
      if (id !== 'p3') throw down;
    });
    const { stop, ended } = await doAll(platform, emailsOf(contacts));
    expect(stop).toBe(down);
    expect(Object.values(ended)).toEqual([
      down.message,
      down.message,
      'updated',
      ...[down.message, down.message, down.message],
    ]);
  });

  it('is made again for a contact that was deleted since the lookup, as it is now', async () => {
    const gone = { id: '70', email: 'jane@example.com' };
    const platform = lookingUpMany(fakePlatform({ holds }), [gone, john], 10);
    const { ended, ends } = await doAll(platform, emailsOf(holds));
    expect(ended).toEqual({ 1: 'updated', 2: 'updated' });
    expect(ends.get(1)?.end).toMatchObject({ id: '7' });
    expect(stepsOf(platform)).toEqual([
      'find many 2',
      'update 70',
      'find jane@example.com',
      'update 7',
      'update 8',
    ]);
  });

  it('is not made again by ID, nor for another refusal, nor for a new contact', async () => {
    const byId = fakePlatform({ holds });
    expect((await doAll(byId, ['999', '8'])).ended[1]).toBe(refusal(404).message);
    expect(stepsOf(byId)).toEqual(['update 999', 'update 8']);

    const refused = lookingUpMany(
      fakePlatform({ holds, fails: { update: refusal(422) } }),
      holds,
      9,
    );
    expect((await doAll(refused, emailsOf(holds))).ended[1]).toBe(refusal(422).message);
    expect(stepsOf(refused)).toEqual(['find many 2', 'update 7', 'update 8']);

    const created = lookingUpMany(fakePlatform({ fails: { create: refusal(404) } }), [], 9);
    const zoe = { contact: 'zoe@example.com', ifMissing: 'create' } as const;
    const kim = { contact: 'kim@example.com', ifMissing: 'skip' } as const;
    expect((await doAll(created, [zoe, kim])).ended).toEqual({
      1: refusal(404).message,
      2: 'not_found',
    });
    expect(stepsOf(created)).toEqual(['find many 2', 'create']);
  });
});

describe('labels that several units add', () => {
  const add = ['vip'];

  it('come after the rest of each, and what else is done stays as it is', async () => {
    const contacts = people(4);
    const platform = labellingMany(fakePlatform({ holds: contacts }));
    const { ended, ends } = await doAll(platform, [
      { contact: 'p1', add },
      { contact: 'p2', add, values: {} },
      { contact: 'p3', add, ifMissing: 'skip' },
      'p4',
    ]);
    expect(ended).toEqual({ 1: 'updated', 2: 'updated', 3: 'updated', 4: 'updated' });
    expect(stepsWithout(platform, 'draft')).toEqual([
      'update p1',
      'update p3',
      'update p4',
      'add to many',
    ]);
    expect(platform.calls.at(-1)).toEqual(['add to many', [['p1', 'p2', 'p3'], add]]);
    expect(ends.get(1)?.end).toEqual({ ...contacts[0], name: 'New', outcome: 'updated' });
    expect(ends.get(2)?.end).toEqual({ id: 'p2', outcome: 'updated' });
  });

  it('are not added where nobody was there to be written', async () => {
    const platform = labellingMany(fakePlatform({ holds: people(2) }));
    const { ended } = await doAll(platform, [
      { contact: 'p1', add },
      { contact: 'p2', add },
      { contact: 'p9', add, ifMissing: 'skip' },
    ]);
    expect(ended).toEqual({ 1: 'updated', 2: 'updated', 3: 'not_found' });
    expect(platform.calls.at(-1)).toEqual(['add to many', [['p1', 'p2'], add]]);
  });

  it('are part of the write for a contact that must be looked up once more', async () => {
    const gone = { id: 'p9', email: 'p1@example.com' };
    const contacts = people(3);
    const platform = labellingMany(
      lookingUpMany(fakePlatform({ holds: contacts }), [gone, ...contacts.slice(1)], 10),
    );
    const asked = emailsOf(contacts).map((contact) => ({ contact, add }));
    const { ended } = await doAll(platform, asked);
    expect(ended).toEqual({ 1: 'updated', 2: 'updated', 3: 'updated' });
    expect(stepsWithout(platform, 'draft').slice(0, 4)).toEqual([
      'find many 3',
      'update p9',
      'find p1@example.com',
      'update p1',
    ]);
    expect(platform.calls.at(-1)).toEqual(['add to many', [['p2', 'p3'], add]]);
  });

  it('need time of their own, which others do not', async () => {
    const milliseconds = 5000;
    const labelled = labellingMany(fakePlatform({ holds: people(2) }));
    const { stop, ended } = await doAll(
      labelled,
      [
        { contact: 'p1', add },
        { contact: 'p2', add },
      ],
      { milliseconds },
    );
    expect(stop?.message).toMatch(/^The time of this run was used up/);
    expect(ended).toEqual({});
    expect(stepsWithout(labelled, 'draft')).toEqual([]);
    const plain = labellingMany(fakePlatform({ holds: people(2) }));
    expect((await doAll(plain, ['p1', 'p2'], { milliseconds })).ended).toEqual({
      1: 'updated',
      2: 'updated',
    });
  });
});
