import { Problem } from '../../http/problem.js';
import { request } from '../../http/request.js';
import { listIn } from '../toolkit/answer.js';
import {
  checkAccountId,
  chooseAccount,
  isForPeople,
  readProfile,
  type ChatwootClient,
} from './client.js';

/**
 * Checks the connection in one request and names it, such as `Acme Support (Jane on chat.example.com)`.
 * A bot's or platform app's key costs a second one, to tell which of the two it is.
 * @throws Problem that says what is wrong with key, address or account
 */
export async function checkConnection(client: ChatwootClient): Promise<{ label: string }> {
  const { baseUrl } = client.wire;
  const { host } = new URL(baseUrl);
  const profile = await readProfile(client).catch((failure: unknown) => {
    if (!isForPeople(failure)) throw failure;
  });
  if (!profile) return { label: `${await kindOfKey(client)} on ${host}` };
  // `api_and_webhooks` in it is believed by Chatwoot Cloud alone, and false for accounts older than the flag.
  const account = chooseAccount(client, profile);
  return { label: `${account.name} (${profile.name} on ${host})` };
}

/** Chatwoot says the same about both kinds of keys, but only a platform app's opens the platform API. */
async function kindOfKey(client: ChatwootClient): Promise<'Platform App' | 'Agent Bot'> {
  try {
    const bots = await request(client.host, client.wire, {
      method: 'GET',
      path: '/platform/api/v1/agent_bots',
      secret: true,
    });
    listIn(client.wire, bots);
    return 'Platform App';
  } catch (failure) {
    const status = failure instanceof Problem ? failure.details.refusal?.status : undefined;
    // Some servers let nobody near the platform API.
    if (status === undefined || ![401, 403, 404].includes(status)) throw failure;
  }
  // Only the number's form can be checked: a bot may not read its account.
  if (client.typedAccountId) checkAccountId(client.typedAccountId);
  return 'Agent Bot';
}
