import type { Trigger } from 'zapier-platform-core';
import { conversationOutputs } from '../fields/outputs.js';
import { conversationSample } from '../objects/conversation.js';
import { neededTrigger, triggerNotice } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { poll } from '../steps/polling/poll.js';

const KEY = 'new_conversation';
const WHAT = 'conversations';

export const filterFields = onPlatform((platform) =>
  Promise.resolve(platform.conversations?.feedFields() ?? [triggerNotice(platform, KEY, WHAT)]),
);

export const perform = onPlatform((platform, input, run) => {
  const conversations = neededTrigger(platform, platform.conversations, KEY, WHAT);
  return poll(conversations.newest(input), KEY, input, run);
});

export const newConversationTrigger = {
  key: KEY,
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
} satisfies Trigger;
