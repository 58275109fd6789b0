// The same update by the vendors' JavaScript clients, which know nothing of Zapier: `sdks.ts <folder with them>`.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { answer } from '../apart.js';
import { bareApp, startEcho, UPDATE } from '../core.js';
import { byTurns } from '../timing.js';

interface ChatwootModule {
  default: new (options: object) => {
    contacts: { update(change: object): Promise<unknown> };
  };
}
interface HighlevelModule {
  HighLevel: (new (options: object) => {
    contacts: { updateContact(params: object, body: object): Promise<unknown> };
  }) & { BASE_URL: string };
}

const [, , folder = '', rounds = '6', times = '150'] = process.argv;
const { url } = await startEcho();
const load = createRequire(join(folder, 'package.json'));
const { default: Chatwoot } = load('@figuro/chatwoot-sdk') as ChatwootModule;
const { HighLevel } = load('@gohighlevel/api-client') as HighlevelModule;
HighLevel.BASE_URL = url;
const chatwoot = new Chatwoot({ config: { basePath: url, token: 'a-key-for-loopback' } });
const highlevel = new HighLevel({ privateIntegrationToken: 'a-key-for-loopback' });
const bare = await bareApp(`${url}/contacts/1`);
const name = 'Jane';
answer(
  await byTurns(
    {
      bare: () => bare(UPDATE, { authData: {}, inputData: {} }),
      chatwoot: () => chatwoot.contacts.update({ accountId: 1, id: 1, data: { name } }),
      highlevel: () => highlevel.contacts.updateContact({ contactId: 'a1' }, { name }),
    },
    { rounds: Number(rounds), times: Number(times) },
  ),
);
