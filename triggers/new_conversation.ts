import type { Trigger } from 'zapier-platform-core';
import { conversationOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { conversationSample } from '../objects/conversation.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { poll } from '../steps/polling/poll.js';

const KEY = 'new_conversation';

export const filterFields = onPlatform((platform) =>
  Promise.resolve(needed(platform, 'conversations').feedFields()),
);

export const perform = onPlatform((platform, input, run) => {
  const conversations = needed(platform, 'conversations');
  return poll(conversations.newest(input), KEY, input, run);
});

export const newConversationTrigger = {
  key: KEY,
  needs: 'conversations',
  noun: 'Conversation',
  display: {
    label: 'New Conversation',
    description: 'Triggers when a conversation is started.',
  },
  operation: {
    type: 'polling',
    inputFields: [filterFields],
    outputFields: [conversationOutputs],
    perform,
    sample: conversationSample,
  },
} satisfies Step<Trigger>;
