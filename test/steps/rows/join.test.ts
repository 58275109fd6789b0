import fc from 'fast-check';
import type { RecordChange } from '../../../platforms/contract/change.js';
import { disagreements, joined } from '../../../steps/rows/join.js';
import { fuzz } from '../../helpers/fuzz.js';

const labels = fc.subarray(['vip', 'lead', 'VIP']);
const change: fc.Arbitrary<RecordChange> = fc.record({
  values: fc.dictionary(fc.constantFrom('name', 'email', 'city'), fc.constantFrom('a', 'b'), {
    maxKeys: 3,
  }),
  clear: fc.subarray(['name', 'city', 'labels']),
  labels: fc.record({
    add: labels,
    remove: labels,
    replace: fc.option(labels, { nil: undefined }),
  }),
  fieldMeta: fc.constant({}),
});

const none: RecordChange = {
  values: {},
  clear: [],
  labels: { add: [], remove: [], replace: undefined },
  fieldMeta: {},
};
const changeOf = ({ labels: given, ...more }: ChangeParts): RecordChange => ({
  ...none,
  ...more,
  labels: { ...none.labels, ...given },
});
interface ChangeParts extends Partial<Omit<RecordChange, 'labels'>> {
  labels?: Partial<RecordChange['labels']>;
}

describe('two changes of one contact, in either order,', () => {
  it.each<[string, ChangeParts, ChangeParts, string[]]>([
    ['the same values', { values: { name: 'a' } }, { values: { name: 'a' } }, []],
    ['other fields', { values: { name: 'a' } }, { values: { city: 'a' } }, []],
    ['lists alike', { values: { name: ['a'] } }, { values: { name: ['a'] } }, []],
    ['other values', { values: { name: 'a' } }, { values: { name: 'b' } }, ['name']],
    ['a value and none', { values: { name: 'a' } }, { clear: ['name'] }, ['name']],
    ['none twice', { clear: ['name'] }, { clear: ['name'] }, []],
    ['labels to add', { labels: { add: ['a'] } }, { labels: { add: ['b'] } }, []],
    ['labels to add and others off', { labels: { add: ['a'] } }, { labels: { remove: ['b'] } }, []],
    [
      'a label on and off',
      { labels: { add: ['a', 'b'] } },
      { labels: { remove: ['B'] } },
      ['labels'],
    ],
    [
      'a label on and off among others',
      { labels: { add: ['b'] } },
      { labels: { remove: ['a', 'b'] } },
      ['labels'],
    ],
    ['the same list', { labels: { replace: ['a', 'b'] } }, { labels: { replace: ['B', 'a'] } }, []],
    ['a list and nothing', { labels: { replace: ['a'] } }, {}, []],
    ['a list and more', { labels: { replace: ['a'] } }, { labels: { add: ['b'] } }, ['labels']],
    ['a list and less', { labels: { replace: ['a'] } }, { labels: { remove: ['b'] } }, ['labels']],
    [
      'a list and its own label',
      { labels: { replace: ['a'] } },
      { labels: { add: ['a'] } },
      ['labels'],
    ],
    [
      'lists of which one has more',
      { labels: { replace: ['a'] } },
      { labels: { replace: ['a', 'b'] } },
      ['labels'],
    ],
    [
      'lists of others',
      { labels: { replace: ['a', 'c'] } },
      { labels: { replace: ['a', 'b'] } },
      ['labels'],
    ],
    [
      'lists of which one says a label twice',
      { labels: { replace: ['a', 'A'] } },
      { labels: { replace: ['b', 'A'] } },
      ['labels'],
    ],
    [
      'the same list, a label twice in it',
      { labels: { replace: ['a', 'A', 'b'] } },
      { labels: { replace: ['b', 'a'] } },
      [],
    ],
    ['all off and nothing', { clear: ['labels'] }, {}, []],
    ['all off twice', { clear: ['labels'] }, { clear: ['labels'] }, []],
    ['all off and an empty list', { clear: ['labels'] }, { labels: { replace: [] } }, []],
    ['all off and one on', { clear: ['labels'] }, { labels: { add: ['a'] } }, ['labels']],
    ['all off and a list', { clear: ['labels'] }, { labels: { replace: ['a'] } }, ['labels']],
    ['another field off and a label on', { clear: ['name'] }, { labels: { add: ['a'] } }, []],
  ])('%s', (_which, one, other, fields) => {
    expect(disagreements(changeOf(one), changeOf(other))).toEqual(fields);
    expect(disagreements(changeOf(other), changeOf(one))).toEqual(fields);
  });

  it('are one that has each thing once', () => {
    const one = changeOf({
      values: { name: 'a' },
      clear: ['city'],
      labels: { add: ['a'], remove: ['x'] },
      fieldMeta: { name: 'meta' as never },
    });
    const other = changeOf({
      values: { email: 'b' },
      clear: ['city', 'phone'],
      labels: { add: ['a', 'b'], remove: ['x', 'y'] },
    });
    expect(joined(one, other)).toEqual({
      values: { name: 'a', email: 'b' },
      clear: ['city', 'phone'],
      labels: { add: ['a', 'b'], remove: ['x', 'y'], replace: undefined },
      fieldMeta: { name: 'meta' },
    });
    const list = changeOf({ labels: { replace: ['a'] } });
    expect(joined(none, list).labels.replace).toEqual(['a']);
    expect(joined(list, none).labels.replace).toEqual(['a']);
  });
});

describe('two changes of one contact', () => {
  const two = fc.tuple(change, change);

  it('disagree the same in either order', () =>
    fuzz(0.25, two, ([one, other]) => {
      expect(disagreements(one, other).toSorted()).toEqual(disagreements(other, one).toSorted());
    }));

  it('that go together lose nothing of either', () =>
    fuzz(0.25, two, ([one, other]) => {
      fc.pre(disagreements(one, other).length === 0);
      const both = joined(one, other);
      expect(both.values).toMatchObject(one.values);
      expect(both.values).toMatchObject(other.values);
      expect(both.clear).toEqual(expect.arrayContaining([...one.clear, ...other.clear]));
      expect(both.labels.add).toEqual(
        expect.arrayContaining([...one.labels.add, ...other.labels.add]),
      );
      expect(both.labels.replace).toEqual(one.labels.replace ?? other.labels.replace);
    }));
});
