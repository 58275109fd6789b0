import { conversationOutputs } from '../fields/outputs.js';
import { changeOutputFields, changeSample } from '../objects/change.js';
import { conversationSample } from '../objects/conversation.js';
import { instantTrigger } from './instant.js';

export const conversationStatusChangedInstantTrigger = instantTrigger({
  key: 'conversation_status_changed_instant',
  kind: 'conversation_status_changed',
  noun: 'Conversation',
  label: 'Conversation Status Changed (Instant)',
  description:
    'Triggers when a conversation is resolved, reopened, snoozed or set to pending, at that moment.',
  outputFields: [conversationOutputs, ...changeOutputFields],
  sample: { ...conversationSample, status: 'resolved', ...changeSample(['status']) },
});
