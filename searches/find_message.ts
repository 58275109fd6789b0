import type { Search } from 'zapier-platform-core';
import { conversationField, requireConversationId } from '../fields/conversation.js';
import { messagesOf } from '../fields/message.js';
import { messageOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { messageSample } from '../objects/message.js';
import { onPlatform } from '../steps/on_platform.js';

export const filterFields = onPlatform((platform) =>
  Promise.resolve(messagesOf(platform).findFields()),
);

export const perform = onPlatform((platform, input, { cursor }) => {
  const messages = messagesOf(platform);
  const { conversation, ...filter } = input;
  const id = requireConversationId(platform, conversation);
  return messages.find(id, filter, cursor);
});

export const findMessageSearch = {
  key: 'find_message',
  needs: 'messages',
  noun: 'Message',
  display: {
    label: 'Find Message',
    description: 'Finds the messages of a conversation, the newest first.',
  },
  operation: {
    inputFields: [
      {
        ...conversationField,
        required: true,
        helpText: 'Choose the conversation, or map its ID from an earlier step.',
      },
      filterFields,
    ],
    canPaginate: true,
    outputFields: [messageOutputs],
    perform,
    sample: messageSample,
  },
} satisfies Step<Search>;
