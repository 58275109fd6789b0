import type { Trigger } from 'zapier-platform-core';
import { messageOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { messageSample } from '../objects/message.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { poll } from '../steps/polling/poll.js';

const KEY = 'new_message';

export const filterFields = onPlatform((platform) =>
  Promise.resolve(needed(platform, 'messages').feedFields()),
);

export const perform = onPlatform((platform, input, run) => {
  const newest = needed(platform, 'new_messages');
  return poll(newest(input), KEY, input, run);
});

export const newMessageTrigger = {
  key: KEY,
  needs: 'new_messages',
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
} satisfies Step<Trigger>;
