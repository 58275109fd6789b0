// Short random stories of one Zap. Where one goes wrong, fast-check finds the few events that it takes.
import fc from 'fast-check';
import {
  keys as chatwootKeys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
  type HighlevelSandbox,
} from '../../sandbox/highlevel/index.js';
import {
  basePath,
  keys as vixieesKeys,
  startVixieesSandbox,
  type VixieesSandbox,
} from '../../sandbox/vixiees/index.js';
import { newContactTrigger } from '../../triggers/new_contact.js';
import { newConversationTrigger } from '../../triggers/new_conversation.js';
import { newMessageTrigger } from '../../triggers/new_message.js';
import { updatedContactTrigger } from '../../triggers/updated_contact.js';
import { isThorough } from '../helpers/thorough.js';
import { contactsOfChatwoot, conversationsOfChatwoot } from './zapier/chatwoot.js';
import { stopClock } from './zapier/clock.js';
import {
  changesOfHighlevel,
  contactsOfHighlevel,
  conversationsOfHighlevel,
  messagesOfHighlevel,
} from './zapier/highlevel.js';
import { randomOf, seed } from './zapier/random.js';
import { stories, tell } from './zapier/story.js';
import type { Trial } from './zapier/trial.js';
import { contactsOfVixiees } from './zapier/vixiees.js';

let chatwoot: ChatwootSandbox;
let highlevel: HighlevelSandbox;
let vixiees: VixieesSandbox;
beforeAll(async () => {
  stopClock(Date.parse('2026-03-02T08:00:00.000Z'));
  chatwoot = await startChatwootSandbox();
  highlevel = await startHighlevelSandbox();
  vixiees = await startVixieesSandbox();
});
afterAll(async () => {
  jest.useRealTimers();
  await Promise.all([chatwoot, highlevel, vixiees].map((sandbox) => sandbox.close()));
});

type Part = Pick<Trial, 'trigger' | 'source'>;

const onChatwoot = (part: () => Part): Trial => {
  chatwoot.reset();
  const { administrator: apiKey } = chatwootKeys;
  const authData = { platform: 'chatwoot', apiKey, baseUrl: chatwoot.url, accountId: '1' };
  return { platform: 'Chatwoot', authData, sandbox: chatwoot, ...part() };
};
const onHighlevel = (part: () => Part): Trial => {
  highlevel.reset();
  highlevel.store.rateLimit = { max: 1e9, intervalMs: 1, daily: 1e9 };
  const { all: apiKey } = highlevelKeys;
  const authData = {
    platform: 'highlevel',
    apiKey,
    baseUrl: highlevel.url,
    accountId: locationId,
  };
  return { platform: 'HighLevel', authData, sandbox: highlevel, ...part() };
};
const onVixiees = (part: () => Part): Trial => {
  vixiees.reset();
  vixiees.store.rateLimit = { licences: 1e9, perLicence: 1, minuteMs: 1, burst: 1e9, burstMs: 1 };
  const baseUrl = `${vixiees.url}${basePath}`;
  const authData = { platform: 'vixiees', apiKey: vixieesKeys.account, baseUrl };
  return { platform: 'Vixiees', authData, sandbox: vixiees, ...part() };
};

const random = randomOf(seed);
const trials: [string, () => Trial][] = [
  [
    'new contacts of Chatwoot',
    () =>
      onChatwoot(() => ({
        trigger: newContactTrigger,
        source: contactsOfChatwoot(chatwoot.store),
      })),
  ],
  [
    'new conversations of Chatwoot',
    () =>
      onChatwoot(() => ({
        trigger: newConversationTrigger,
        source: conversationsOfChatwoot(chatwoot.store),
      })),
  ],
  [
    'new contacts of HighLevel',
    () =>
      onHighlevel(() => ({
        trigger: newContactTrigger,
        source: contactsOfHighlevel(highlevel.store),
      })),
  ],
  [
    'changed contacts of HighLevel',
    () =>
      onHighlevel(() => ({
        trigger: updatedContactTrigger,
        source: changesOfHighlevel(highlevel.store, random),
      })),
  ],
  [
    'new conversations of HighLevel',
    () =>
      onHighlevel(() => ({
        trigger: newConversationTrigger,
        source: conversationsOfHighlevel(highlevel.store, random),
      })),
  ],
  [
    'new messages of HighLevel',
    () =>
      onHighlevel(() => ({
        trigger: newMessageTrigger,
        source: messagesOfHighlevel(highlevel.store),
      })),
  ],
  [
    'new contacts of Vixiees',
    () =>
      onVixiees(() => ({
        trigger: newContactTrigger,
        source: contactsOfVixiees(vixiees.store, random),
      })),
  ],
];

it.each(trials)('%s: nothing is lost or told twice in any story', async (_name, trial) => {
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      expect(await tell(trial(), story)).toEqual([]);
    }),
    { seed: 20_261_128, numRuns: isThorough ? 300 : 12 },
  );
});
