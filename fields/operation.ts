import type { PlainInputField } from 'zapier-platform-core';
import { toInputField, type Operation } from '../platforms/contract/operations.js';

/**
 * The form of an operation. Required fields are static, so that the editor shows them at once (the first
 * field where none is required: Zapier wants a static one); the others come from a function, because core
 * copies the whole definition at every run of any step.
 */
export function operationFields(operation: Operation) {
  const required = operation.fields.filter((field) => field.required);
  const shown = required.length > 0 ? required : operation.fields.slice(0, 1);
  const others = operation.fields.filter((field) => !shown.includes(field));
  const warning = operation.kind === 'create' ? operation.warning : undefined;
  return [
    ...(warning ? [warningField(warning)] : []),
    ...shown.map(toInputField),
    ...(others.length > 0 ? [() => Promise.resolve(others.map(toInputField))] : []),
  ];
}

function warningField(helpText: string): PlainInputField {
  return { key: 'warning', label: 'Careful', type: 'copy', helpText };
}
