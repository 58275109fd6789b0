import { Problem } from '../../../http/problem.js';
import type { ContactKey, ContactKeys } from '../../../platforms/contract/contacts.js';
import {
  endsInConflict,
  joinUnits,
  namedBy,
  nameOf,
  namesAfterLookup,
} from '../../../steps/rows/join_units.js';
import type { RowEnds, Unit } from '../../../steps/rows/row.js';
import type { PreparedUpdate } from '../../../steps/update_contact.js';
import { fakePlatform } from '../../helpers/fakes/fake_platform.js';

interface Parts {
  by?: ContactKey;
  value?: string;
  keys?: ContactKeys;
  values?: Record<string, unknown>;
  newKey?: PreparedUpdate['newKey'];
}

const draft: PreparedUpdate['draft'] = {
  update: () => Promise.reject(new Error('not for these tests')),
  create: () => Promise.reject(new Error('not for these tests')),
};

function updateOf({
  by = 'id',
  value = '7',
  keys = {},
  values = {},
  newKey,
}: Parts): PreparedUpdate {
  return {
    named: { field: 'Contact', by, value, keys },
    ifMissing: newKey ? 'create' : 'stop',
    change: {
      values,
      clear: [],
      labels: { add: [], remove: [], replace: undefined },
      fieldMeta: {},
    },
    draft,
    ...(newKey && { newKey }),
  };
}

const unitOf = (rows: number[], parts: Parts = {}): Unit => ({ rows, update: updateOf(parts) });

/** Joins units whose names are given, by the first of their rows. */
async function join(
  units: readonly Unit[],
  names: Record<number, string[]>,
): Promise<{ joined: Unit[]; ends: RowEnds }> {
  const ends: RowEnds = new Map();
  const namesOf = ({ rows: [first = 0] }: Unit): string[] => names[first] ?? [];
  return { joined: await joinUnits(fakePlatform(), units, namesOf, ends), ends };
}

const rowsOf = (units: readonly Unit[]): number[][] => units.map(({ rows }) => rows);

describe('units', () => {
  it('stay apart without a name in common, in their order', async () => {
    const units = [unitOf([1]), unitOf([2]), unitOf([3])];
    const { joined, ends } = await join(units, { 1: ['a'], 2: ['b', 'c'], 3: [] });
    expect(joined).toEqual(units);
    expect(ends.size).toBe(0);
  });

  it('are one with a name in common, at the place of the first, with all rows in order', async () => {
    const units = [unitOf([1, 9]), unitOf([2]), unitOf([3])];
    const { joined } = await join(units, { 1: ['a'], 2: ['b'], 3: ['x', 'a'] });
    expect(rowsOf(joined)).toEqual([[1, 3, 9], [2]]);
  });

  it('are one by way of a third that has a name of each', async () => {
    const units = [unitOf([1]), unitOf([2]), unitOf([3]), unitOf([4]), unitOf([5])];
    const names = { 1: ['a'], 2: ['b'], 3: ['c'], 4: ['b', 'a'], 5: ['b'] };
    expect(rowsOf((await join(units, names)).joined)).toEqual([[1, 2, 4, 5], [3]]);
  });

  it('that were joined are found by every name of theirs', async () => {
    const units = [unitOf([1]), unitOf([2]), unitOf([3]), unitOf([4])];
    const names = { 1: ['a', 'z'], 2: ['b'], 3: ['b', 'a'], 4: ['z'] };
    expect(rowsOf((await join(units, names)).joined)).toEqual([[1, 2, 3, 4]]);
  });

  it('of which two disagree are all refused, with their rows', async () => {
    const units = [
      unitOf([4], { values: { name: 'A' } }),
      unitOf([2], { values: { name: 'B' } }),
      unitOf([3]),
    ];
    const { joined, ends } = await join(units, { 4: ['a'], 2: ['a'], 3: ['b'] });
    expect(rowsOf(joined)).toEqual([[3]]);
    expect([...ends.keys()].sort()).toEqual([2, 4]);
    for (const { end, sameAs } of ends.values()) {
      expect(sameAs).toBeUndefined();
      expect((end as Problem).message).toMatch(
        /^Rows 2, 4 are for the same contact, but differ in `name`/,
      );
    }
  });

  it('are joined by a new draft of all their changes', async () => {
    const platform = fakePlatform();
    const units = [unitOf([1], { values: { name: 'A' } }), unitOf([2], { values: { city: 'B' } })];
    const [unit] = await joinUnits(platform, units, () => ['a'], new Map());
    const change = { ...updateOf({}).change, values: { name: 'A', city: 'B' } };
    expect(unit?.update.change).toEqual(change);
    expect(platform.calls).toEqual([['draft', change]]);
    expect(unit?.update).not.toHaveProperty('newKey');
  });

  it('do not hide what is wrong with the code', async () => {
    const bug = new TypeError('x is not a function');
    const platform = fakePlatform({ fails: { draft: bug } });
    const units = [unitOf([1]), unitOf([2])];
    await expect(joinUnits(platform, units, () => ['a'], new Map())).rejects.toBe(bug);
  });

  describe('that make a new contact', () => {
    const joinNew = async (one: Parts, other: Parts): Promise<PreparedUpdate | string> => {
      const { joined, ends } = await join([unitOf([1], one), unitOf([2], other)], {
        1: ['a'],
        2: ['a'],
      });
      return joined[0]?.update ?? (ends.get(1)?.end as Problem).message;
    };

    it('know it by all that they name it by, but for what they write', async () => {
      const one = { newKey: { email: 'zoe@example.com' } };
      const other = { newKey: { phone: '+12025550123', email: 'ZOE@example.com' } };
      expect(await joinNew(one, { ...other, values: { phone: '+12025550123' } })).toMatchObject({
        newKey: { email: 'zoe@example.com' },
        change: { values: { phone: '+12025550123' } },
      });
      expect(await joinNew(one, other)).toMatchObject({
        newKey: { email: 'zoe@example.com', phone: '+12025550123' },
      });
    });

    it.each<[ContactKey, string, string]>([
      ['email', 'zoe@example.com', 'zoe@example.org'],
      ['phone', '+12025550123', '+12025550124'],
      ['external_id', 'crm-7', 'CRM-7'],
    ])('are refused where they name it by another %s', async (key, one, other) => {
      expect(await joinNew({ newKey: { [key]: one } }, { newKey: { [key]: other } })).toMatch(
        new RegExp(`^Rows 1, 2 are for the same contact, but differ in \`${key}\``),
      );
    });
  });
});

