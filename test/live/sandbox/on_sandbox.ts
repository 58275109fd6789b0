import { keys, startChatwootSandbox } from '../../../sandbox/chatwoot/index.js';
import * as played from '../../../sandbox/chatwoot/releases.js';
import { runScenario } from '../run.js';
import type { Scenario } from '../scenario.js';
import { openServer, type LiveServer } from '../server.js';

/** The releases that the sandbox offers, oldest first. */
export const releases: readonly string[] = (
  (played as { releases?: readonly { name: string }[] }).releases ??
  ['3.5', '4.14', '4.15'].map((name) => ({ name }))
).map(({ name }) => name);

export const oldest = releases[0] ?? '3.5';
/** The newest without faults of its own. */
export const newest = releases.findLast((name) => /^[\d.]+$/.test(name)) ?? '4.15';

/** Every second one of the others, so that no file has more runs than core bears. */
export function othersOf(half: 0 | 1): readonly string[] {
  const others = releases.filter((name) => name !== oldest && name !== newest);
  return others.filter((_name, index) => index % 2 === half);
}

/** What may keep a scenario from being tried on the sandbox. */
const REASONS =
  /^(needs Chatwoot|needs a newer Chatwoot|only the Enterprise|the API makes no|integrations want|its link would)/;

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
        if (outcome.result === 'not applicable') {
          // Said in the list of tests: a scenario that doesn't run isn't one that holds.
          expect(outcome).toEqual({ name, result: 'not applicable', reason: outcome.reason });
          expect(outcome.reason).toMatch(REASONS);
        }
      },
    );
  });
}

function titleOf({ name, sandboxDiffers }: Scenario): string {
  return sandboxDiffers ? `${name} (on real servers; the sandbox differs yet)` : name;
}
