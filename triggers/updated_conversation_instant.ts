import { conversationOutputs } from '../fields/outputs.js';
import { changeOutputFields, changeSample } from '../objects/change.js';
import { conversationSample } from '../objects/conversation.js';
import { instantTrigger } from './instant.js';

export const updatedConversationInstantTrigger = instantTrigger({
  key: 'updated_conversation_instant',
  kind: 'updated_conversation',
  noun: 'Conversation',
  label: 'Updated Conversation (Instant)',
  description:
    'Triggers when the status, agent, team, labels, priority or an attribute of a conversation changes, at that moment.',
  outputFields: [conversationOutputs, ...changeOutputFields],
  sample: { ...conversationSample, ...changeSample(['labels']) },
});
