import { asText } from '../../http/body.js';
import { rowsIn } from '../toolkit/answer.js';
import type { Choice } from '../contract/form.js';
import { toOptionalText } from '../toolkit/values/index.js';
import { accountRequest, isServerError, type ChatwootClient } from './client.js';
import { chatwootProblems } from './problems.js';
import { isId } from './ids.js';
import { readInboxes } from './inboxes.js';

/**
 * The bots of the account and of the server, for dropdowns. Where the server fails over them for every
 * key (chatwoot/chatwoot#15097) they come with the agents of an inbox.
 * @param input the step's form: its inbox will do, another is looked up otherwise
 * @throws Problem that says what to type instead, where no way leads to them
 */
export async function agentBotChoices(
  client: ChatwootClient,
  input: Record<string, unknown>,
): Promise<Choice[]> {
  try {
    const data = await accountRequest(client, { method: 'GET', path: '/agent_bots', secret: true });
    return rowsIn(client.wire, data).map(toChoice);
  } catch (failure) {
    if (!isServerError(failure)) throw failure;
    const bots = await botsOfInbox(client, input).catch(() => []);
    if (bots.length > 0) return bots;
    throw chatwootProblems.noBotList(client.wire.platform);
  }
}

async function botsOfInbox(
  client: ChatwootClient,
  input: Record<string, unknown>,
): Promise<Choice[]> {
  const chosen = toOptionalText(input['inbox']);
  const inbox = chosen !== undefined && isId(chosen) ? chosen : (await readInboxes(client))[0]?.id;
  const data = await accountRequest(client, {
    method: 'GET',
    path: '/assignable_agents',
    query: { 'inbox_ids[]': inbox, include_agent_bots: true },
  });
  return rowsIn(client.wire, data, { at: ['payload'] })
    .filter((row) => row['assignee_type'] === 'AgentBot')
    .map(toChoice);
}

function toChoice(bot: Record<string, unknown>): Choice {
  return { id: asText(bot['id']), label: asText(bot['name']) };
}
