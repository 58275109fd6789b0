import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../sandbox/chatwoot/index.js';
import { newContactTrigger } from '../triggers/new_contact.js';
import { newConversationTrigger } from '../triggers/new_conversation.js';
import {
  contactsOfChatwoot,
  conversationsOfChatwoot,
} from './helpers/zapier_simulator_chatwoot.js';
import { stopClock } from './helpers/zapier_simulator_clock.js';
import { printTable, prove, type Row } from './helpers/zapier_simulator_report.js';

jest.setTimeout(180_000);

const rows: Row[] = [];
let sandbox: ChatwootSandbox;
let authData: Record<string, string>;

beforeAll(async () => {
  stopClock(Date.parse('2026-03-02T08:00:00.000Z'));
  sandbox = await startChatwootSandbox();
  authData = {
    platform: 'chatwoot',
    apiKey: keys.administrator,
    baseUrl: sandbox.url,
    accountId: String(seeded.accounts.acme),
  };
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
  jest.useRealTimers();
  await sandbox.close();
  printTable(rows);
});

test('new contacts', async () => {
  const source = contactsOfChatwoot(sandbox.store);
  await prove(
    { platform: 'Chatwoot', trigger: newContactTrigger, authData, sandbox, source },
    rows,
  );
});

test('new conversations', async () => {
  const source = conversationsOfChatwoot(sandbox.store);
  await prove(
    {
      platform: 'Chatwoot',
      trigger: newConversationTrigger,
      authData,
      sandbox,
      source,
      // 25 conversations a page, with their contacts and last messages: the server lets nobody choose.
      fixedPage: true,
    },
    rows,
  );
});
