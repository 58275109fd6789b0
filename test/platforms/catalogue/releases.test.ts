// The catalogue's walk on the release that the white labels run. Without core, as in operations.test.ts.
import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import { fill } from '../../../platforms/catalogue/fill.js';
import { sinceOf } from '../../../platforms/chatwoot/operations/releases.js';
import { chatwootValues } from '../../../platforms/chatwoot/operations/values.js';
import type { ChatwootEntry } from '../../../platforms/chatwoot/operations/entry.js';
import { startChatwootSandbox, type ChatwootSandbox } from '../../../sandbox/chatwoot/index.js';
import { endingOf } from '../../helpers/ending.js';
import { keyOf, runOperation } from '../../helpers/running/operation_run.js';
import { operationInputs } from '../../operation_inputs/index.js';
import { sampleOf } from '../../helpers/thorough.js';

type Row = Record<string, unknown>;
type Kind = 'minimal' | 'full' | 'single';

interface Scenario {
  operation: ChatwootEntry;
  key: string;
  kind: Kind;
  values: Row;
  /** The release that it needs; undefined where 3.5.2 has all of it. */
  since: string | undefined;
}

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox({ version: '3.5', edition: 'enterprise' });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.requests.length = 0;
});

const scenarios = operations.flatMap((operation): Scenario[] => {
  const { key } = operation;
  const input = operationInputs[key];
  if (!input) throw new Error(`test/operation_inputs has nothing for ${key}`);
  return (['minimal', 'full', 'single'] as const).flatMap((kind) => {
    const values = input[kind];
    if (!values) return [];
    const since = input.since?.[kind] ?? routeSince(operation, values);
    return [{ operation, key, kind, values, since }];
  });
});

function ownSince(operation: ChatwootEntry, values: Row): string | undefined {
  return sinceOf(fill(chatwootValues, operation, values));
}

/** What the client API can't show alone is taken from its list. */
function routeSince(operation: ChatwootEntry, values: Row): string | undefined {
  const isListed = operation.kind === 'search' && operation.base === 'public';
  return isListed ? undefined : ownSince(operation, values);
}

/** Runs a scenario, and holds what it gives against what servers of today give. */
async function walk({ key, kind, values }: Scenario): Promise<void> {
  const input = operationInputs[key];
  input?.prepare?.(sandbox.store);
  const apiKey = keyOf(input ?? { minimal: {}, full: {}, gives: {} });
  const result = await runOperation(sandbox.url, key, values, { apiKey });
  if (kind === 'minimal') return;
  const list = (result as { results?: unknown[] }).results ?? result;
  expect(Array.isArray(list) ? (list as unknown[])[0] : list).toMatchObject(input?.gives ?? {});
  if (kind === 'full') input?.leaves?.(sandbox.store);
}

describe('on Chatwoot 3.5.2, as on servers of today', () => {
  const held = scenarios.filter(({ since }) => since === undefined);

  // Most operations have two or three kinds of input: every third takes turns with the kinds.
  it.each(sampleOf(held, 3))('$key: $kind', walk);
});

describe('on Chatwoot 3.5.2, not applicable', () => {
  const later = scenarios.filter(({ since }) => since !== undefined);

  // A row that isn't needed any more must go.
  it.each(later)('$key: $kind came with $since', async (scenario) => {
    await expect(walk(scenario)).rejects.toThrow();
  });

  it.each(later.filter(({ operation, values }) => ownSince(operation, values) !== undefined))(
    '$key: $kind says that it came with $since',
    async ({ operation, key, values, since = '' }) => {
      const input = operationInputs[key];
      input?.prepare?.(sandbox.store);
      const apiKey = keyOf(input ?? { minimal: {}, full: {}, gives: {} });
      const message = await endingOf(runOperation(sandbox.url, key, values, { apiKey }));
      expect(message).toMatch(
        new RegExp(`(came with Chatwoot|since) ${since.replace('.', '\\.')}\\b`),
      );
      expect(message).not.toMatch(/found nothing|Check the ID/);
      if (!operation.absent) expect(message).toContain(operation.label);
    },
  );
});
