import type { Create } from 'zapier-platform-core';
import { clearFieldsField, readContactChange } from '../fields/contact.js';
import {
  CONVERSATION_LOCK,
  conversationField,
  conversationsOf,
  requireConversationId,
} from '../fields/conversation.js';
import { onePage } from '../fields/one_page.js';
import { conversationGroups } from '../fields/groups.js';
import { conversationOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { inGroup } from '../platforms/toolkit/fields/in_group.js';
import { changedConversationSample } from '../objects/conversation.js';
import { onPlatform } from '../steps/on_platform.js';

export const platformFields = onPlatform((platform) => conversationsOf(platform).updateFields());

export const clearableFieldChoices = onPlatform(async (platform) =>
  onePage(await conversationsOf(platform).clearableFields()),
);

export const perform = onPlatform((platform, input, { fieldMeta }) => {
  const { conversation, ...fields } = input;
  const id = requireConversationId(platform, conversation);
  return conversationsOf(platform).update(id, readContactChange({ values: fields, fieldMeta }));
});

export const updateConversationCreate = {
  key: 'update_conversation',
  needs: 'conversations',
  noun: 'Conversation',
  display: {
    label: 'Update Conversation',
    description:
      'Updates the fields you fill in on a conversation, such as its status, and leaves all others as they are.',
  },
  operation: {
    lock: CONVERSATION_LOCK,
    inputFieldGroups: conversationGroups,
    inputFields: [
      ...inGroup('conversation', [
        {
          ...conversationField,
          required: true,
          helpText:
            'Choose the conversation, or map its ID from a Find Conversation step or a trigger. Fields left blank stay as they are.',
        },
      ]),
      platformFields,
      ...inGroup('more', [
        {
          ...clearFieldsField,
          choices: { perform: clearableFieldChoices },
          helpText:
            'Fields to empty on purpose, such as who the conversation is assigned to. Everywhere else a blank field means that the value stays as it is.',
        },
      ]),
    ],
    outputFields: [conversationOutputs],
    perform,
    sample: changedConversationSample,
  },
} satisfies Step<Create>;
