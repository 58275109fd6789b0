import type { ChatwootEntry, ChatwootField } from './entry.js';
import { inbox } from './fields/shared.js';
import { channelFields, channelTypes, settingFields } from './fields/inbox.js';
import { lookUp } from '../../toolkit/values/index.js';

const type = {
  key: 'type',
  name: 'channel.type',
  label: 'Channel',
  required: true,
  choices: {
    web_widget: 'Website',
    api: 'API',
    email: 'Email',
    whatsapp: 'WhatsApp',
    sms: 'SMS by Bandwidth',
    telegram: 'Telegram',
    line: 'LINE',
  },
} as const satisfies ChatwootField;

const name = { key: 'name', label: 'Name' } as const;

const agentBot = {
  key: 'agent_bot',
  label: 'Agent Bot',
  dynamic: 'list_agent_bots',
} as const satisfies ChatwootField;

/** What the server answers with status 500 when it isn't there. */
const neededBy: Record<string, string> = { website_url: 'web_widget', email: 'email' };

const createFields = channelFields.map((field: ChatwootField): ChatwootField => {
  const value = lookUp(neededBy, field.key);
  return value === undefined ? field : { ...field, neededFor: { field: type.key, value } };
});

const workingHours = {
  key: 'working_hours',
  label: 'Business Hours',
  group: 'Greeting and Business Hours',
  type: 'json',
  holds: 'list',
  helpText:
    'The days to change, 0 is Sunday: `[{"day_of_week": 1, "open_hour": 9, "open_minutes": 0, "close_hour": 17, "close_minutes": 30}, {"day_of_week": 0, "closed_all_day": true}]`. `open_all_day` is for round the clock.',
} as const satisfies ChatwootField;

const picture = { method: 'PATCH', path: '/inboxes/{id}' } as const;

const crash = {
  what: 'The server failed (status 500), as it does over a Help Center of another account, and over Business Hours or More Channel Settings that are not like in their examples.',
  todo: 'If they are right, try again later.',
};

const sample = { id: '1', name: 'Acme Website', channel_type: 'Channel::WebWidget' };

/** Inboxes and their bots (#92–#97). */
export const inboxes: ChatwootEntry[] = [
  {
    key: 'find_inbox',
    numbers: [92, 93],
    kind: 'search',
    noun: 'Inbox',
    label: 'Find Inbox',
    description: 'Finds an inbox by its name or channel, or lists all inboxes.',
    path: '/inboxes',
    one: { field: 'inbox', path: '/inboxes/{inbox}', answer: [] },
    answer: ['payload'],
    fields: [
      { ...name, helpText: 'Part of the name.', to: 'match' },
      {
        key: 'channel_type',
        label: 'Channel',
        choices: channelTypes,
        to: 'match',
      },
      inbox,
    ],
    sample,
  },
  {
    key: 'create_inbox',
    numbers: [94],
    kind: 'create',
    noun: 'Inbox',
    label: 'Create Inbox',
    description: 'Creates a new inbox.',
    method: 'POST',
    path: '/inboxes',
    lookup: { search: 'find_inbox', by: { name: 'name' } },
    crash,
    picture,
    fields: [type, { ...name, required: true }, ...createFields, ...settingFields],
    sample,
  },
  {
    key: 'update_inbox',
    numbers: [95],
    kind: 'create',
    noun: 'Inbox',
    label: 'Update Inbox',
    description: 'Changes the settings of an inbox.',
    method: 'PATCH',
    path: '/inboxes/{inbox}',
    crash,
    picture,
    fields: [{ ...inbox, required: true }, name, ...settingFields, workingHours, ...channelFields],
    id: 'inbox',
    sample,
  },
  {
    key: 'delete_inbox',
    numbers: [],
    kind: 'create',
    noun: 'Inbox',
    label: 'Delete Inbox',
    description: 'Deletes an inbox for good.',
    method: 'DELETE',
    path: '/inboxes/{inbox}',
    // It says that the rest is done in the background.
    gives: 'record',
    has: ['message'],
    warning:
      'The inbox is deleted for good, with all of its conversations and messages. The server does that in the background.',
    fields: [{ ...inbox, required: true }],
    id: 'inbox',
    sample: { id: '1', deleted: true },
  },
  {
    key: 'find_inbox_agent_bot',
    numbers: [96],
    kind: 'search',
    noun: 'Bot',
    label: 'Find Inbox Agent Bot',
    description: 'Finds the agent bot that answers in an inbox.',
    path: '/inboxes/{inbox}/agent_bot',
    gives: 'record',
    mayBeAbsent: true,
    answer: ['agent_bot'],
    fields: [{ ...inbox, required: true }],
    sample: { id: '1', name: 'Acme Greeter' },
  },
  {
    key: 'set_inbox_agent_bot',
    numbers: [97],
    kind: 'create',
    noun: 'Inbox',
    label: 'Set Inbox Agent Bot',
    description: 'Lets an agent bot answer in an inbox, in place of the one there.',
    method: 'POST',
    path: '/inboxes/{inbox}/set_agent_bot',
    gives: 'nothing',
    repeatable: true,
    fields: [
      { ...inbox, required: true },
      { ...agentBot, required: true },
    ],
    id: 'inbox',
    sample: { id: '1' },
  },
  {
    // The same request without a bot: a field left blank by mistake must not take the bot out.
    key: 'remove_inbox_agent_bot',
    numbers: [],
    kind: 'create',
    noun: 'Inbox',
    label: 'Remove Inbox Agent Bot',
    description: 'Takes the agent bot out of an inbox.',
    method: 'POST',
    path: '/inboxes/{inbox}/set_agent_bot',
    gives: 'nothing',
    repeatable: true,
    fields: [{ ...inbox, required: true }],
    id: 'inbox',
    sample: { id: '1' },
  },
];
