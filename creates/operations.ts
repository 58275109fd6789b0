import type { Create } from 'zapier-platform-core';
import { operationFields, operationGroups } from '../fields/operation.js';
import type { Step } from '../fields/offered_steps.js';
import { neededOperation } from '../steps/capability.js';
import { operationOutputs } from '../fields/outputs.js';
import { onPlatform } from '../steps/on_platform.js';
import { operations } from '../brands/current.js';
import { withContactId } from '../steps/operation_input.js';
import type { WriteOperation } from '../platforms/contract/operations.js';

/** A create for every operation of the catalogue that changes something. */
export const operationCreates = Object.fromEntries(
  operations.flatMap((operation) =>
    operation.kind === 'create' ? [[operation.key, operationCreate(operation)]] : [],
  ),
);

/** The create of one operation. */
export function operationCreate(operation: WriteOperation) {
  const { key, noun, label, description, sample = { id: '1' } } = operation;
  const groups = operationGroups(operation);
  return {
    key,
    needs: operation,
    noun,
    display: { label, description },
    operation: {
      ...(groups.length > 0 && { inputFieldGroups: groups }),
      inputFields: operationFields(operation),
      perform: onPlatform(async (platform, input) => {
        const own = neededOperation(platform, operation);
        return own.write(key, await withContactId(platform, operation, input));
      }),
      outputFields: [operationOutputs(operation)],
      sample,
    },
  } satisfies Step<Create>;
}
