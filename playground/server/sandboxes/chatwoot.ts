import {
  arriveContact,
  createConversation,
  createMessage,
  keys,
  startChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { nextPerson } from './people.js';
import { WRITES, type RunningSandbox } from './kind.js';

const ACCOUNT = 1;

/** @param platform which of the platforms of this kind it plays */
export async function start(platform: string): Promise<RunningSandbox> {
  const sandbox = await startChatwootSandbox({ runsJobs: true });
  const { store, url } = sandbox;
  return {
    authData: { platform, apiKey: keys.administrator, baseUrl: url, accountId: String(ACCOUNT) },
    happen(event) {
      const { firstName, lastName, email, phone } = nextPerson();
      const name = `${firstName} ${lastName}`;
      const contact = arriveContact(store, ACCOUNT, { name, email, phone_number: phone });
      const inbox = store.inboxes.find(({ account_id: account }) => account === ACCOUNT);
      if (event !== WRITES.key || !inbox) return;
      const conversation = createConversation(store, contact, inbox);
      createMessage(store, conversation, 'Hello, are you open on Saturday?');
    },
    close: () => sandbox.close(),
  };
}
