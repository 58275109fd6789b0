import {
  keys,
  locationId,
  startHighlevelSandbox,
  type HighlevelSandbox,
} from '../sandbox/highlevel/index.js';
import { contactTaggedTrigger } from '../triggers/contact_tagged.js';
import { newContactTrigger } from '../triggers/new_contact.js';
import { updatedContactTrigger } from '../triggers/updated_contact.js';
import { stopClock } from './helpers/zapier_simulator_clock.js';
import {
  changesOfHighlevel,
  contactsOfHighlevel,
  TAG,
  taggingsOfHighlevel,
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

test('new contacts', async () => {
  const source = contactsOfHighlevel(sandbox.store);
  await prove({ platform, trigger: newContactTrigger, authData, sandbox, source }, rows);
});

test('changed contacts', async () => {
  const source = changesOfHighlevel(sandbox.store, random);
  await prove({ platform, trigger: updatedContactTrigger, authData, sandbox, source }, rows);
});

test('tagged contacts', async () => {
  const source = taggingsOfHighlevel(sandbox.store, random);
  const inputData = { tag: TAG };
  const trigger = contactTaggedTrigger;
  await prove({ platform, trigger, authData, inputData, sandbox, source }, rows);
});
