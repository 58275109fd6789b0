import type { Trigger } from 'zapier-platform-core';
import { messageOutputs } from '../fields/outputs.js';
import { messageSample } from '../objects/message.js';
import { neededTrigger, triggerNotice } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { poll } from '../steps/polling/poll.js';

const KEY = 'new_message';
const WHAT = 'new messages';

export const filterFields = onPlatform(({ messages, ...platform }) =>
  Promise.resolve(messages?.newest ? messages.feedFields() : [triggerNotice(platform, KEY, WHAT)]),
);

export const perform = onPlatform((platform, input, run) => {
  const newest = neededTrigger(platform, platform.messages?.newest, KEY, WHAT);
  return poll(newest(input), KEY, input, run);
});

export const newMessageTrigger = {
  key: KEY,
  noun: 'Message',
  display: {
    label: 'New Message',
    description: 'Triggers when a message is sent or received.',
  },
  operation: {
    type: 'polling',
    inputFields: [filterFields],
    outputFields: [messageOutputs],
    perform,
    sample: messageSample,
  },
} satisfies Trigger;
