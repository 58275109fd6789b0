import {
  keys,
  locationId,
  startHighlevelSandbox,
  type HighlevelSandbox,
} from '../sandbox/highlevel/index.js';
import { newConversationTrigger } from '../triggers/new_conversation.js';
import { newMessageTrigger } from '../triggers/new_message.js';
import { stopClock } from './helpers/zapier_simulator_clock.js';
import {
  conversationsOfHighlevel,
  messagesOfHighlevel,
} from './helpers/zapier_simulator_highlevel.js';
import { randomOf, seed } from './helpers/zapier_simulator_random.js';
import { printTable, prove, type Row } from './helpers/zapier_simulator_report.js';

jest.setTimeout(180_000);

const platform = 'HighLevel';
const rows: Row[] = [];
const random = randomOf(seed + 1);
let sandbox: HighlevelSandbox;
let authData: Record<string, string>;

beforeAll(async () => {
  stopClock(Date.parse('2026-03-02T08:00:00.000Z'));
  sandbox = await startHighlevelSandbox();
  authData = {
    platform: 'highlevel',
    apiKey: keys.all,
    baseUrl: sandbox.url,
    accountId: locationId,
  };
});
beforeEach(() => {
  sandbox.reset();
  sandbox.store.rateLimit = { max: 1e9, intervalMs: 1, daily: 1e9 };
});
afterAll(async () => {
  jest.useRealTimers();
  await sandbox.close();
  printTable(rows);
});

test('new conversations', async () => {
  const source = conversationsOfHighlevel(sandbox.store, random);
  await prove({ platform, trigger: newConversationTrigger, authData, sandbox, source }, rows);
});

test('new messages', async () => {
  const source = messagesOfHighlevel(sandbox.store);
  await prove({ platform, trigger: newMessageTrigger, authData, sandbox, source }, rows);
});
