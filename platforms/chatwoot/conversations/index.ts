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
import type { Conversations } from '../../contract/conversations.js';

export function conversationsOf(client: ChatwootClient): Conversations {
  return {
    feedFields: conversationFeedFields,
    outputFields: () => attributeOutputFields(client, 'conversation'),
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
