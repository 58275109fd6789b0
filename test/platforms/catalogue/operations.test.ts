// Operations of the catalogue against the sandbox. Without core, which would take longer than the requests.
import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import type { ChatwootEntry } from '../../../platforms/chatwoot/operations/entry.js';
import { startChatwootSandbox, type ChatwootSandbox } from '../../../sandbox/chatwoot/index.js';
import { endingOf } from '../../helpers/ending.js';
import { keyOf, runOperation } from '../../helpers/running/operation_run.js';
import { operationInputs } from '../../operation_inputs/index.js';
import { sampleOf } from '../../helpers/thorough.js';

type Row = Record<string, unknown>;

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox({ edition: 'enterprise' });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.requests.length = 0;
});

const run = ({ key }: ChatwootEntry, inputData: Row, apiKey?: string): Promise<unknown> =>
  runOperation(sandbox.url, key, inputData, { ...(apiKey && { apiKey }) });

/** A search's records, from a page of them as well. */
const listOf = (result: unknown): unknown => (result as { results?: unknown[] }).results ?? result;

const first = (result: unknown): unknown => {
  const list = listOf(result);
  return Array.isArray(list) ? list[0] : result;
};

const SECRETS = /access_token|hmac_token|password|pubsub_token|"secret"|provider_config/;

/** What is required, or is a field at all, by what another field holds. */
const isConditional = ({ fields }: ChatwootEntry): boolean =>
  fields.some(({ neededFor, onlyFor }) => neededFor ?? onlyFor);

// All of them run in `npm run thorough`, and in `contract_operations.test.ts` where the vendor's document is there.
describe.each([
  ...operations.filter(isConditional),
  ...sampleOf(
    operations.filter((operation) => !isConditional(operation)),
    3,
  ),
])('$key', (operation) => {
  const input = operationInputs[operation.key];
  if (!input) throw new Error(`test/operation_inputs has nothing for ${operation.key}`);
  const required = operation.fields.filter((field) => field.required);

  beforeEach(() => input.prepare?.(sandbox.store));

  it('runs with what is required alone', async () => {
    expect(Object.keys(input.minimal).length).toBeLessThanOrEqual(Math.max(required.length, 1) + 1);
    await expect(run(operation, input.minimal, keyOf(input))).resolves.toBeDefined();
    expect(sandbox.requests).toHaveLength(1);
  });

  it('runs with everything, and gives the record without secrets', async () => {
    const result = first(await run(operation, input.full, keyOf(input)));
    expect(result).toMatchObject(input.gives);
    input.leaves?.(sandbox.store);
    expect(JSON.stringify(result)).not.toMatch(SECRETS);
    expect(sandbox.requests).toHaveLength(1);
  });

  it('finds the same record by its ID alone', async () => {
    if (!input.single) return;
    const result = listOf(await run(operation, input.single, keyOf(input)));
    expect(result).toEqual([expect.objectContaining(input.gives)]);
    expect(sandbox.requests).toHaveLength(1);
  });

  it('refuses to run without a required field, before any request', async () => {
    for (const { key, label } of required) {
      const message = await endingOf(run(operation, { ...input.full, [key]: '' }, keyOf(input)));
      expect(message).toBe(
        `${label}: this field is required. Fill it in, or map it from an earlier step.`,
      );
    }
    for (const { key, label, neededFor, onlyFor } of operation.fields) {
      const when = neededFor ?? onlyFor;
      if (!when) continue;
      const given = { ...input.full, [when.field]: when.value, [key]: '' };
      const message = await endingOf(run(operation, given, keyOf(input)));
      expect(message).toMatch(`${label}: this field is required.`);
    }
    expect(sandbox.requests).toHaveLength(0);
  });

  it('says that an unknown record is unknown', async () => {
    if (!input.unknown) return;
    const result = run(operation, input.unknown, keyOf(input));
    if (operation.kind === 'search') {
      expect(first(await result)).toBeUndefined();
    } else {
      expect(await endingOf(result)).toMatch(/has no|found nothing|may not reach|refused/);
    }
  });

  it('says what is wrong with a wrong key', async () => {
    const message = await endingOf(run(operation, input.minimal, 'wrongwrongwrongwrongwron'));
    if (input.key === 'none') expect(message).toMatch(/^no failure/);
    else expect(message).toMatch(/key does not appear to be valid|platform app/i);
  });
});

it('every input belongs to an operation', () => {
  expect(Object.keys(operationInputs).sort()).toEqual(operations.map(({ key }) => key).sort());
});
