import type { Create } from 'zapier-platform-core';
import { operationFields } from '../fields/operation.js';
import type { Step } from '../fields/offered_steps.js';
import { neededOperation } from '../steps/capability.js';
import { operationOutputs } from '../fields/outputs.js';
import { onPlatform } from '../steps/on_platform.js';
import { operations } from '../brands/current.js';
import type { WriteOperation } from '../platforms/contract/operations.js';

/** A create for every operation of the catalogue that changes something. */
export const operationCreates = Object.fromEntries(
  operations.flatMap((operation) =>
    operation.kind === 'create' ? [[operation.key, createOf(operation)]] : [],
  ),
);

function createOf(operation: WriteOperation) {
  const { key, noun, label, description, sample = { id: '1' } } = operation;
  return {
    key,
    needs: operation,
    noun,
    display: { label, description },
    operation: {
      inputFields: operationFields(operation),
      perform: onPlatform((platform, input) =>
        neededOperation(platform, operation).write(operation, input),
      ),
      outputFields: [operationOutputs(operation)],
      sample,
    },
  } satisfies Step<Create>;
}
