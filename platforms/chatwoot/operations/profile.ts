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

const sample = { id: '1', name: 'Jane Cooper', email: 'jane.cooper@example.com' };

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
    sample,
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
    sample,
  },
];
