import type { ChatwootEntry, ChatwootField } from './entry.js';
import { agentTold, memberListTold } from './fields/agent.js';

const team = {
  key: 'team',
  label: 'Team',
  dynamic: 'list_teams',
} as const satisfies ChatwootField;

const name = { key: 'name', label: 'Name', helpText: 'Stored in lower case.' } as const;

const details = [
  { key: 'description', label: 'Description' },
  {
    key: 'allow_auto_assign',
    label: 'Auto-Assign',
    type: 'boolean',
    helpText: 'Whether conversations of the team are given to its members by turns.',
  },
] as const satisfies ChatwootField[];

const members = {
  key: 'agents',
  label: 'Agents',
  name: 'user_ids',
  dynamic: 'list_agents',
  list: true,
  required: true,
} as const satisfies ChatwootField;

const told = {
  sample: {
    id: '1',
    name: 'sales',
    allow_auto_assign: true,
    account_id: '1',
    is_member: false,
  },
  more: {
    description: 'string',
    icon: 'string',
    icon_color: 'string',
  },
} as const satisfies Partial<ChatwootEntry>;

/** Teams and their members (#1–#9). */
export const teams: ChatwootEntry[] = [
  {
    key: 'find_team',
    numbers: [1, 3],
    kind: 'search',
    noun: 'Team',
    label: 'Find Team',
    description: 'Finds a team by its name, or lists all teams.',
    path: '/teams',
    one: { field: 'team', path: '/teams/{team}' },
    fields: [{ ...name, helpText: 'Part of the name.', to: 'match' }, team],
    ...told,
  },
  {
    key: 'create_team',
    numbers: [2],
    kind: 'create',
    noun: 'Team',
    label: 'Create Team',
    description: 'Creates a new team.',
    method: 'POST',
    path: '/teams',
    lookup: { search: 'find_team', by: { name: 'name' }, isUnique: true },
    fields: [{ ...name, required: true }, ...details],
    ...told,
  },
  {
    key: 'update_team',
    numbers: [5],
    kind: 'create',
    noun: 'Team',
    label: 'Update Team',
    description: 'Changes a team.',
    method: 'PATCH',
    path: '/teams/{team}',
    fields: [{ ...team, required: true }, name, ...details],
    id: 'team',
    ...told,
  },
  {
    key: 'delete_team',
    numbers: [4],
    kind: 'create',
    noun: 'Team',
    label: 'Delete Team',
    description: 'Deletes a team for good.',
    method: 'DELETE',
    path: '/teams/{team}',
    warning: 'The team is deleted for good. Its conversations stay, without a team.',
    fields: [{ ...team, required: true }],
    id: 'team',
    sample: { id: '1', deleted: true },
  },
  {
    key: 'find_team_member',
    numbers: [6],
    kind: 'search',
    noun: 'Agent',
    label: 'Find Team Member',
    description: 'Finds the agents of a team.',
    path: '/teams/{team}/team_members',
    fields: [
      { ...team, required: true },
      { key: 'name', label: 'Name', helpText: 'Part of the name.', to: 'match' },
      { key: 'email', label: 'Email', helpText: 'Part of the email address.', to: 'match' },
    ],
    ...agentTold,
  },
  {
    key: 'add_team_members',
    numbers: [7],
    kind: 'create',
    noun: 'Team',
    label: 'Add Team Members',
    description: 'Adds agents to a team; those in it stay.',
    method: 'POST',
    path: '/teams/{team}/team_members',
    repeatable: true,
    fields: [{ ...team, required: true }, members],
    id: 'team',
    listAs: 'agents',
    ...memberListTold,
  },
  {
    key: 'update_team_members',
    numbers: [9],
    kind: 'create',
    noun: 'Team',
    label: 'Update Team Members',
    description: 'Sets who is in a team.',
    method: 'PATCH',
    path: '/teams/{team}/team_members',
    warning: 'Agents who are not listed here leave the team.',
    fields: [{ ...team, required: true }, members],
    id: 'team',
    listAs: 'agents',
    ...memberListTold,
  },
  {
    key: 'remove_team_members',
    numbers: [8],
    kind: 'create',
    noun: 'Team',
    label: 'Remove Team Members',
    description: 'Takes agents out of a team.',
    method: 'DELETE',
    path: '/teams/{team}/team_members',
    fields: [{ ...team, required: true }, members],
    id: 'team',
    sample: { id: '1' },
  },
];
