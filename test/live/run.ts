import type { SentRequest } from '../../playground/api.js';
import { recorded } from '../../playground/worker/recorder.js';
import { messageOf } from './check.js';
import { NotApplicable, reasonAgainst, type Scenario } from './scenario.js';
import type { LiveServer } from './server.js';

/** What became of a scenario. */
export type Outcome =
  | { name: string; result: 'held' }
  | { name: string; result: 'not applicable'; reason: string }
  | { name: string; result: 'failed'; reason: string; requests: SentRequest[] };

/** Tries a scenario; whatever goes wrong is its outcome. */
export async function runScenario(scenario: Scenario, server: LiveServer): Promise<Outcome> {
  const { name } = scenario;
  const reason = reasonAgainst(scenario, server);
  if (reason) return { name, result: 'not applicable', reason };
  const requests: SentRequest[] = [];
  try {
    await recorded(requests, () => scenario.run(server));
    return { name, result: 'held' };
  } catch (fault) {
    if (fault instanceof NotApplicable) {
      return { name, result: 'not applicable', reason: fault.message };
    }
    return { name, result: 'failed', reason: messageOf(fault), requests };
  }
}
