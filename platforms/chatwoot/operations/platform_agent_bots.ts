import type { ChatwootEntry, ChatwootField } from './entry.js';

const bot = {
  key: 'agent_bot',
  label: 'Agent Bot',
  dynamic: 'list_platform_agent_bots',
} as const satisfies ChatwootField;

const name = { key: 'name', label: 'Name' } as const satisfies ChatwootField;

const details = [
  { key: 'description', label: 'Description' },
  {
    key: 'outgoing_url',
    label: 'Webhook URL',
    helpText: 'Where the bot hears of conversations and messages: `https://example.com/bot`.',
  },
  {
    key: 'account',
    label: 'Account',
    name: 'account_id',
    dynamic: 'list_platform_accounts',
    helpText: 'A bot without an account can be used in all accounts of the server.',
  },
  {
    key: 'avatar_url',
    label: 'Avatar URL',
    helpText: 'The address of a JPEG or PNG picture. It is fetched after the step has run.',
  },
] as const satisfies ChatwootField[];

const told = {
  sample: {
    id: '1',
    name: 'Acme Greeter',
  },
  more: {
    description: 'string',
    outgoing_url: 'string',
    account_id: 'string',
    thumbnail: 'string',
  },
} as const satisfies Partial<ChatwootEntry>;

/** Agent bots of a server, through the platform API (#38–#42). */
export const platformAgentBots: ChatwootEntry[] = [
  {
    key: 'find_platform_agent_bot',
    numbers: [38, 40],
    kind: 'search',
    noun: 'Bot',
    label: 'Find Platform Agent Bot',
    description: 'Finds an agent bot that the platform app created or was given, or lists all.',
    base: 'platform',
    path: '/agent_bots',
    one: { field: 'agent_bot', path: '/agent_bots/{agent_bot}' },
    fields: [{ ...name, helpText: 'Part of the name.', to: 'match' }, bot],
    ...told,
  },
  {
    key: 'create_platform_agent_bot',
    numbers: [39],
    kind: 'create',
    noun: 'Bot',
    label: 'Create Platform Agent Bot',
    description: 'Creates an agent bot for one account or for all accounts of the server.',
    base: 'platform',
    method: 'POST',
    path: '/agent_bots',
    lookup: { search: 'find_platform_agent_bot', by: { name: 'name', account: 'account_id' } },
    fields: [{ ...name, required: true }, ...details],
    ...told,
  },
  {
    key: 'update_platform_agent_bot',
    numbers: [42],
    kind: 'create',
    noun: 'Bot',
    label: 'Update Platform Agent Bot',
    description: 'Changes an agent bot of the server.',
    base: 'platform',
    method: 'PATCH',
    path: '/agent_bots/{agent_bot}',
    fields: [{ ...bot, required: true }, name, ...details],
    id: 'agent_bot',
    ...told,
  },
  {
    key: 'delete_platform_agent_bot',
    numbers: [41],
    kind: 'create',
    noun: 'Bot',
    label: 'Delete Platform Agent Bot',
    description: 'Deletes an agent bot of the server for good.',
    base: 'platform',
    method: 'DELETE',
    path: '/agent_bots/{agent_bot}',
    warning: 'The agent bot is deleted for good, and leaves the inboxes it answered in.',
    fields: [{ ...bot, required: true }],
    id: 'agent_bot',
    sample: { id: '1', deleted: true },
  },
];
