import { missAsNone } from '../http/problem.js';
import type { Conversation } from '../objects/conversation.js';
import type { Conversations } from '../platforms/contract/conversations.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { contactId } from './named_contact.js';
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
  if (Object.keys(input).length === 0) throw inputProblems.noConversationSearch();
  const query = {
    ...filters,
    ...(conversation !== undefined && { conversation: toText(conversation) }),
  };
  if (query.conversation !== undefined) conversations.checkId(query.conversation);
  if (contact === undefined) return conversations.find(query);
  const id = await missAsNone(contactId(platform, contact));
  return id === undefined ? [] : conversations.find({ ...query, contact: id });
}
