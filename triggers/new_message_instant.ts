import { messageOutputs } from '../fields/outputs.js';
import { messageSample } from '../objects/message.js';
import { instantTrigger } from './instant.js';

export const newMessageInstantTrigger = instantTrigger({
  key: 'new_message_instant',
  kind: 'new_message',
  noun: 'Message',
  label: 'New Message (Instant)',
  description: 'Triggers when a message is sent or received, at that moment.',
  outputFields: [messageOutputs],
  sample: messageSample,
});
