import { asText } from '../../../http/body.js';
import { Problem } from '../../../http/problem.js';
import { rowsIn } from '../../toolkit/answer.js';
import { like, type Keeping } from '../../toolkit/cache.js';
import type { Choice } from '../../contract/form.js';
import {
  accountRequest,
  openAccount,
  readProfile,
  unlessForPeople,
  type ChatwootClient,
} from '../client.js';
import { chatwootProblems } from '../problems.js';
import { chatwootLists } from '../lists.js';

/** Whom the server offers; `told: false` where it doesn't tell this key. */
interface Offered {
  told: boolean;
  choices: Choice[];
}

const OFFERED: Keeping<Offered> = {
  version: 1,
  seconds: 10 * 60,
  shape: like({ told: true, choices: [{ id: '', label: '' }] }),
};
/** The owner's id; '' for one who is no agent. */
const OWNER: Keeping<string> = { version: 1, seconds: 24 * 60 * 60, shape: like('') };
const MOST_NAMED = 10;

/**
 * The server assigns whom it is told, also agents who can't see the inbox. Whom it would offer is read
 * once in ten minutes, and again when the agent isn't among them.
 * @throws Problem that names those who can be assigned
 */
export async function checkAgent(
  client: ChatwootClient,
  agent: string,
  inboxId: string,
): Promise<void> {
  const agents = await freshIfLacking(client, `assignable:${inboxId}`, agent, () =>
    readAssignable(client, inboxId),
  );
  if (!agents || agents.some(({ id }) => id === agent)) return;
  const names = agents.slice(0, MOST_NAMED).map(({ id, label }) => `${label} (ID ${id})`);
  if (agents.length > MOST_NAMED) names.push('…');
  const { platform } = client.wire;
  throw chatwootProblems.agentNotInInbox(agent, platform, names.join(', ') || 'nobody');
}

/**
 * A new conversation takes any team's number, even another account's.
 * @returns false for a bot's key, which isn't shown the teams
 * @throws Problem for an unknown one
 */
export async function checkTeam(client: ChatwootClient, team: string): Promise<boolean> {
  const teams = await freshIfLacking(client, 'teams', team, () =>
    unlessForPeople(chatwootLists.list_teams.read(client, {}, 1)),
  );
  if (!teams) return false;
  if (teams.some(({ id }) => id === team)) return true;
  throw chatwootProblems.unknownTeam(team, client.wire.platform);
}

/**
 * The key's owner when they are an agent, whom the server makes the assignee of what they open. Known
 * for a day.
 * @returns the owner's id; undefined for administrators and bots
 */
export async function agentOwner(client: ChatwootClient): Promise<string | undefined> {
  const agent = await client.memory.cached('owner', OWNER, async () => {
    const { account } = await openAccount(client);
    const profile = await unlessForPeople(readProfile(client));
    const role = profile?.accounts.find(({ id }) => id === account)?.role;
    return profile && role === 'agent' ? profile.id : '';
  });
  return agent || undefined;
}

async function readAssignable(
  client: ChatwootClient,
  inboxId: string,
): Promise<Choice[] | undefined> {
  try {
    const data = await accountRequest(client, {
      method: 'GET',
      path: '/assignable_agents',
      query: { 'inbox_ids[]': inboxId },
    });
    return rowsIn(client.wire, data, { at: ['payload'] }).map((agent) => ({
      id: asText(agent['id']),
      label: asText(agent['available_name']) || asText(agent['name']),
    }));
  } catch (failure) {
    // Agents reach conversations of their teams in inboxes that they aren't in: then nobody tells.
    const status = failure instanceof Problem ? failure.details.refusal?.status : undefined;
    if (status === 401 || status === 403 || status === 404) return undefined;
    throw failure;
  }
}

async function freshIfLacking(
  client: ChatwootClient,
  what: string,
  id: string,
  read: () => Promise<Choice[] | undefined>,
): Promise<Choice[] | undefined> {
  const { told, choices } = await client.memory.cached(
    what,
    OFFERED,
    async (): Promise<Offered> => {
      const offered = await read();
      return { told: offered !== undefined, choices: offered ?? [] };
    },
    (kept) => !kept.told || kept.choices.some((choice) => choice.id === id),
  );
  return told ? choices : undefined;
}
