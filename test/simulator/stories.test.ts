// Short random stories of one Zap. Where one goes wrong, fast-check finds the few events that it takes.
import fc from 'fast-check';
import { newContactTrigger } from '../../triggers/new_contact.js';
import { newConversationTrigger } from '../../triggers/new_conversation.js';
import { newMessageTrigger } from '../../triggers/new_message.js';
import { updatedContactTrigger } from '../../triggers/updated_contact.js';
import {
  authDataOf,
  chatwoot,
  everySandbox,
  highlevel,
  vixiees,
} from '../helpers/sandbox/every_sandbox.js';
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

beforeAll(() => {
  stopClock(Date.parse('2026-03-02T08:00:00.000Z'));
});
afterAll(() => {
  jest.useRealTimers();
});
everySandbox();

type Part = Pick<Trial, 'trigger' | 'source'>;

const onChatwoot = (part: () => Part): Trial => {
  chatwoot.reset();
  return { platform: 'Chatwoot', authData: authDataOf('chatwoot'), sandbox: chatwoot, ...part() };
};
const onHighlevel = (part: () => Part): Trial => {
  highlevel.reset();
  highlevel.store.rateLimit = { max: 1e9, intervalMs: 1, daily: 1e9 };
  return {
    platform: 'HighLevel',
    authData: authDataOf('highlevel'),
    sandbox: highlevel,
    ...part(),
  };
};
const onVixiees = (part: () => Part): Trial => {
  vixiees.reset();
  vixiees.store.rateLimit = { licences: 1e9, perLicence: 1, minuteMs: 1, burst: 1e9, burstMs: 1 };
  return { platform: 'Vixiees', authData: authDataOf('vixiees'), sandbox: vixiees, ...part() };
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
    { seed: 20_261_128, numRuns: isThorough ? 100 : 5 },
  );
});
