import fc from 'fast-check';
import type { RecordChange } from '../../../platforms/contract/change.js';
import { disagreements, joined } from '../../../steps/rows/join.js';

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

describe('two changes of one contact', () => {
  it('disagree the same in either order, and one never with itself where it holds together', () => {
    fc.assert(
      fc.property(change, change, (one, other) => {
        expect(disagreements(one, other).toSorted()).toEqual(disagreements(other, one).toSorted());
      }),
    );
  });

  it('that go together lose nothing of either', () => {
    fc.assert(
      fc.property(change, change, (one, other) => {
        fc.pre(disagreements(one, other).length === 0);
        const both = joined(one, other);
        expect(both.values).toMatchObject(one.values);
        expect(both.values).toMatchObject(other.values);
        expect(both.clear).toEqual(expect.arrayContaining([...one.clear, ...other.clear]));
        expect(both.labels.add).toEqual(
          expect.arrayContaining([...one.labels.add, ...other.labels.add]),
        );
        expect(both.labels.replace).toEqual(one.labels.replace ?? other.labels.replace);
      }),
    );
  });
});
