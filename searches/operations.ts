import type { Search } from 'zapier-platform-core';
import { operationFields } from '../fields/operation.js';
import type { Step } from '../fields/offered_steps.js';
import { neededOperation } from '../steps/capability.js';
import { operationOutputs } from '../fields/outputs.js';
import { onPlatform } from '../steps/on_platform.js';
import { operations } from '../brands/current.js';
import type { ReadOperation } from '../platforms/contract/operations.js';

/** A search for every operation of the catalogue that only reads. */
export const operationSearches = Object.fromEntries(
  operations.flatMap((operation) =>
    operation.kind === 'search' ? [[operation.key, searchOf(operation)]] : [],
  ),
);

function searchOf(operation: ReadOperation) {
  const { key, noun, label, description, paged, sample = { id: '1' } } = operation;
  return {
    key,
    needs: operation,
    noun,
    display: { label, description },
    operation: {
      inputFields: operationFields(operation),
      ...(paged && { canPaginate: true }),
      perform: onPlatform(async (platform, input, { cursor }) => {
        const page = await neededOperation(platform, operation).read(operation, input, cursor);
        return paged ? page : page.results;
      }),
      outputFields: [operationOutputs(operation)],
      sample,
    },
  } satisfies Step<Search>;
}
