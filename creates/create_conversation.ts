import type { Create } from 'zapier-platform-core';
import { contactField } from '../fields/contact.js';
import { conversationsOf } from '../fields/conversation.js';
import { conversationOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { conversationSample } from '../objects/conversation.js';
import { onForm, onPlatform } from '../steps/on_platform.js';
import { requireContactId } from '../steps/contact_id.js';

export const platformFields = onForm((platform, input) =>
  conversationsOf(platform).createFields(input),
);

export const perform = onPlatform((platform, input, { fieldMeta }) => {
  const conversations = conversationsOf(platform);
  const { contact, ...values } = input;
  const contactId = requireContactId(platform, contact);
  return conversations.create(contactId, values, fieldMeta);
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
    inputFields: [
      {
        ...contactField,
        required: true,
        altersDynamicFields: true,
        helpText: 'Choose the contact, or map its ID from a Find Contact step or a trigger.',
      },
      platformFields,
    ],
    outputFields: [
      conversationOutputs,
      { key: 'is_new', label: 'Is New', type: 'boolean' },
      { key: 'message_id', label: 'Message ID', type: 'string' },
    ],
    perform,
    sample: { ...conversationSample, is_new: true },
  },
} satisfies Step<Create>;
