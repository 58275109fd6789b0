import { conversationOutputs } from '../fields/outputs.js';
import { conversationSample } from '../objects/conversation.js';
import { instantTrigger } from './instant.js';

export const newConversationInstantTrigger = instantTrigger({
  key: 'new_conversation_instant',
  kind: 'new_conversation',
  noun: 'Conversation',
  label: 'New Conversation (Instant)',
  description: 'Triggers when a conversation is started, at that moment.',
  outputFields: [conversationOutputs],
  sample: conversationSample,
});
