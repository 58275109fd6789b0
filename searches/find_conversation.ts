import type { Search } from 'zapier-platform-core';
import { contactField } from '../platforms/toolkit/fields/contact.js';
import { conversationField, conversationsOf, FIND_CONVERSATION } from '../fields/conversation.js';
import { conversationOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { conversationSample } from '../objects/conversation.js';
import { onPlatform } from '../steps/on_platform.js';
import { findConversation } from '../steps/find_conversation.js';

export const filterFields = onPlatform((platform) =>
  Promise.resolve(conversationsOf(platform).findFields()),
);

export const perform = onPlatform((platform, input) =>
  findConversation(platform, conversationsOf(platform), input),
);

export const findConversationSearch = {
  key: FIND_CONVERSATION,
  needs: 'conversations',
  noun: 'Conversation',
  display: {
    label: 'Find Conversation',
    description: 'Finds a conversation by its contact, its ID, or filters such as its status.',
  },
  operation: {
    inputFields: [
      {
        ...contactField,
        required: false,
        helpText:
          "The contact's conversations: open ones first, then the one that was active last. Map the contact's ID from an earlier step, or an email or phone number.",
      },
      {
        key: 'conversation',
        label: 'Conversation',
        type: 'string',
        required: false,
        dynamic: conversationField.dynamic,
        helpText: 'A conversation from the list, or its ID from an earlier step.',
      },
      filterFields,
    ],
    outputFields: [conversationOutputs],
    perform,
    sample: conversationSample,
  },
} satisfies Step<Search>;
