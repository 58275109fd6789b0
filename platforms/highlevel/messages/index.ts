import type { Messages } from '../../contract/messages.js';
import type { HighlevelClient } from '../client.js';
import { messageFeedFields, newestMessages } from './feed.js';
import { findMessages, messageFindFields } from './find.js';
import { messageBody, sendFields, sendMessage } from './send.js';

export function messagesOf(client: HighlevelClient): Messages {
  return {
    feedFields: messageFeedFields,
    newest: (filter) => newestMessages(client, filter),
    sendFields: (input) => Promise.resolve(sendFields(input)),
    send: async (values) => sendMessage(client, await messageBody(values)),
    findFields: messageFindFields,
    find: (conversationId, filter, cursor) => findMessages(client, conversationId, filter, cursor),
  };
}
