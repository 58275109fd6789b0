import type { Search } from 'zapier-platform-core';
import { operationFields, operationGroups } from '../fields/operation.js';
import type { Step } from '../fields/offered_steps.js';
import { neededOperation } from '../steps/capability.js';
import { operationOutputs } from '../fields/outputs.js';
import { onPlatform } from '../steps/on_platform.js';
import { withContactIdIfAny } from '../steps/operation_input.js';
import { operations } from '../brands/current.js';
import type { OperationPage, ReadOperation } from '../platforms/contract/operations.js';

const NOTHING: OperationPage = { results: [], paging_token: null };

/** A search for every operation of the catalogue that only reads. */
export const operationSearches = Object.fromEntries(
  operations.flatMap((operation) =>
    operation.kind === 'search' ? [[operation.key, operationSearch(operation)]] : [],
  ),
);

/** The search of one operation. */
export function operationSearch(operation: ReadOperation) {
  const { key, noun, label, description, paged, sample = { id: '1' } } = operation;
  const groups = operationGroups(operation);
  return {
    key,
    needs: operation,
    noun,
    display: { label, description },
    operation: {
      ...(groups.length > 0 && { inputFieldGroups: groups }),
      inputFields: operationFields(operation),
      ...(paged && { canPaginate: true }),
      perform: onPlatform(async (platform, input, { cursor }) => {
        const own = neededOperation(platform, operation);
        const filled = await withContactIdIfAny(platform, operation, input);
        const page = filled ? await own.read(key, filled, cursor) : NOTHING;
        return paged ? page : page.results;
      }),
      outputFields: [operationOutputs(operation)],
      sample,
    },
  } satisfies Step<Search>;
}
