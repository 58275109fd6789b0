import type { ChatwootEntry, ChatwootField } from './entry.js';
import { agentTold } from './fields/agent.js';

const agent = {
  key: 'agent',
  label: 'Agent',
  dynamic: 'list_agents',
} as const satisfies ChatwootField;

const role = {
  key: 'role',
  label: 'Role',
  choices: { agent: 'Agent', administrator: 'Administrator' },
} as const satisfies ChatwootField;

const presence = [
  {
    key: 'availability',
    label: 'Availability',
    choices: { online: 'Online', busy: 'Busy', offline: 'Offline' },
  },
  {
    key: 'auto_offline',
    label: 'Auto Offline',
    type: 'boolean',
    helpText: 'Whether the agent shows as offline while they do not use the app.',
  },
] as const satisfies ChatwootField[];

/** The people who work in the account, administrators included (#63–#66). */
export const agents: ChatwootEntry[] = [
  {
    key: 'find_agent',
    numbers: [63],
    kind: 'search',
    noun: 'Agent',
    label: 'Find Agent',
    description: 'Finds an agent by name, email or role, or lists all agents.',
    path: '/agents',
    fields: [
      { key: 'name', label: 'Name', helpText: 'Part of the name.', to: 'match' },
      { key: 'email', label: 'Email', helpText: 'Part of the email address.', to: 'match' },
      { ...role, to: 'match' },
      { ...agent, name: 'id', to: 'match' },
    ],
    ...agentTold,
  },
  {
    key: 'create_agent',
    numbers: [64],
    kind: 'create',
    noun: 'Agent',
    label: 'Create Agent',
    description: 'Adds someone to the account and invites them by email.',
    method: 'POST',
    path: '/agents',
    lookup: { search: 'find_agent', by: { email: 'email' }, isUnique: true },
    refusals: [
      {
        status: 422,
        says: /^user /i,
        text: 'Email: this person is in the account already. To change their role or availability, use an Update Agent step; Find Agent finds their ID by the email.',
      },
    ],
    fields: [
      { key: 'email', label: 'Email', type: 'email', required: true },
      {
        key: 'name',
        label: 'Name',
        // As newer servers do it; those before 3.6 want one.
        otherwise: ({ email }) => String(email).split('@')[0],
        helpText:
          'Blank takes what stands before the @ of the email. Someone who has a login keeps their name.',
      },
      { ...role, helpText: 'Agent unless chosen.' },
      ...presence,
    ],
    ...agentTold,
  },
  {
    key: 'update_agent',
    numbers: [66],
    kind: 'create',
    noun: 'Agent',
    label: 'Update Agent',
    description: 'Changes the role, the availability or the name of an agent.',
    method: 'PATCH',
    path: '/agents/{agent}',
    fields: [
      { ...agent, required: true },
      role,
      ...presence,
      { key: 'name', label: 'Name', helpText: 'The same in all accounts of this person.' },
    ],
    id: 'agent',
    ...agentTold,
  },
  {
    key: 'delete_agent',
    numbers: [65],
    kind: 'create',
    noun: 'Agent',
    label: 'Delete Agent',
    description: 'Takes an agent out of the account.',
    method: 'DELETE',
    path: '/agents/{agent}',
    warning:
      'The agent loses access to the account and leaves its teams, inboxes and conversations. Whoever is left without any account is deleted for good.',
    fields: [{ ...agent, required: true }],
    id: 'agent',
    sample: { id: '2', deleted: true },
  },
];
