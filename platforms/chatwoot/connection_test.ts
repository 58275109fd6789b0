import { Problem, problem } from '../../http/problem.js';
import { request } from '../../http/request.js';
import { chooseAccount, readProfile, type ChatwootClient, type Profile } from './client.js';
import { chatwootTexts } from './errors.js';

/**
 * Checks the connection in one request and names it, such as `Acme Support (Jane on chat.example.com)`.
 * A bot's or platform app's key costs a second one, to tell which of the two it is.
 * @throws Problem that says what is wrong with key, address or account
 */
export async function testConnection(client: ChatwootClient): Promise<{ label: string }> {
  const { platform, baseUrl } = client.wire;
  const profile = await readProfile(client).catch((failure: unknown) =>
    explainBotKey(client, failure),
  );
  const account = chooseAccount(client, profile);
  if (!account.apiAccess) throw problem(chatwootTexts.apiOff(platform, account.name));
  return { label: `${account.name} (${profile.name} on ${new URL(baseUrl).host})` };
}

/** Chatwoot says the same about both kinds of keys, but only a platform app's opens the platform API. */
async function explainBotKey(client: ChatwootClient, failure: unknown): Promise<Profile> {
  const { platform } = client.wire;
  const said = failure instanceof Problem ? (failure.details.refusal?.said ?? '') : '';
  if (!/for bots/i.test(said)) throw failure;
  const platformApp = await request(client.z, client.wire, {
    method: 'GET',
    path: '/platform/api/v1/agent_bots',
    secret: true,
  }).then(
    () => true,
    () => false,
  );
  throw problem(
    platformApp ? chatwootTexts.platformAppKey(platform) : chatwootTexts.botKey(platform),
  );
}
