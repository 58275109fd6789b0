import type { Fault, Sandbox } from '../../../sandbox/server.js';
import { passTime } from './clock.js';
import type { Random } from './random.js';
import type { Trouble } from './z.js';

const SECOND = 1000;

/** What the sandbox answers instead. */
const answers: Record<string, Fault> = {
  reset: { connection: 'reset' },
  cut: { connection: 'cut' },
  limit: { status: 429, headers: { 'retry-after': '7' }, body: '{"message":"Too Many Requests"}' },
  error: { status: 500, body: '{"error":"Internal Server Error"}' },
  proxy: {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html>Bad Gateway</html>',
  },
};

/** What the sandbox can't play: no answer in time, a late one, and one that Zapier loses. */
const others = ['timeout', 'slow', 'lost'] as const;

/** What goes wrong with a poll, and with which of its requests. */
export interface PollFault {
  kind: string;
  atRequest: number;
}

/** A fault for a tenth of the polls; most are over after one request, so most faults hit the first. */
export function chooseFault(random: Random): PollFault | undefined {
  if (!random.chance(0.125)) return undefined;
  const kind = random.pick([...Object.keys(answers), ...others]);
  return { kind, atRequest: random.chance(0.75) ? 1 : random.between(2, 4) };
}

/** Makes the fault hit the request that is about to be sent. */
export function inject({ kind }: PollFault, sandbox: Sandbox): Trouble {
  const fault = answers[kind];
  if (fault) sandbox.fail(fault);
  if (kind === 'slow') passTime(17 * SECOND);
  if (kind !== 'timeout') return undefined;
  passTime(20 * SECOND);
  return 'timeout';
}
