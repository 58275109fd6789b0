import type { ChatwootEntry, ChatwootField, ChatwootRead } from './entry.js';
import { conversationSample } from '../../../objects/conversation.js';
import { conversation, inbox } from './fields/shared.js';
import { filterBy } from './fields/conditions.js';
import { senderTold } from './fields/sender.js';

const status = {
  key: 'status',
  label: 'Status',
  choices: {
    open: 'Open',
    resolved: 'Resolved',
    pending: 'Pending',
    snoozed: 'Snoozed',
    all: 'All',
  },
  helpText: 'Open unless chosen. Not used with Text in Messages.',
} as const satisfies ChatwootField;

/** What lists and counts of conversations can be limited to. */
const filters = [
  inbox,
  {
    key: 'team',
    label: 'Team',
    name: 'team_id',
    dynamic: 'list_teams',
  },
  {
    key: 'labels',
    label: 'Labels',
    dynamic: 'list_labels',
    list: true,
    helpText: 'Conversations with any of them.',
  },
  { key: 'text', label: 'Text in Messages', name: 'q' },
] as const satisfies ChatwootField[];

/** What every list of conversations shares. */
const listed = {
  kind: 'search',
  noun: 'Conversation',
  paged: true,
  shape: 'conversation',
  sample: { ...conversationSample, status: 'open', inbox_id: '2' },
} as const satisfies Partial<ChatwootRead>;

/** What the steps for conversations and messages leave out (#73, #84, #85, #87, typing). */
export const conversations: ChatwootEntry[] = [
  {
    ...listed,
    key: 'find_conversations',
    numbers: [85],
    label: 'Find All Conversations',
    description:
      'Finds all conversations, or those of a status, agent, inbox or team, or with a text, 25 to a page.',
    path: '/conversations',
    fields: [
      status,
      {
        key: 'assignee_type',
        label: 'Assigned To',
        choices: {
          me: "The Key's Owner",
          assigned: 'Any Agent',
          unassigned: 'Nobody',
          all: 'Anybody or Nobody',
        },
        helpText: 'Anybody or nobody unless chosen.',
      },
      ...filters,
      {
        key: 'sort',
        label: 'Sort By',
        name: 'sort_by',
        choices: {
          last_activity_at_desc: 'Last Activity, Newest First',
          last_activity_at_asc: 'Last Activity, Oldest First',
          created_at_desc: 'Creation, Newest First',
          created_at_asc: 'Creation, Oldest First',
          priority_desc: 'Priority, Highest First',
          priority_asc: 'Priority, Lowest First',
          waiting_since_asc: 'Waiting, Longest First',
          waiting_since_desc: 'Waiting, Shortest First',
        },
        helpText: 'The last active first unless chosen.',
      },
    ],
    answer: ['data', 'payload'],
  },
  {
    ...listed,
    key: 'find_conversations_by_filter',
    numbers: [87],
    label: 'Find Conversations by Filter',
    description: 'Finds conversations by conditions, such as their language or an attribute.',
    method: 'POST',
    path: '/conversations/filter',
    crash:
      'Filter: the server failed (status 500). Servers before Chatwoot 3.8 always do over `priority`. Else check that it is a list like in its example, and each of its values one that fits; if they are, try again later.',
    fields: [
      filterBy(
        '[{"attribute_key": "status", "filter_operator": "equal_to", "values": ["open", "pending"]}]',
      ),
    ],
    answer: ['payload'],
  },
  {
    key: 'find_conversation_counts',
    numbers: [84],
    kind: 'search',
    noun: 'Count',
    label: 'Find Conversation Counts',
    description: "Finds how many conversations are the key owner's, anybody's and nobody's.",
    path: '/conversations/meta',
    gives: 'record',
    has: ['all_count'],
    fields: [status, ...filters],
    answer: ['meta'],
    // Zapier wants an id of everything found.
    records: (counts) => [{ id: 'counts', ...(counts as object) }],
    sample: {
      id: 'counts',
      mine_count: 2,
      assigned_count: 5,
      unassigned_count: 3,
      all_count: 8,
    },
  },
  {
    key: 'set_typing_status',
    numbers: [],
    kind: 'create',
    noun: 'Conversation',
    label: 'Show Agent Typing',
    description: 'Shows the contact that an agent is typing, or stops showing it.',
    method: 'POST',
    path: '/conversations/{conversation}/toggle_typing_status',
    gives: 'nothing',
    repeatable: true,
    fields: [
      { ...conversation, required: true },
      {
        key: 'typing_status',
        label: 'Typing',
        choices: { on: 'Is Typing', off: 'Stopped Typing' },
        required: true,
      },
      {
        key: 'is_private',
        label: 'Private Note',
        type: 'boolean',
        helpText: 'Whether a note for the team is being typed, which the contact is not shown.',
      },
    ],
    id: 'conversation',
    sample: { id: '1' },
  },
  {
    key: 'delete_message',
    numbers: [73],
    kind: 'create',
    noun: 'Message',
    label: 'Delete Message',
    description: 'Deletes the text and the attachments of a message.',
    method: 'DELETE',
    path: '/conversations/{conversation}/messages/{message}',
    // What is left of it.
    gives: 'record',
    warning:
      'The message is emptied for good; a note that it was deleted stays in its place. Most channels cannot take it back from the contact.',
    fields: [
      { ...conversation, required: true },
      {
        key: 'message',
        label: 'Message',
        dynamic: 'list_messages',
        required: true,
        helpText:
          'One of the latest messages of the conversation, or the ID of another from a Find Message step or a trigger.',
      },
    ],
    id: 'message',
    sample: {
      id: '12',
      deleted: true,
      content: 'This message was deleted',
      inbox_id: '1',
      conversation_id: '1',
      message_type: 1,
      content_type: 'text',
      status: 'sent',
      private: false,
      created_at: '2026-02-12T02:00:00.000Z',
    },
    more: {
      content_attributes: 'dict',
      source_id: 'string',
      account_id: 'string',
      ...senderTold,
    },
  },
];
