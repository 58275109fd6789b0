// Requests of HighLevel's own operations, and the sandbox's answers to them, against the vendor's documents.
import { readFileSync } from 'node:fs';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { highlevelOperations } from '../../../platforms/highlevel/operations/index.js';
import { factsOf } from '../../../scripts/docs/actions_page.js';
import { keys, locationId, startHighlevelSandbox } from '../../../sandbox/highlevel/index.js';
import {
  hasSpecs,
  SPECS,
  unexplained,
  violations,
  type Exception,
} from '../../helpers/contract.js';
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
  {
    reason: 'The document has `{type}` in the path, and does not say what it is.',
    covers: {
      'POST /contacts/bulk/tags/update/{type}': /^request \/path must NOT have additional .*"type"/,
    },
  },
  {
    reason: "The rows are objects in the document's own example, whatever its schema says.",
    covers: {
      'POST /contacts/bulk/tags/update/{type}': /^answer 201 \/responses\/\d+ must be string/,
    },
  },
  {
    reason: 'Its path has an {id}, but no parameter for it.',
    covers: {
      'GET /conversations/messages/email/{id}':
        /^request \/path must NOT have additional properties .*"id"/,
    },
  },
  {
    reason: 'Documented bare, seen in an envelope (operations §2.12).',
    covers: {
      'GET /conversations/messages/email/{id}': /^answer 200 {2}must have required property/,
    },
  },
  {
    reason: 'Numbers, lists and objects are values too, as for all contacts.',
    covers: {
      'GET /contacts/business/{businessId}': /\/customFields\/\d+\/value must be string/,
    },
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
  for (const key of ['list_workflows', 'list_campaigns', 'list_custom_values'] as const) {
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
    ...(await violations(
      'highlevel/apps/locations.json',
      of(/^\/locations\/\w+\/(tags|customValues)/),
    )),
    ...(await violations('highlevel/apps/conversations.json', of(/^\/conversations/))),
  ];
  expect(unexplained(found, exceptions)).toEqual({ violations: [], unused: [] });
});

type Documents = Record<string, Record<string, { security?: Record<string, string[]>[] }>>;

(hasSpecs ? it : it.skip)('the scope that is named is the one that the document asks for', () => {
  const paths = ['contacts', 'locations', 'conversations'].flatMap((name) => {
    const text = readFileSync(`${SPECS}/highlevel/apps/${name}.json`, 'utf8');
    return Object.entries((JSON.parse(text) as { paths: Documents }).paths);
  });
  const bare = (path: string): string => path.replaceAll(/\{\w+\}/g, '{}').replace(/\/$/, '');
  const asked = highlevelOperations.flatMap(({ key, scope }) =>
    factsOf(key).operations.map((call) => {
      const [method = '', path = ''] = call.split(' ');
      const found = paths.find(([documented]) => bare(documented) === bare(path))?.[1];
      const scopes = found?.[method.toLowerCase()]?.security?.flatMap(({ bearer = [] }) => bearer);
      return { key, scope, scopes: scopes ?? [] };
    }),
  );
  // The document names none of the bulk calls, of those by ID below a location, and of e-mails.
  expect(asked.filter(({ scopes }) => scopes.length > 0).length).toBeGreaterThan(20);
  const wrong = asked.filter(({ scope, scopes }) => scopes.length > 0 && !scopes.includes(scope));
  expect(wrong).toEqual([]);
});
