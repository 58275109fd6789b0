import {
  basePath,
  keys,
  startVixieesSandbox,
  type VixieesSandbox,
} from '../sandbox/vixiees/index.js';
import { newContactTrigger } from '../triggers/new_contact.js';
import { updatedContactTrigger } from '../triggers/updated_contact.js';
import { stopClock } from './helpers/zapier_simulator_clock.js';
import { randomOf, seed } from './helpers/zapier_simulator_random.js';
import { printTable, prove, type Row } from './helpers/zapier_simulator_report.js';
import { changesOfVixiees, contactsOfVixiees } from './helpers/zapier_simulator_vixiees.js';

jest.setTimeout(180_000);

const platform = 'Vixiees';
const rows: Row[] = [];
const random = randomOf(seed + 1);
let sandbox: VixieesSandbox;
let authData: Record<string, string>;

beforeAll(async () => {
  stopClock(Date.parse('2026-03-02T08:00:00.000Z'));
  sandbox = await startVixieesSandbox();
  authData = {
    platform: 'vixiees',
    apiKey: keys.account,
    baseUrl: `${sandbox.url}${basePath}`,
  };
});
beforeEach(() => {
  sandbox.reset();
  sandbox.store.rateLimit = { licences: 1e9, perLicence: 1, minuteMs: 1, burst: 1e9, burstMs: 1 };
});
afterAll(async () => {
  jest.useRealTimers();
  await sandbox.close();
  printTable(rows);
});

test('new contacts', async () => {
  const source = contactsOfVixiees(sandbox.store, random);
  await prove({ platform, trigger: newContactTrigger, authData, sandbox, source }, rows);
});

test('changed contacts', async () => {
  const source = changesOfVixiees(sandbox.store, random);
  await prove({ platform, trigger: updatedContactTrigger, authData, sandbox, source }, rows);
});
