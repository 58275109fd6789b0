// What the catalogue's operations give out: no secret of the server, in whatever place, and pages that end.
import { operations } from '../platforms/list.js';
import { startChatwootSandbox, type ChatwootSandbox } from '../sandbox/chatwoot/index.js';
import { keyOf, runOperation } from './helpers/operation_run.js';
import { operationInputs } from './operation_inputs/index.js';

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox({ edition: 'enterprise' });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const SECRET_KEY = /(^|_)(token|secret|password|api_key|private_key_id)$/;
/** It stands in every page that shows the chat. */
const PUBLIC_KEY = 'website_token';

/** The texts that the sandbox keeps under the names of secrets, at any depth. */
function secretsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') {
    return SECRET_KEY.test(key) && key !== PUBLIC_KEY && value.length > 0 ? [value] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, held]) => secretsIn(held, inner));
}

it('the seed has secrets of all kinds', () => {
  const secrets = secretsIn(sandbox.store);
  expect(secrets).toEqual(
    expect.arrayContaining(['Gd8sK3vNq5RtYw2Xz7BcMf4L', 'Pz7xC4vB1nM8', 'Wv6tR1yE8uI4oP2a']),
  );
  expect(secrets).toEqual(expect.arrayContaining(['Rk5tV8yB2nM6qW9e', 'qN4vR8sT2wXy6ZbC1dEf5GhJ']));
});

it.each(operations)('$key gives out no secret of the server', async ({ key, fields }) => {
  const input = operationInputs[key];
  if (!input) throw new Error(`test/operation_inputs has nothing for ${key}`);
  const typed = fields.flatMap(({ key: field, label }) =>
    label === 'Password' ? [input.full[field]] : [],
  );
  for (const given of [input.minimal, input.full, input.single ?? input.full]) {
    sandbox.reset();
    input.prepare?.(sandbox.store);
    const answer = await runOperation(sandbox.url, key, given, { apiKey: keyOf(input) });
    const text = JSON.stringify(answer);
    // After the run, because some of them make secrets.
    const secrets = [...secretsIn(sandbox.store), ...typed].map(String);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  }
});

it("the audit log tells of a channel's change without its tokens", async () => {
  const found = await runOperation(sandbox.url, 'find_audit_log', {});
  expect(JSON.stringify(found)).toContain('17841400000000001');
  expect(JSON.stringify(found)).not.toContain('EAA');
});

const paged = operations.filter((operation) => 'paged' in operation);

it.each(paged)('$key ends behind its last page, and gives nothing twice', async ({ key }) => {
  const input = operationInputs[key];
  const ids: unknown[] = [];
  let cursor: string | null | undefined;
  let pages = 0;
  do {
    const page = (await runOperation(sandbox.url, key, input?.minimal ?? {}, {
      ...(cursor && { cursor }),
    })) as { results: { id: unknown }[]; paging_token: string | null };
    ids.push(...page.results.map(({ id }) => id));
    cursor = page.paging_token;
    pages += 1;
  } while (cursor !== null && pages < 20);
  expect(pages).toBeLessThan(20);
  expect(ids.length).toBeGreaterThan(0);
  expect(new Set(ids).size).toBe(ids.length);
});
