// Requests of HighLevel's own operations, and the sandbox's answers to them, against the vendor's documents.
import type { Bundle, ZObject } from 'zapier-platform-core';
import { highlevelOperations } from '../../../platforms/highlevel/operations/index.js';
import { keys, locationId, startHighlevelSandbox } from '../../../sandbox/highlevel/index.js';
import { hasSpecs, unexplained, violations, type Exception } from '../../helpers/contract.js';
import { listTrigger } from '../../helpers/running/list_trigger.js';
import { runOperation } from '../../helpers/running/operation_run.js';
import { emptyZ } from '../../simulator/zapier/z.js';
import { highlevelInputs } from '../../operation_inputs/highlevel.js';

type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;

const exceptions: Exception[] = [
  {
    reason:
      'Marked as required; seen to work without, and there is nothing to say (reference §2.5).',
    covers: { 'DELETE /contacts/{contactId}/workflow/{workflowId}': /'requestBody'/ },
  },
];

(hasSpecs ? it : it.skip)('the contract with HighLevel holds for every operation', async () => {
  const sandbox = await startHighlevelSandbox();
  sandbox.store.rateLimit.max = 1000;
  const authData = {
    ...{ platform: 'highlevel', apiKey: keys.all, baseUrl: sandbox.url, accountId: locationId },
  };
  const asked: typeof sandbox.requests = [];
  for (const { key } of highlevelOperations) {
    const input = highlevelInputs[key];
    for (const given of [input?.minimal, input?.full, input?.single]) {
      if (!given) continue;
      sandbox.reset();
      input?.prepare?.(sandbox.store);
      await runOperation(sandbox.url, key, given, authData);
      asked.push(...sandbox.requests);
    }
  }
  for (const key of ['list_workflows', 'list_campaigns'] as const) {
    sandbox.reset();
    const perform = listTrigger(key).operation.perform as Perform;
    await perform(emptyZ(), { authData, inputData: {}, meta: { page: 0 } } as unknown as Bundle);
    asked.push(...sandbox.requests);
  }
  await sandbox.close();

  expect(asked.length).toBeGreaterThan(2 * highlevelOperations.length);
  const of = (part: RegExp) => asked.filter(({ path }) => part.test(path));
  const found = [
    ...(await violations('highlevel/apps/contacts.json', of(/^\/contacts/))),
    ...(await violations('highlevel/apps/workflows.json', of(/^\/workflows/))),
    ...(await violations('highlevel/apps/campaigns.json', of(/^\/campaigns/))),
  ];
  expect(unexplained(found, exceptions)).toEqual({ violations: [], unused: [] });
});
