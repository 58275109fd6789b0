import { keys, startChatwootSandbox, type ChatwootSandbox } from '../../sandbox/chatwoot/index.js';
import { operationInputs } from '../operation_inputs/index.js';
import { catalogueScenarios } from './catalogue/index.js';
import { runScenario } from './run.js';
import { openServer } from './server.js';

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox({ runsJobs: true });
});
afterAll(() => sandbox.close());

it('takes away what outlives the account: accounts, people and bots of the platform', async () => {
  const { store } = sandbox;
  const count = (): number[] => [store.accounts.length, store.users.length, store.agentBots.length];
  const before = count();
  const server = await openServer({ url: sandbox.url, platformToken: keys.platformApp });
  const makes = /(create|delete)_(agent|user|platform_account|platform_agent_bot|account_user)$/;
  for (const scenario of catalogueScenarios(operationInputs)) {
    if (!makes.test(scenario.name)) continue;
    expect(await runScenario(scenario, server)).toEqual({ name: scenario.name, result: 'held' });
  }
  await server.close();
  await sandbox.settle();
  expect(count()).toEqual(before);
});
