import type { ChatwootEntry, ChatwootField } from './entry.js';

const details = [
  { key: 'name', name: 'profile.name', label: 'Full Name' },
  {
    key: 'display_name',
    name: 'profile.display_name',
    label: 'Display Name',
    helpText: 'The name that contacts see.',
  },
  {
    key: 'email',
    name: 'profile.email',
    label: 'Email',
    type: 'email',
    helpText: 'A new address is in use after the link in the mail to it was followed.',
  },
  {
    key: 'phone',
    name: 'profile.phone_number',
    held: 'custom_attributes.phone_number',
    since: '3.6',
    label: 'Phone',
  },
  {
    key: 'message_signature',
    name: 'profile.message_signature',
    label: 'Message Signature',
    type: 'text',
    helpText: 'Put below the messages they write. Markdown.',
  },
] as const satisfies ChatwootField[];

const told = {
  sample: {
    id: '1',
    name: 'Jane Cooper',
    available_name: 'Jane Cooper',
    email: 'jane.cooper@example.com',
    account_id: '1',
    role: 'administrator',
    confirmed: true,
    provider: 'email',
    uid: 'jane.cooper@example.com',
    accounts: [{ id: '1', name: 'Acme Support', role: 'administrator', status: 'active' }],
  },
  more: {
    display_name: 'string',
    phone_number: 'string',
    avatar_url: 'string',
    message_signature: 'string',
    inviter_id: 'string',
    type: 'string',
    ui_settings: 'dict',
    custom_attributes__phone_number: 'string',
    'accounts[]active_at': 'datetime',
    'accounts[]permissions': 'list',
    'accounts[]availability': 'string',
    'accounts[]availability_status': 'string',
    'accounts[]auto_offline': 'boolean',
  },
} as const satisfies Partial<ChatwootEntry>;

/** The person whose key the connection has (#106). Their password is left to themselves. */
export const profile: ChatwootEntry[] = [
  {
    key: 'find_profile',
    numbers: [106],
    kind: 'search',
    noun: 'Profile',
    label: 'Find Profile',
    description: 'Finds the person whose key is connected, with their accounts and roles.',
    base: 'server',
    path: '/api/v1/profile',
    gives: 'record',
    fields: [
      {
        key: 'email',
        label: 'Email',
        to: 'match',
        helpText: 'To check who it is: nothing is found if the address does not hold this.',
      },
    ],
    ...told,
  },
  {
    key: 'update_profile',
    numbers: [],
    kind: 'create',
    noun: 'Profile',
    label: 'Update Profile',
    description: 'Changes the person whose key is connected.',
    method: 'PUT',
    base: 'server',
    path: '/api/v1/profile',
    fields: details,
    ...told,
  },
];
