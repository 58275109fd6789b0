import type { ChatwootClient } from '../client.js';
import { createConversation } from './create.js';
import { clearableFields, createFields, findFields, updateFields } from './fields.js';
import { checkConversationId, conversationChoices, findConversations } from './find.js';
import { updateConversation } from './update.js';
import { attributeOutputFields } from '../custom_attributes/definitions.js';
import { newConversationFields, newConversations } from './feed.js';
import type { Conversations } from '../../contract/conversations.js';

export function conversationsOf(client: ChatwootClient): Conversations {
  return {
    feedFields: newConversationFields,
    outputFields: () => attributeOutputFields(client, 'conversation'),
    newest: (filter) => newConversations(client, filter),
    choices: (page) => conversationChoices(client, page),
    checkId: checkConversationId,
    findFields,
    find: (query) => findConversations(client, query),
    createFields: (input) => createFields(client, input),
    create: (contactId, values, fieldMeta) =>
      createConversation(client, contactId, values, fieldMeta),
    updateFields: () => updateFields(client),
    clearableFields: () => clearableFields(client),
    update: (id, change) => updateConversation(client, id, change),
  };
}
