import { newConversationTrigger } from '../triggers/new_conversation.js';
import { newMessageTrigger } from '../triggers/new_message.js';
import {
  conversationsOfHighlevel,
  highlevelStage,
  messagesOfHighlevel,
} from './helpers/zapier_simulator_highlevel.js';
import { randomOf, seed } from './helpers/zapier_simulator_random.js';

const random = randomOf(seed + 1);
const play = highlevelStage();

test('new conversations', () =>
  play(({ store }) => ({
    trigger: newConversationTrigger,
    source: conversationsOfHighlevel(store, random),
  })));

test('new messages', () =>
  play(({ store }) => ({ trigger: newMessageTrigger, source: messagesOfHighlevel(store) })));
