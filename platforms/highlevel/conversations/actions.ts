import type { Grouped } from '../../contract/form.js';
import { path } from '../../../http/path.js';
import { Problem } from '../../../http/problem.js';
import type { Conversation } from '../../../objects/conversation.js';
import type { RecordChange } from '../../contract/change.js';
import type { ConversationGroup, StartedConversation } from '../../contract/conversations.js';
import { inGroup } from '../../toolkit/fields/in_group.js';
import { inputProblems } from '../../toolkit/problems.js';
import { omit, refuseOthers } from '../../toolkit/values/index.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { conversationBody } from './fields.js';
import { conversationOf } from './find.js';
import { conversationIn } from './shape.js';
import { isExistingConversation } from '../errors.js';
import { highlevelProblems } from '../problems.js';
import { isChannel, type MessageBody } from '../messages/fields.js';
import { channelField, messageBody, sendMessage } from '../messages/send.js';

/** Fields of Create Conversation: a first message. */
export function conversationCreateFields({
  channel,
}: Record<string, unknown>): Grouped<ConversationGroup>[] {
  const isEmail = isChannel(channel, 'Email');
  return inGroup('conversation', [
    {
      ...channelField,
      required: false,
      helpText: 'What the first message is sent over.',
    },
    ...(isEmail
      ? [{ key: 'subject', label: 'Subject', type: 'string' as const, required: false }]
      : []),
    {
      key: 'message',
      label: 'Message',
      type: 'text',
      required: false,
      helpText:
        'The first message. Blank starts the conversation without one. Send Message has more: files, HTML, a time. It starts the conversation itself where there is none.',
    },
  ]);
}

/**
 * Starts a conversation with a contact, and sends the first message if there is one. A contact has one
 * conversation: where it is there already, the message goes into that.
 * @throws Problem that says whether the conversation was made when the message fails
 */
export async function createConversation(
  client: HighlevelClient,
  contactId: string,
  values: Record<string, unknown>,
): Promise<StartedConversation> {
  const message = await firstMessage(contactId, values);
  const conversation = await startConversation(client, contactId);
  if (!message) return conversation;
  const sent = await sendMessage(client, message).catch((failure: unknown) => {
    if (!(failure instanceof Problem) || !conversation.is_new) throw failure;
    throw highlevelProblems.startedWithoutMessage(failure, conversation.id);
  });
  return { ...conversation, last_message: sent.content, message_id: sent.id };
}

async function firstMessage(
  contactId: string,
  values: Record<string, unknown>,
): Promise<MessageBody | undefined> {
  refuseOthers(omit(values, ['channel', 'subject', 'message']));
  if (Object.keys(values).length === 0) return undefined;
  if (values['message'] === undefined) throw inputProblems.missing('Message');
  return messageBody({ ...values, contact: contactId });
}

async function startConversation(
  client: HighlevelClient,
  contactId: string,
): Promise<StartedConversation> {
  try {
    const data = await highlevelRequest(client, {
      method: 'POST',
      path: '/conversations/',
      body: { locationId: client.locationId, contactId },
      subject: `contact ${contactId}`,
      scope: 'conversations.write',
      // A contact has one conversation: a second request gives that.
      repeatable: true,
    });
    return { ...conversationIn(client, data), is_new: true };
  } catch (failure) {
    if (!isExistingConversation(failure)) throw failure;
    const existing = await conversationOf(client, contactId);
    if (!existing) throw failure;
    return { ...existing, is_new: false };
  }
}

/** Marks a conversation as read or unread and sets its star, in one request. */
export async function updateConversation(
  client: HighlevelClient,
  id: string,
  change: RecordChange,
): Promise<Conversation> {
  const data = await highlevelRequest(client, {
    method: 'PUT',
    path: path`/conversations/${id}`,
    body: { locationId: client.locationId, ...conversationBody(change) },
    subject: `conversation ${id}`,
    scope: 'conversations.write',
  });
  return conversationIn(client, data);
}
