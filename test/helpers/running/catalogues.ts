// The platforms' catalogues, each with a sandbox and what its operations are walked with.
import type { ZObject } from 'zapier-platform-core';
import type { Entry } from '../../../platforms/catalogue/entry.js';
import { chatwootOperations } from '../../../platforms/chatwoot/operations/index.js';
import { highlevelOperations } from '../../../platforms/highlevel/operations/index.js';
import { startChatwootSandbox } from '../../../sandbox/chatwoot/index.js';
import { keys, locationId, startHighlevelSandbox } from '../../../sandbox/highlevel/index.js';
import type { Sandbox } from '../../../sandbox/server.js';
import { highlevelInputs } from '../../operation_inputs/highlevel.js';
import { operationInputs } from '../../operation_inputs/index.js';
import type { OperationInput } from './operation_inputs.js';
import { keyOf, runOperation } from './operation_run.js';

type Row = Record<string, unknown>;
type Inputs = Omit<OperationInput<never>, 'prepare' | 'leaves' | 'key'>;

/** A server of a catalogue's platform. */
export interface CatalogueServer extends Pick<Sandbox, 'requests' | 'fail' | 'close'> {
  /** Its seed again, with what an operation needs besides; no request and no fault on record. */
  reset(key?: string): void;
  run(key: string, input: Row, options?: { cursor?: string; z?: ZObject }): Promise<unknown>;
}

/** A platform's catalogue. */
export interface WalkedCatalogue {
  platform: string;
  operations: readonly Entry[];
  inputOf(key: string): Inputs;
  start(): Promise<CatalogueServer>;
}

/** All catalogues: a new platform's belongs here. */
export const catalogues: WalkedCatalogue[] = [
  {
    platform: 'Chatwoot',
    operations: chatwootOperations,
    inputOf: (key) => found(operationInputs[key], key),
    start: async () => {
      const sandbox = await startChatwootSandbox({ edition: 'enterprise' });
      return {
        ...sandbox,
        reset: (key = '') => {
          sandbox.reset();
          operationInputs[key]?.prepare?.(sandbox.store);
        },
        run: (key, input, options) => {
          const apiKey = keyOf(found(operationInputs[key], key));
          return runOperation(sandbox.url, key, input, { apiKey, ...options });
        },
      };
    },
  },
  {
    platform: 'HighLevel',
    operations: highlevelOperations,
    inputOf: (key) => found(highlevelInputs[key], key),
    start: async () => {
      const sandbox = await startHighlevelSandbox();
      return {
        ...sandbox,
        reset: (key = '') => {
          sandbox.reset();
          sandbox.store.rateLimit.max = 100_000;
          highlevelInputs[key]?.prepare?.(sandbox.store);
        },
        run: (key, input, options) =>
          runOperation(sandbox.url, key, input, {
            ...{ platform: 'highlevel', apiKey: keys.all, accountId: locationId },
            ...options,
          }),
      };
    },
  },
];

function found<Input>(input: Input | undefined, key: string): Input {
  if (input === undefined) throw new Error(`test/operation_inputs has nothing for ${key}`);
  return input;
}
