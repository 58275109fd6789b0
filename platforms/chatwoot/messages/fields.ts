import type { Grouped, InputField } from '../../contract/form.js';
import type { MessageGroup } from '../../contract/messages.js';
import { inGroup } from '../../toolkit/fields/in_group.js';
import { missAsNone } from '../../../http/problem.js';
import { toOptionalText } from '../../toolkit/values/index.js';
import { unlessForPeople, type ChatwootClient } from '../client.js';
import { readConversation } from '../conversations/find.js';
import { isId } from '../ids.js';
import { chatwootLists } from '../lists.js';
import { interactiveFields } from '../content/interactive.js';
import { messageFilterFields } from './filter.js';
import { TEMPLATE } from '../content/template_slots.js';
import { templateFields } from '../content/templates.js';

/** In whose name a message is sent. */
export const SENDERS = { outgoing: 'The team', incoming: 'The contact (API inboxes only)' };

/** Input keys of the e-mail fields, which are also the API's names, and their labels. */
export const emailLabels = { to_emails: 'To', cc_emails: 'CC', bcc_emails: 'BCC' } as const;

const conversationField: InputField = {
  key: 'conversation',
  label: 'Conversation',
  type: 'string',
  required: true,
  dynamic: 'list_conversations.id.name',
  search: chatwootLists.list_conversations.search,
  altersDynamicFields: true,
  helpText: 'Choose the conversation, or map its ID from a Find Conversation step or a trigger.',
};

const privateField: InputField = {
  key: 'private',
  label: 'Private Note',
  type: 'boolean',
  required: false,
  helpText: 'Yes leaves a note that only the team sees. Blank means no.',
};

const moreFields: InputField[] = [
  {
    key: 'reply_to',
    label: 'Reply To',
    type: 'string',
    dynamic: 'list_messages.id.name',
    dependsOn: ['conversation'],
    search: chatwootLists.list_messages.search,
    helpText:
      'The message in this conversation that is answered: one of the latest, or the ID of an older one, from a trigger or Find Message.',
  },
  {
    key: 'direction',
    label: 'Send As',
    type: 'string',
    required: false,
    choices: SENDERS,
    helpText:
      'In whose name. Blank means the team. In API inboxes a message can also come from the contact.',
  },
];

const emailFields: InputField[] = Object.entries(emailLabels).map(([key, label]) => ({
  key,
  label,
  type: 'string',
  list: true,
  required: false,
  helpText: `Email addresses; only in email inboxes, others ignore them.${label === 'To' ? ' Blank means the contact.' : ''}`,
}));

/**
 * The form of Send Message. Once a conversation is filled its inbox is read (two requests), to offer its
 * WhatsApp templates.
 */
export async function sendMessageFields(
  client: ChatwootClient,
  input: Record<string, unknown>,
): Promise<Grouped<MessageGroup>[]> {
  const inboxId = await inboxInForm(client, toOptionalText(input['conversation']));
  return [
    ...inGroup('message', [
      conversationField,
      privateField,
      ...(inboxId ? await templateFields(client, inboxId, input[TEMPLATE]) : []),
    ]),
    ...inGroup('interactive', interactiveFields(input['content_type'])),
    ...inGroup('email', emailFields),
    ...inGroup('more', moreFields),
  ];
}

/** What Find Message can be limited to. */
export function findMessageFields(): InputField[] {
  return [
    ...messageFilterFields('include'),
    {
      key: 'text',
      label: 'Text',
      type: 'string',
      required: false,
      helpText: 'Only messages whose text holds this, in upper or lower case.',
    },
  ];
}

/** While a form is filled in, a value may not be an ID yet: the form is shown all the same. */
async function inboxInForm(
  client: ChatwootClient,
  conversationId: string | undefined,
): Promise<string | undefined> {
  if (!conversationId || !isId(conversationId)) return undefined;
  // Servers before 4.15 don't show a bot's key the conversation.
  const found = missAsNone(unlessForPeople(readConversation(client, conversationId)));
  return (await found)?.inbox_id;
}
