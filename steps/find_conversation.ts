import type { Conversation } from '../objects/conversation.js';
import type { Conversations } from '../platforms/contract/conversations.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { toText } from '../platforms/toolkit/values/index.js';

/**
 * Conversations for a Find Conversation step.
 * @param input the step's filled fields
 * @returns `[]` for a miss
 * @throws Problem when nothing is filled, or a value can't be what its field says
 */
export async function findConversation(
  platform: ConnectedPlatform,
  conversations: Conversations,
  input: Record<string, unknown>,
): Promise<Conversation[]> {
  const { conversation, contact, ...filters } = input;
  const query = {
    ...filters,
    ...(conversation !== undefined && { conversation: toText(conversation) }),
    ...(contact !== undefined && { contact: toText(contact) }),
  };
  if (Object.keys(query).length === 0) throw inputProblems.noConversationSearch();
  if (query.conversation !== undefined) conversations.checkId(query.conversation);
  if (query.contact !== undefined) platform.contacts.checkId(query.contact, 'Contact');
  return conversations.find(query);
}
