import type { PlainInputField } from 'zapier-platform-core';
import { needed } from '../steps/capability.js';
import type { Conversations } from '../platforms/contract/conversations.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { toText } from '../platforms/toolkit/values/index.js';

/** Key of Find Conversation, which dropdowns of conversations link to. */
export const FIND_CONVERSATION = 'find_conversation';

/** @throws Problem on platforms without conversations */
export function conversationsOf(platform: ConnectedPlatform): Conversations {
  return needed(platform, 'conversations');
}

export const conversationField = {
  key: 'conversation',
  label: 'Conversation',
  type: 'string',
  dynamic: 'list_conversations.id.name',
  search: `${FIND_CONVERSATION}.id`,
} satisfies PlainInputField;

/** The conversation a step is for. @throws Problem when it is missing or can't be an ID, or there are no conversations */
export function requireConversationId(platform: ConnectedPlatform, value: unknown): string {
  const conversations = conversationsOf(platform);
  if (value === undefined) throw inputProblems.missing('Conversation');
  const id = toText(value);
  conversations.checkId(id);
  return id;
}

/**
 * For steps that read, merge and write a conversation: Zapier runs them one after another, because two
 * at once would lose what the other wrote.
 */
export const CONVERSATION_LOCK = {
  key: 'conversation-{{bundle.inputData.conversation}}',
  scope: ['auth' as const],
  timeout: 60,
};
