import type { ChatwootEntry } from './entry.js';
import {
  apiInbox,
  contactIdentifier,
  INBOX_CONVERSATIONS,
  inboxConversation,
} from './fields/client.js';

const ofOne = [apiInbox, contactIdentifier, { ...inboxConversation, required: true }] as const;
const one = `${INBOX_CONVERSATIONS}/{conversation}`;

const sample = { id: '1', uuid: '1f7c2b5e-0c55-4f0e-9d5c-6f1f0a5d8c11', inbox_id: '2' };

/** Conversations through the client API, as the contact has them (#52, #53); it takes no key. */
export const clientConversations: ChatwootEntry[] = [
  {
    key: 'find_inbox_conversation',
    numbers: [52],
    kind: 'search',
    noun: 'Conversation',
    label: 'Find Conversation as Customer',
    description:
      'Finds the conversations that a customer has in an API inbox, one that an app of your own feeds.',
    base: 'public',
    path: INBOX_CONVERSATIONS,
    one: { field: 'conversation', path: one, since: '3.7' },
    fields: [
      apiInbox,
      contactIdentifier,
      {
        key: 'status',
        label: 'Status',
        choices: { open: 'Open', resolved: 'Resolved', pending: 'Pending', snoozed: 'Snoozed' },
        to: 'match',
      },
      inboxConversation,
    ],
    sample: { ...sample, status: 'open' },
  },
  {
    key: 'create_inbox_conversation',
    numbers: [53],
    kind: 'create',
    noun: 'Conversation',
    label: 'Start Conversation as Customer',
    description:
      "Starts a conversation in the customer's name, in an API inbox: one that an app of your own feeds.",
    base: 'public',
    method: 'POST',
    path: INBOX_CONVERSATIONS,
    lookup: {
      search: 'find_inbox_conversation',
      by: {},
      // It has no time; what has no message yet was just begun.
      records: (found) => found.filter(({ messages }) => messages === undefined),
    },
    fields: [
      apiInbox,
      contactIdentifier,
      {
        key: 'custom_attributes',
        label: 'Custom Attributes',
        type: 'json',
        helpText: 'By their keys, as JSON: `{"order_number": "4004"}`.',
      },
    ],
    sample: { ...sample, status: 'open' },
  },
  {
    key: 'resolve_inbox_conversation',
    numbers: [],
    kind: 'create',
    noun: 'Conversation',
    label: 'Resolve Conversation as Customer',
    description: "Resolves a conversation of an API inbox in the customer's name.",
    base: 'public',
    method: 'POST',
    path: `${one}/toggle_status`,
    since: '3.7',
    listedAt: INBOX_CONVERSATIONS,
    repeatable: true,
    fields: ofOne,
    id: 'conversation',
    sample: { ...sample, status: 'resolved' },
  },
  {
    key: 'set_inbox_typing_status',
    numbers: [],
    kind: 'create',
    noun: 'Conversation',
    label: 'Show Customer Typing',
    description: 'Shows agents that the customer of an API inbox is typing, or stops showing it.',
    base: 'public',
    method: 'POST',
    path: `${one}/toggle_typing`,
    gives: 'nothing',
    repeatable: true,
    fields: [
      ...ofOne,
      {
        key: 'typing_status',
        label: 'Typing',
        choices: { on: 'Is Typing', off: 'Stopped Typing' },
        required: true,
      },
    ],
    id: 'conversation',
    sample: { id: '1' },
  },
  {
    key: 'update_inbox_last_seen',
    numbers: [],
    kind: 'create',
    noun: 'Conversation',
    label: 'Mark Conversation Read as Customer',
    description: 'Marks a conversation of an API inbox as read by the customer, as of now.',
    base: 'public',
    method: 'POST',
    path: `${one}/update_last_seen`,
    gives: 'nothing',
    repeatable: true,
    fields: ofOne,
    id: 'conversation',
    sample: { id: '1' },
  },
];
