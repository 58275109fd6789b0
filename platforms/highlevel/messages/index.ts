import type { Messages } from '../../contract/messages.js';
import type { HighlevelClient } from '../client.js';
import { messageFeedFields, newestMessages } from './feed.js';
import { findMessages, findMessageFields } from './find.js';
import { messageOutputs } from './shape.js';
import { messageBody, sendMessageFields, sendMessage } from './send.js';

export function messagesOf(client: HighlevelClient): Messages {
  return {
    feedFields: messageFeedFields,
    outputFields: messageOutputs,
    newest: (filter) => newestMessages(client, filter),
    isToContact: true,
    sendFields: (input) => Promise.resolve(sendMessageFields(input)),
    send: async ({ values }) => sendMessage(client, await messageBody(values)),
    findFields: findMessageFields,
    find: (conversationId, filter, cursor) => findMessages(client, conversationId, filter, cursor),
  };
}
