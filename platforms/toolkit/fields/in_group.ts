import type { Grouped, InputField } from '../../contract/form.js';

/** Fields as ones of a group of their form. */
export function inGroup<Group extends string>(
  group: Group,
  fields: readonly InputField[],
): Grouped<Group>[] {
  return fields.map((field) => ({ ...field, group }));
}
