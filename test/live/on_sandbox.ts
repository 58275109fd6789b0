import { keys, startChatwootSandbox } from '../../sandbox/chatwoot/index.js';
import { runScenario } from './run.js';
import type { Scenario } from './scenario.js';
import { openServer, type LiveServer } from './server.js';

/** Tries scenarios on the sandbox as one release, over HTTP, as on any other server. */
export function describeOnSandbox(release: string, scenarios: readonly Scenario[]): void {
  describe(`Chatwoot ${release}`, () => {
    let server: LiveServer;
    let stop = (): Promise<void> => Promise.resolve();
    beforeAll(async () => {
      jest.spyOn(console, 'log').mockImplementation();
      const sandbox = await startChatwootSandbox({ version: release, runsJobs: true });
      stop = () => sandbox.close();
      server = await openServer({
        url: sandbox.url,
        platformToken: keys.platformApp,
        receiveAt: 'loopback',
      });
    });
    afterAll(async () => {
      await server.close();
      await stop();
    });

    it.each(scenarios.map((scenario) => [titleOf(scenario), scenario] as const))(
      '%s',
      async (_title, scenario) => {
        const { name } = scenario;
        const outcome = await runScenario(scenario, server);
        if (outcome.result === 'failed' && !scenario.sandboxDiffers)
          throw new Error(outcome.reason);
        // Only what the scenario itself says of releases keeps it from being tried here.
        if (outcome.result === 'not applicable') {
          expect(outcome).toEqual({
            name,
            result: 'not applicable',
            reason: expect.stringMatching(/^needs Chatwoot/),
          });
        }
      },
    );
  });
}

function titleOf({ name, sandboxDiffers }: Scenario): string {
  return sandboxDiffers ? `${name} (on real servers; the sandbox differs yet)` : name;
}
