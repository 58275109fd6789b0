import type { LabelChange, RecordChange } from '../../platforms/contract/change.js';
import { areSameLabels, holdsLabel } from '../../platforms/toolkit/labels.js';

/**
 * What two changes of one contact can't both be done of.
 * @returns input keys, `labels` for all that becomes of labels; `[]` where they go together
 */
export function disagreements(one: RecordChange, other: RecordChange): string[] {
  const values = Object.keys(one.values).filter(
    (key) => Object.hasOwn(other.values, key) && !isSame(one.values[key], other.values[key]),
  );
  const cleared = [
    ...one.clear.filter((key) => Object.hasOwn(other.values, key)),
    ...other.clear.filter((key) => Object.hasOwn(one.values, key)),
  ];
  return [...values, ...cleared, ...(doLabelsAgree(one, other) ? [] : ['labels'])];
}

/** Both changes as one. They must agree. */
export function joined(one: RecordChange, other: RecordChange): RecordChange {
  const { replace = other.labels.replace } = one.labels;
  return {
    values: { ...one.values, ...other.values },
    clear: [...new Set([...one.clear, ...other.clear])],
    labels: {
      add: [...new Set([...one.labels.add, ...other.labels.add])],
      remove: [...new Set([...one.labels.remove, ...other.labels.remove])],
      replace,
    },
    fieldMeta: one.fieldMeta,
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function doLabelsAgree(one: RecordChange, other: RecordChange): boolean {
  const first = wholeLists(one);
  const second = wholeLists(other);
  if (first.replace ?? second.replace) {
    const others = [first, second].filter(({ add, remove }) => add.length + remove.length > 0);
    const [whole = [], same = whole] = [first.replace, second.replace].filter(
      (list) => list !== undefined,
    );
    return others.length === 0 && areSameLabels(whole, same);
  }
  return (
    !first.add.some((label) => holdsLabel(second.remove, label)) &&
    !second.add.some((label) => holdsLabel(first.remove, label))
  );
}

/** Taking all labels off is a list with none. */
function wholeLists({ clear, labels }: RecordChange): LabelChange {
  return clear.includes('labels') ? { add: [], remove: [], replace: [] } : labels;
}