describe('the name of a unit', () => {
  it('is its key and value, an email in any case', () => {
    expect(namedBy(updateOf({}))).toBe('id 7');
    const written = namedBy(updateOf({ by: 'email', value: 'Jane@Example.com' }));
    expect(written).toBe(namedBy(updateOf({ by: 'email', value: 'jane@example.COM' })));
    expect(nameOf('email', 'Jane@Example.com')).toBe('email jane@example.com');
    expect(nameOf('id', 'Ab')).toBe('id Ab');
  });

  it('is the same for all forms of a number', () => {
    const [one, other] = ['+5511987654321', '+551187654321'];
    const name = namedBy(updateOf({ by: 'phone', value: one, keys: { otherPhones: [other] } }));
    expect(name).toBe('phone +551187654321');
    expect(namedBy(updateOf({ by: 'phone', value: other, keys: { otherPhones: [one] } }))).toBe(
      name,
    );
    expect(namedBy(updateOf({ by: 'phone', value: one }))).toBe('phone +5511987654321');
  });
});

describe('the names after a lookup', () => {
  const email = { by: 'email', value: 'zoe@example.com' } as const;

  it('are the ID alone where somebody is there', () => {
    const newKey = { email: 'zoe@example.com' };
    expect(namesAfterLookup(updateOf({ ...email, newKey }), { id: '9' })).toEqual(['id 9']);
  });

  it('are what was looked for where nobody is there, and nobody is made', () => {
    expect(namesAfterLookup(updateOf({ ...email, values: { phone: '+1' } }), undefined)).toEqual([
      'email zoe@example.com',
    ]);
  });

  it('are all that a new contact is known by', () => {
    const values = { phone: '+12025550123', external_id: 'crm-9', name: 'Zoe' };
    const update = updateOf({ ...email, newKey: { email: 'Zoe@example.com' }, values });
    expect(namesAfterLookup(update, undefined)).toEqual([
      'email zoe@example.com',
      'email zoe@example.com',
      'phone +12025550123',
      'external_id crm-9',
    ]);
    const empty = updateOf({ ...email, newKey: {}, values: { email: 7 } });
    expect(namesAfterLookup(empty, undefined)).toEqual(['email zoe@example.com']);
  });
});

describe('a unit whose contact an earlier one was for', () => {
  const earlier = unitOf([3, 5], { values: { name: 'A' } });

  it('is done where they agree', () => {
    const ends: RowEnds = new Map();
    expect(endsInConflict(ends, unitOf([7], { values: { city: 'B' } }), earlier)).toBe(false);
    expect(ends.size).toBe(0);
  });

  it('is refused where they do not, with the row that was done', () => {
    const ends: RowEnds = new Map();
    expect(endsInConflict(ends, unitOf([7, 8], { values: { name: 'B' } }), earlier)).toBe(true);
    expect((ends.get(7)?.end as Problem).message).toMatch(
      /^Row 3 is for the same contact and was done, but differs in `name`/,
    );
    expect(ends.get(8)).toMatchObject({ sameAs: 7 });
  });
});
