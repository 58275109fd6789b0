import {
  keys,
  releases,
  startChatwootSandbox,
  type ChatwootSandboxOptions,
} from '../../../sandbox/chatwoot/index.js';
import { runScenario } from '../run.js';
import type { Scenario } from '../scenario.js';
import { openServer, type LiveServer } from '../server.js';

/** The newest release without faults of its own. */
export const newest = '4.15';
/** All others that the sandbox offers, oldest first. */
export const [oldest = '', ...others] = releases
  .map(({ name }) => name)
  .filter((name) => name !== newest);

/** What may keep a scenario from being tried on the sandbox. */
const REASONS =
  /^(needs Chatwoot|needs a newer Chatwoot|only the Enterprise|the API makes no|integrations want|its link would|fails over labels)/;

/** Tries scenarios on the sandbox as one release, over HTTP, as on any other server. */
export function describeOnSandbox(
  release: string,
  scenarios: readonly Scenario[],
  options: ChatwootSandboxOptions = {},
): void {
  describe(`Chatwoot ${release}`, () => {
    let server: LiveServer;
    let stop = (): Promise<void> => Promise.resolve();
    beforeAll(async () => {
      jest.spyOn(console, 'log').mockImplementation();
      const sandbox = await startChatwootSandbox({ version: release, runsJobs: true, ...options });
      stop = () => sandbox.close();
      server = await openServer({
        url: sandbox.url,
        platformToken: keys.platformApp,
        receiveAt: 'loopback',
      });
    });
    afterAll(async () => {
      jest.restoreAllMocks();
      await server.close();
      await stop();
    });

    it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
      '%s',
      async (name, scenario) => {
        const outcome = await runScenario(scenario, server);
        if (outcome.result === 'failed') throw new Error(outcome.reason);
        if (outcome.result === 'not applicable') {
          // Said in the list of tests: a scenario that doesn't run isn't one that holds.
          expect(outcome).toEqual({ name, result: 'not applicable', reason: outcome.reason });
          expect(outcome.reason).toMatch(REASONS);
        }
      },
    );
  });
}
