// What operations' dropdowns are filled with, and what a server without an operation is told of.
import type { Bundle, ZObject } from 'zapier-platform-core';
import { keys, startChatwootSandbox, type ChatwootSandbox } from '../sandbox/chatwoot/index.js';
import { operationSearches } from '../searches/operations.js';
import { hiddenLists } from '../triggers/hidden_lists.js';
import { lightZ } from './helpers/zapier_simulator_z.js';

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.requests.length = 0;
});

async function run(
  perform: (z: ZObject, bundle: Bundle) => Promise<unknown>,
  inputData: Record<string, unknown>,
  page = 0,
): Promise<unknown> {
  const { z } = lightZ(
    () => undefined,
    () => undefined,
  );
  const authData = {
    platform: 'chatwoot',
    apiKey: keys.administrator,
    baseUrl: sandbox.url,
    accountId: '1',
  };
  return perform(z, { authData, inputData, meta: { page } } as unknown as Bundle);
}

const list = (key: keyof typeof hiddenLists, inputData = {}, page = 0): Promise<unknown> =>
  run(hiddenLists[key].operation.perform, inputData, page);

describe('dropdowns', () => {
  it.each([
    ['list_portals', {}, { id: 'acme-help', name: 'Acme Help' }],
    ['list_portal_ids', {}, { id: '1', name: 'Acme Help' }],
    ['list_categories', { portal: 'acme-help' }, { id: '1', name: 'Billing (en)' }],
    ['list_articles', { portal: 'acme-help' }, { id: '1', name: 'Where are my invoices?' }],
    ['list_integration_hooks', {}, { id: '1', name: 'dialogflow #1' }],
  ] as const)('%s', async (key, input, choice) => {
    expect(await list(key, input)).toEqual([choice]);
    expect(await list(key, input, 1)).toEqual([]);
  });

  it('of a portal have nothing before one is chosen', async () => {
    expect(await list('list_categories')).toEqual([]);
    expect(await list('list_articles')).toEqual([]);
    expect(sandbox.requests).toHaveLength(0);
  });

  it('give the pages of a long list', async () => {
    const [article] = sandbox.store.articles;
    if (!article) throw new Error('the seed has no article');
    sandbox.store.articles = Array.from({ length: 26 }, (_, index) => ({
      ...article,
      id: index + 1,
    }));
    expect(await list('list_articles', { portal: 'acme-help' })).toHaveLength(25);
    expect(await list('list_articles', { portal: 'acme-help' }, 1)).toHaveLength(1);
  });
});

describe('a server without an operation', () => {
  it('has no audit log', async () => {
    const perform = operationSearches['find_audit_log']?.operation.perform;
    await expect(run(perform as Parameters<typeof run>[0], {})).rejects.toThrow(
      /only the Enterprise edition keeps one/,
    );
  });
});
