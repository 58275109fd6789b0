import type { Operation } from '../../operations.js';
import { conversation, inbox } from './common.js';

/** What the steps for conversations and messages leave out (#73, #84, typing). */
export const conversations: Operation[] = [
  {
    key: 'find_conversation_counts',
    numbers: [84],
    kind: 'search',
    noun: 'Count',
    label: 'Find Conversation Counts',
    description: "Counts conversations: the key owner's, those of anybody and those of nobody.",
    path: '/conversations/meta',
    fields: [
      {
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
      },
      inbox,
      {
        key: 'team',
        label: 'Team',
        name: 'team_id',
        dynamic: 'list_teams',
        search: 'find_team.id',
      },
      {
        key: 'labels',
        label: 'Labels',
        dynamic: 'list_labels',
        list: true,
        helpText: 'Conversations with any of them.',
      },
      { key: 'text', label: 'Text in Messages', name: 'q' },
    ],
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
    label: 'Set Typing Status',
    description: 'Shows the contact that an agent is typing, or stops showing it.',
    method: 'POST',
    path: '/conversations/{conversation}/toggle_typing_status',
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
    warning:
      'The message is emptied for good; a note that it was deleted stays in its place. Most channels cannot take it back from the contact.',
    fields: [
      { ...conversation, required: true },
      {
        key: 'message',
        label: 'Message',
        type: 'id',
        required: true,
        helpText: "The message's ID: map it from a Find Message step or a trigger.",
      },
    ],
    id: 'message',
    sample: { id: '12', deleted: true },
  },
];
