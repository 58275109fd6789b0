import type { ChatwootClient } from '../client.js';
import { createConversation } from './create.js';
import {
  clearableConversationChoices,
  conversationCreateFields,
  conversationFilterFields,
  conversationUpdateFields,
} from './fields.js';
import { checkConversationId, findConversations } from './find.js';
import { updateConversation } from './update.js';
import { attributeOutputFields } from '../custom_attributes/definitions.js';
import { conversationFeedFields, newestConversations } from './feed.js';
import { conversationOutputs } from './shape.js';
import type { Conversations } from '../../contract/conversations.js';
import { outputsWithin } from '../../toolkit/outputs.js';

export function conversationsOf(client: ChatwootClient): Conversations {
  return {
    feedFields: conversationFeedFields,
    outputFields: conversationOutputs,
    attributeOutputs: async () => {
      const [own, contact] = await Promise.all([
        attributeOutputFields(client, 'conversation'),
        attributeOutputFields(client, 'contact'),
      ]);
      return [...own, ...outputsWithin('contact', 'Contact', contact)];
    },
    newest: (filter) => newestConversations(client, filter),
    checkId: checkConversationId,
    findFields: conversationFilterFields,
    find: (query) => findConversations(client, query),
    createFields: (input) => conversationCreateFields(client, input),
    create: (contactId, input) => createConversation(client, contactId, input),
    updateFields: () => conversationUpdateFields(client),
    clearableFields: () => clearableConversationChoices(client),
    update: (id, change) => updateConversation(client, id, change),
  };
}
