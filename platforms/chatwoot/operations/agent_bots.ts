import type { ChatwootEntry, ChatwootField } from './entry.js';
import { chatwootTexts } from '../errors.js';

const bot = {
  key: 'agent_bot',
  label: 'Agent Bot',
  dynamic: 'list_agent_bots',
} as const satisfies ChatwootField;

const ownBot = {
  ...bot,
  required: true,
  helpText: 'A bot of the account itself; those of the whole server cannot be changed here.',
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
    key: 'avatar_url',
    label: 'Avatar URL',
    helpText: 'The address of a JPEG or PNG picture. It is fetched after the step has run.',
  },
] as const satisfies ChatwootField[];

const told = {
  sample: {
    id: '1',
    name: 'Greeter',
    bot_type: 'webhook',
    system_bot: false,
  },
  more: {
    description: 'string',
    account_id: 'string',
    outgoing_url: 'string',
    thumbnail: 'string',
    bot_config: 'dict',
  },
} as const satisfies Partial<ChatwootEntry>;

/** The account's own agent bots (#58–#62). Their tokens, which administrators see, are not given out. */
export const agentBots: ChatwootEntry[] = [
  {
    key: 'find_agent_bot',
    numbers: [58, 60],
    kind: 'search',
    noun: 'Bot',
    label: 'Find Agent Bot',
    description: 'Finds a bot that the account can use by its name, or lists all of them.',
    path: '/agent_bots',
    crash: chatwootTexts.failsForKeys,
    one: { field: 'agent_bot', path: '/agent_bots/{agent_bot}' },
    fields: [{ ...name, helpText: 'Part of the name.', to: 'match' }, bot],
    ...told,
  },
  {
    key: 'create_agent_bot',
    numbers: [59],
    kind: 'create',
    noun: 'Bot',
    label: 'Create Agent Bot',
    description: 'Creates a new agent bot in the account: a program that answers conversations.',
    method: 'POST',
    path: '/agent_bots',
    lookup: { search: 'find_agent_bot', by: { name: 'name' } },
    crash: chatwootTexts.failsForKeys,
    // The server takes a bot without a name, which nobody could find again in its lists.
    fields: [{ ...name, required: true }, ...details],
    ...told,
  },
  {
    key: 'update_agent_bot',
    numbers: [62],
    kind: 'create',
    noun: 'Bot',
    label: 'Update Agent Bot',
    description: 'Changes an agent bot of the account.',
    method: 'PATCH',
    path: '/agent_bots/{agent_bot}',
    crash: chatwootTexts.failsForKeys,
    fields: [ownBot, name, ...details],
    id: 'agent_bot',
    ...told,
  },
  {
    key: 'delete_agent_bot',
    numbers: [61],
    kind: 'create',
    noun: 'Bot',
    label: 'Delete Agent Bot',
    description: 'Deletes an agent bot of the account for good.',
    method: 'DELETE',
    path: '/agent_bots/{agent_bot}',
    crash: chatwootTexts.failsForKeys,
    warning: 'The bot is deleted for good. Its inboxes and conversations stay, without a bot.',
    fields: [ownBot],
    id: 'agent_bot',
    sample: { id: '1', deleted: true },
  },
];
