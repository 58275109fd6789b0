import { attributeKeyOf } from './attribute_key.js';
import type { Choice, InputField } from '../../contract/form.js';

/** A standard field that can be emptied: its input key and label. */
interface ClearableField {
  key: string;
  label: string;
}

/**
 * What Clear Fields offers: standard fields, all labels at once, and the account's own attributes.
 * @param labels what the platform calls them
 */
export function clearableChoices(
  standard: readonly ClearableField[],
  attributes: readonly InputField[],
  labels: string,
): Choice[] {
  return [
    ...standard.map(({ key, label }) => ({ id: key, label })),
    { id: 'labels', label: `${labels} (all of them)` },
    ...attributes
      .filter(({ type }) => type !== 'copy')
      .map(({ key, label }) => ({ id: key, label: label ?? key })),
  ];
}

/** Whether one field can be emptied, told by its key alone. */
export function isClearableKey(standard: readonly ClearableField[], key: string): boolean {
  return (
    key === 'labels' ||
    attributeKeyOf(key) !== undefined ||
    standard.some((field) => field.key === key)
  );
}
