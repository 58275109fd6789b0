import type { Conversations } from '../../contract/conversations.js';
import type { HighlevelClient } from '../client.js';
import { conversationCreateFields, createConversation, updateConversation } from './actions.js';
import { conversationFeedFields, newestConversations } from './feed.js';
import { conversationFilterFields, conversationUpdateFields } from './fields.js';
import { findConversations } from './find.js';
import { checkConversationId } from '../ids.js';
import { conversationOutputs } from './shape.js';

export function conversationsOf(client: HighlevelClient): Conversations {
  return {
    feedFields: conversationFeedFields,
    outputFields: conversationOutputs,
    newest: (filter) => newestConversations(client, filter),
    checkId: checkConversationId,
    findFields: () => conversationFilterFields(),
    find: (query) => findConversations(client, query),
    createFields: (input) => Promise.resolve(conversationCreateFields(input)),
    create: (contactId, { values }) => createConversation(client, contactId, values),
    updateFields: () => Promise.resolve(conversationUpdateFields()),
    // What the API can set it can't empty: the star is taken off with `false`.
    clearableFields: () => Promise.resolve([]),
    update: (id, change) => updateConversation(client, id, change),
  };
}
