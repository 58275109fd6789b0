import type { ChatwootEntry, ChatwootField } from './entry.js';
import { agentTold, memberListTold } from './fields/agent.js';
import { inbox } from './fields/shared.js';

const ofInbox = { ...inbox, required: true } as const satisfies ChatwootField;

const members = {
  key: 'agents',
  label: 'Agents',
  name: 'user_ids',
  dynamic: 'list_agents',
  list: true,
  required: true,
} as const satisfies ChatwootField;

/** The agents of inboxes (#98–#101). */
export const inboxMembers: ChatwootEntry[] = [
  {
    key: 'find_inbox_member',
    numbers: [98],
    kind: 'search',
    noun: 'Agent',
    label: 'Find Inbox Member',
    description: 'Finds the agents of an inbox.',
    path: '/inbox_members/{inbox}',
    answer: ['payload'],
    fields: [
      ofInbox,
      { key: 'name', label: 'Name', helpText: 'Part of the name.', to: 'match' },
      { key: 'email', label: 'Email', helpText: 'Part of the email address.', to: 'match' },
    ],
    ...agentTold,
  },
  {
    key: 'add_inbox_members',
    numbers: [99],
    kind: 'create',
    noun: 'Inbox',
    label: 'Add Inbox Members',
    description: 'Adds agents to an inbox; those in it stay.',
    method: 'POST',
    path: '/inbox_members',
    repeatable: true,
    answer: ['payload'],
    fields: [ofInbox, members],
    id: 'inbox',
    listAs: 'agents',
    ...memberListTold,
  },
  {
    key: 'update_inbox_members',
    numbers: [101],
    kind: 'create',
    noun: 'Inbox',
    label: 'Update Inbox Members',
    description: 'Sets who is in an inbox.',
    method: 'PATCH',
    path: '/inbox_members',
    answer: ['payload'],
    warning: 'Agents who are not listed here leave the inbox.',
    fields: [ofInbox, members],
    id: 'inbox',
    listAs: 'agents',
    ...memberListTold,
  },
  {
    key: 'remove_inbox_members',
    numbers: [100],
    kind: 'create',
    noun: 'Inbox',
    label: 'Remove Inbox Members',
    description: 'Takes agents out of an inbox.',
    method: 'DELETE',
    path: '/inbox_members',
    fields: [ofInbox, members],
    id: 'inbox',
    sample: { id: '1' },
  },
];
