// Tests run steps in an app of one step (`helpers/running/app.ts`). The whole one gives the same.
import zapier, { type Bundle, type ZObject } from 'zapier-platform-core';
import app from '../index.js';
import { creates } from '../creates/index.js';
import { keys, startChatwootSandbox, type ChatwootSandbox } from '../sandbox/chatwoot/index.js';
import { searches } from '../searches/index.js';
import { triggers } from '../triggers/index.js';
import { failureOf, run } from './helpers/running/app.js';
import './helpers/running/core_limit.js';

type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;

const whole = zapier.createAppTester(app);
let sandbox: ChatwootSandbox;
beforeAll(async () => (sandbox = await startChatwootSandbox()));
afterAll(() => sandbox.close());

const perform = ({ operation }: { operation: object }): Perform =>
  (operation as { perform: Perform }).perform;

const bundleOf = (inputData: Record<string, unknown>, apiKey: string = keys.administrator) => ({
  authData: { platform: 'chatwoot', apiKey, baseUrl: sandbox.url, accountId: '1' },
  inputData,
  meta: {},
});

it.each<[string, Perform, Record<string, unknown>]>([
  ['a trigger', perform(triggers.new_contact), {}],
  ['a search', perform(searches.find_contact), { email: 'jane.doe@example.com' }],
  ['a create', perform(creates.update_contact), { contact: '1', name: 'Ann' }],
  ['a function of no step', () => Promise.resolve({ id: 1 }), {}],
])('%s runs in the whole app as in one of its own', async (_kind, step, inputData) => {
  const alone = await run(step, bundleOf(inputData));
  const among = await whole(step, bundleOf(inputData) as never, true);
  expect(among).toEqual(alone);
  expect(JSON.stringify(among)).toContain('"id"');
});

it('fails in the whole app as in one of its own', async () => {
  const step = perform(searches.find_contact);
  const bundle = bundleOf({ contact: '1' }, 'not-a-key');
  const among = await failureOf(whole(step, bundle as never, true));
  expect(among).toEqual(await failureOf(run(step, bundle)));
  expect(among.name).toBe('ExpiredAuthError');
});
