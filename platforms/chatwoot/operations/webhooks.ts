import type { EntryRefusal } from '../../catalogue/entry.js';
import type { ChatwootEntry, ChatwootField } from './entry.js';

const webhook = {
  key: 'webhook',
  label: 'Webhook',
  dynamic: 'list_webhooks',
} as const satisfies ChatwootField;

const url = { key: 'url', label: 'URL' } as const;

const details = [
  { key: 'name', label: 'Name' },
  {
    key: 'subscriptions',
    label: 'Events',
    list: true,
    choices: {
      contact_created: 'Contact Created',
      contact_updated: 'Contact Updated',
      conversation_created: 'Conversation Created',
      conversation_status_changed: 'Conversation Status Changed',
      conversation_updated: 'Conversation Updated',
      message_created: 'Message Created',
      message_updated: 'Message Updated',
      webwidget_triggered: 'Website Chat Opened',
      inbox_created: 'Inbox Created',
      inbox_updated: 'Inbox Updated',
      conversation_typing_on: 'Typing Started',
      conversation_typing_off: 'Typing Stopped',
    },
  },
] as const satisfies ChatwootField[];

const answer = ['payload', 'webhook'];

const noTyping = {
  status: 422,
  says: /invalid events/i,
  text: 'Events: this server does not know all of these. It knows Typing Started and Typing Stopped since Chatwoot 4.2: leave them out, or have the server updated.',
} as const satisfies EntryRefusal;

const noName = {
  status: 422,
  says: /^param is missing/i,
  text: 'Name: a webhook has one since Chatwoot 4.8, and this server is older, so there was nothing to change. Fill URL or Events, or have the server updated.',
} as const satisfies EntryRefusal;

const told = {
  sample: {
    id: '1',
    url: 'https://hooks.example.com/events',
    account_id: '1',
    subscriptions: ['contact_created', 'message_created'],
  },
  more: {
    name: 'string',
    inbox__id: 'string',
    inbox__name: 'string',
  },
} as const satisfies Partial<ChatwootEntry>;

/** The account's webhooks (#112–#115). There is no route for a single one. */
export const webhooks: ChatwootEntry[] = [
  {
    key: 'find_webhook',
    numbers: [112],
    kind: 'search',
    noun: 'Webhook',
    label: 'Find Webhook',
    description: 'Finds a webhook by its address or name, or lists all webhooks.',
    path: '/webhooks',
    answer: ['payload', 'webhooks'],
    fields: [
      { ...url, helpText: 'Part of the address.', to: 'match' },
      { key: 'name', label: 'Name', helpText: 'Part of the name.', to: 'match' },
      {
        key: 'webhook',
        label: 'Webhook',
        dynamic: 'list_webhooks',
        search: false,
        name: 'id',
        to: 'match',
      },
    ],
    ...told,
  },
  {
    key: 'create_webhook',
    numbers: [113],
    kind: 'create',
    noun: 'Webhook',
    label: 'Create Webhook',
    description: 'Creates a webhook: an address of yours that is told what happens in the account.',
    method: 'POST',
    path: '/webhooks',
    lookup: { search: 'find_webhook', by: { url: 'url' }, isUnique: true },
    answer,
    refusals: [noTyping],
    fields: [
      {
        ...url,
        required: true,
        helpText: 'The address that is told; every webhook needs another one.',
      },
      details[0],
      {
        ...details[1],
        helpText: 'Blank: what happens to contacts, conversations, messages and website chats.',
      },
    ],
    ...told,
  },
  {
    key: 'update_webhook',
    numbers: [115],
    kind: 'create',
    noun: 'Webhook',
    label: 'Update Webhook',
    description: 'Changes a webhook.',
    method: 'PATCH',
    path: '/webhooks/{webhook}',
    answer,
    refusals: [noTyping, noName],
    fields: [
      { ...webhook, required: true },
      url,
      details[0],
      { ...details[1], helpText: 'All of them: those not chosen are not told of any more.' },
    ],
    id: 'webhook',
    ...told,
  },
  {
    key: 'delete_webhook',
    numbers: [114],
    kind: 'create',
    noun: 'Webhook',
    label: 'Delete Webhook',
    description: 'Deletes a webhook for good.',
    method: 'DELETE',
    path: '/webhooks/{webhook}',
    warning:
      "The webhook is deleted for good. If a Zap's trigger made it, that Zap starts no more until it is turned off and on.",
    fields: [{ ...webhook, required: true }],
    id: 'webhook',
    sample: { id: '1', deleted: true },
  },
];
