import { newConversationTrigger } from '../../triggers/new_conversation.js';
import { newMessageTrigger } from '../../triggers/new_message.js';
import {
  conversationsOfHighlevel,
  emailsOfHighlevel,
  highlevelStage,
  messagesOfHighlevel,
} from './zapier/highlevel.js';
import { inThorough } from '../helpers/thorough.js';
import { randomOf, seed } from './zapier/random.js';

const random = randomOf(seed + 1);
const play = highlevelStage();

test('new conversations', () =>
  play(({ store }) => ({
    trigger: newConversationTrigger,
    source: conversationsOfHighlevel(store, random),
  })));

// In `npm test` the stories tell of messages.
inThorough('new messages', () =>
  play(({ store }) => ({ trigger: newMessageTrigger, source: messagesOfHighlevel(store) })),
);

inThorough('new e-mails', () =>
  play(({ store }) => ({
    trigger: newMessageTrigger,
    inputData: { channel: 'Email' },
    // A poll reads 60 e-mails, of bursts of up to 300 each, and an hour has fourteen polls.
    latest: 4 * 60 * 60_000,
    source: emailsOfHighlevel(store, random),
  })),
);
