import type { PlainInputField } from 'zapier-platform-core';
import {
  toInputField,
  type Operation,
  type OperationField,
} from '../platforms/contract/operations.js';
import type { FieldGroup } from './groups.js';

/** The group of the fields that are shown at once. */
const MAIN = 'main';

/** The groups of an operation's form; none where its fields name none. */
export function operationGroups({ noun, fields }: Operation): FieldGroup<string>[] {
  const folded = new Set(fields.flatMap(({ group }) => group ?? []));
  if (folded.size === 0) return [];
  const main = { key: MAIN, label: noun, emphasize: true } as const;
  return [main, ...[...folded].map((label) => ({ key: groupKey(label), label }))];
}

function groupKey(label: string): string {
  return label.toLowerCase().replace(/\W+/g, '_');
}

/**
 * The form of an operation. Required fields are static, so that the editor shows them at once (the first
 * field where none is required: Zapier wants a static one); the others come from a function, because core
 * copies the whole definition at every run of any step.
 */
export function operationFields(operation: Operation) {
  const required = operation.fields.filter((field) => field.required);
  const shown = required.length > 0 ? required : operation.fields.slice(0, 1);
  const others = operation.fields.filter((field) => !shown.includes(field));
  const order = operationGroups(operation).map(({ key }) => key);
  const inForm = (field: OperationField): PlainInputField => ({
    ...toInputField(field),
    ...(order.length > 0 && { group: field.group ? groupKey(field.group) : MAIN }),
  });
  const byGroup = (one: PlainInputField, other: PlainInputField): number =>
    order.indexOf(one.group ?? '') - order.indexOf(other.group ?? '');
  const { warning } = operation;
  return [
    ...(warning ? [warningField(warning)] : []),
    ...shown.map(inForm),
    ...(others.length > 0 ? [() => Promise.resolve(others.map(inForm).sort(byGroup))] : []),
  ];
}

function warningField(helpText: string): PlainInputField {
  return { key: 'warning', label: 'Careful', type: 'copy', helpText };
}
