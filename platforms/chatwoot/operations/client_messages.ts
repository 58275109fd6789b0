import type { ChatwootEntry } from './entry.js';
import { PAGE_SIZE } from '../messages/read.js';
import {
  apiInbox,
  contactIdentifier,
  INBOX_CONVERSATIONS,
  inboxConversation,
} from './fields/client.js';
import { senderTold } from './fields/sender.js';

const ofConversation = [
  apiInbox,
  contactIdentifier,
  { ...inboxConversation, required: true },
] as const;
const path = `${INBOX_CONVERSATIONS}/{conversation}/messages`;

const told = {
  sample: {
    id: '12',
    content: 'Where is my order?',
    message_type: 0,
    content_type: 'text',
    created_at: '2026-02-12T02:00:00.000Z',
    conversation_id: '1',
  },
  more: {
    content_attributes: 'dict',
    'attachments[]id': 'string',
    'attachments[]message_id': 'string',
    'attachments[]account_id': 'string',
    'attachments[]file_type': 'string',
    'attachments[]extension': 'string',
    'attachments[]data_url': 'string',
    'attachments[]thumb_url': 'string',
    'attachments[]file_size': 'integer',
    ...senderTold,
  },
} as const satisfies Partial<ChatwootEntry>;

/** Messages through the client API, in which the caller is the contact (#54–#56); it takes no key. */
export const clientMessages: ChatwootEntry[] = [
  {
    key: 'find_inbox_message',
    numbers: [54],
    kind: 'search',
    noun: 'Message',
    label: 'Find Messages as Customer',
    description:
      'Finds the latest 20 messages that the customer sees in a conversation of an API inbox.',
    base: 'public',
    path,
    fields: [
      ...ofConversation,
      { key: 'content', label: 'Text', helpText: 'Part of the message.', to: 'match' },
      {
        key: 'before',
        label: 'Before Message',
        dynamic: 'list_messages',
        search: false,
        helpText: 'Finds the 20 before this message instead of the latest.',
      },
    ],
    ...told,
  },
  {
    key: 'create_inbox_message',
    numbers: [55],
    kind: 'create',
    noun: 'Message',
    label: 'Send Message as Customer',
    description:
      "Sends a message to your agents in the customer's name, into an API inbox. To write to a customer, use Send Message.",
    base: 'public',
    method: 'POST',
    path,
    lookup: {
      search: 'find_inbox_message',
      by: { content: 'content' },
      madeAt: 'created_at',
      most: PAGE_SIZE,
      // Of the contact's own.
      records: (found) => found.filter(({ message_type: type }) => type === 0),
    },
    fields: [
      ...ofConversation,
      { key: 'content', label: 'Message', type: 'text', required: true },
      {
        key: 'echo_id',
        label: 'Echo ID',
        helpText: 'An ID of your own, which comes back with the event of the new message.',
      },
    ],
    ...told,
  },
  {
    key: 'update_inbox_message',
    numbers: [56],
    kind: 'create',
    noun: 'Message',
    label: 'Answer Message as Customer',
    description:
      "Answers a form, a choice or a satisfaction survey in the customer's name, in an API inbox.",
    base: 'public',
    method: 'PATCH',
    path: `${path}/{message}`,
    fields: [
      ...ofConversation,
      {
        key: 'message',
        label: 'Message',
        dynamic: 'list_messages',
        search: 'find_inbox_message.id',
        required: true,
        helpText:
          'One of the latest messages of the conversation, or the ID of another from a Find Messages as Customer step.',
      },
      {
        key: 'submitted_values',
        label: 'Submitted Values',
        type: 'json',
        holds: 'either',
        helpText:
          'The answers to a form or a choice, as JSON: `[{"name": "email", "title": "Email", "value": "jane@example.com"}]`. Leave it blank for a satisfaction survey.',
      },
      {
        key: 'rating',
        label: 'Rating',
        type: 'integer',
        name: 'submitted_values.csat_survey_response.rating',
        helpText: 'The answer to a satisfaction survey: from 1, bad, to 5, very good.',
      },
      {
        key: 'feedback_message',
        label: 'Feedback',
        type: 'text',
        name: 'submitted_values.csat_survey_response.feedback_message',
        helpText: 'What else the contact says in a satisfaction survey.',
      },
    ],
    id: 'message',
    ...told,
    sample: { ...told.sample, content: 'Please rate the conversation', content_type: 'input_csat' },
  },
];
