import type { LiveServer } from './server.js';

/** What not every run has: a platform app's token, an address that the server can reach, tokens of an agent and a bot. */
export type Need = 'platformApp' | 'receiver' | 'agent' | 'bot';

/** One thing that the app promises on a Chatwoot, tried through the app and looked at through the server's API. */
export interface Scenario {
  /** What holds, in words: docs/behaviour.md names it so. */
  name: string;
  /** The release that brought what it tries; on older servers it isn't applicable. */
  since?: string;
  /** True where releases differ: the sandbox plays it in each of them, not in the newest and oldest alone. */
  everyRelease?: true;
  needs?: readonly Need[];
  /** @throws what doesn't hold */
  run: (server: LiveServer) => Promise<void>;
}

/** Thrown by a scenario that this server can't do, where only the server itself can tell. */
export class NotApplicable extends Error {}

/** Why a scenario can't be tried on a server; undefined where it can. */
export function reasonAgainst(
  { since, needs = [] }: Scenario,
  server: LiveServer,
): string | undefined {
  if (since && !server.atLeast(since)) return `needs Chatwoot ${since}, this is ${server.version}`;
  const missing = needs.find((need) => !server.has(need));
  return missing && WITHOUT[missing];
}

const WITHOUT: Record<Need, string> = {
  platformApp: 'needs a platform app: --platform-token',
  receiver: 'needs an address that the server can send events to: --receive-at',
  agent: "needs an agent's token: --platform-token makes one",
  bot: "needs a bot's token: --platform-token makes one",
};
