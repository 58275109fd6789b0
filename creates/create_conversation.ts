import type { Create } from 'zapier-platform-core';
import { contactField } from '../platforms/toolkit/fields/contact.js';
import { conversationsOf } from '../fields/conversation.js';
import { conversationGroups } from '../fields/groups.js';
import { conversationOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { conversationSample } from '../objects/conversation.js';
import { inGroup } from '../platforms/toolkit/fields/in_group.js';
import { onForm, onPlatform } from '../steps/on_platform.js';
import { contactId } from '../steps/named_contact.js';

export const platformFields = onForm((platform, input) =>
  conversationsOf(platform).createFields(input),
);

export const perform = onPlatform(async (platform, input, { fieldMeta }) => {
  const conversations = conversationsOf(platform);
  const { contact, ...values } = input;
  return conversations.create(await contactId(platform, contact), { values, fieldMeta });
});

export const createConversationCreate = {
  key: 'create_conversation',
  needs: 'conversations',
  noun: 'Conversation',
  display: {
    label: 'Create Conversation',
    description: 'Starts a conversation with a contact, with a first message if you like.',
  },
  operation: {
    inputFieldGroups: conversationGroups,
    inputFields: [...inGroup('conversation', [contactField]), platformFields],
    outputFields: [
      conversationOutputs,
      { key: 'is_new', label: 'Is New', type: 'boolean' },
      { key: 'message_id', label: 'Message ID', type: 'string' },
    ],
    perform,
    sample: { ...conversationSample, is_new: true },
  },
} satisfies Step<Create>;
