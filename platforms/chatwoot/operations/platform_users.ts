import type { ChatwootEntry, ChatwootField } from './entry.js';
import { STAYS_READABLE } from './fields/shared.js';

/** No API lists users, so there is no dropdown. */
const user = {
  key: 'user',
  label: 'User',
  type: 'id',
  required: true,
  helpText: "The user's ID: map it from a Create User step, or User ID from Find Account User.",
} as const satisfies ChatwootField;

const name = { key: 'name', label: 'Name' } as const satisfies ChatwootField;

const email = { key: 'email', label: 'Email', type: 'email' } as const satisfies ChatwootField;

/** Under a key that Zapier doesn't take for a field of the connection. */
const password = {
  key: 'initial_sign_in',
  label: 'Password',
  name: 'password',
  helpText: `At least 6 characters, among them an upper-case and a lower-case letter, a digit and a special character. ${STAYS_READABLE}`,
} as const satisfies ChatwootField;

const details = [
  {
    key: 'display_name',
    label: 'Display Name',
    helpText: 'What contacts see instead of the name.',
  },
  {
    key: 'custom_attributes',
    label: 'Custom Attributes',
    type: 'json',
    helpText: 'As JSON: `{"employee_number": 42}`. Those not named stay as they are.',
  },
] as const satisfies ChatwootField[];

const told = {
  sample: {
    id: '3',
    name: 'Priya Nair',
    available_name: 'Priya Nair',
    email: 'priya.nair@example.com',
    confirmed: true,
    provider: 'email',
    uid: 'priya.nair@example.com',
  },
  more: {
    account_id: 'string',
    role: 'string',
    display_name: 'string',
    phone_number: 'string',
    avatar_url: 'string',
    message_signature: 'string',
    inviter_id: 'string',
    type: 'string',
    ui_settings: 'dict',
    custom_attributes: 'dict',
    'accounts[]id': 'string',
    'accounts[]name': 'string',
    'accounts[]role': 'string',
    'accounts[]active_at': 'datetime',
  },
} as const satisfies Partial<ChatwootEntry>;

/** Users of a server, through the platform API (#43–#47). */
export const platformUsers: ChatwootEntry[] = [
  {
    key: 'find_user',
    numbers: [44],
    kind: 'search',
    noun: 'User',
    label: 'Find User',
    description: 'Finds a user that the platform app created or was given, with their accounts.',
    base: 'platform',
    path: '/users/{user}',
    gives: 'record',
    fields: [user],
    id: 'user',
    ...told,
  },
  {
    key: 'create_user',
    numbers: [43],
    kind: 'create',
    noun: 'User',
    label: 'Create User',
    description: 'Creates a user of the server, or gives out the one who has the email already.',
    base: 'platform',
    method: 'POST',
    path: '/users',
    repeatable: true,
    fields: [
      { ...name, required: true },
      { ...email, required: true },
      { ...password, required: true },
      ...details,
    ],
    ...told,
  },
  {
    key: 'update_user',
    numbers: [46],
    kind: 'create',
    noun: 'User',
    label: 'Update User',
    description: 'Changes a user of the server.',
    base: 'platform',
    method: 'PATCH',
    path: '/users/{user}',
    fields: [user, name, email, password, ...details],
    id: 'user',
    ...told,
  },
  {
    key: 'delete_user',
    numbers: [45],
    kind: 'create',
    noun: 'User',
    label: 'Delete User',
    description: 'Deletes a user of the server for good.',
    base: 'platform',
    method: 'DELETE',
    path: '/users/{user}',
    warning:
      'The user is deleted for good, and leaves all their accounts. The server does it in the background.',
    fields: [user],
    id: 'user',
    sample: { id: '3', deleted: true },
  },
  {
    key: 'find_sso_link',
    numbers: [47],
    kind: 'search',
    noun: 'Link',
    label: 'Find SSO Link',
    description:
      'Finds a link that signs a user in without a password: once, within 5 minutes. Whoever reads the Zap history can use it.',
    warning:
      'The link signs in whoever has it, and it stands in the Zap history, for all who can read that. It works once, within 5 minutes. Use it only where nobody else sees the history, and hand it on at once.',
    base: 'platform',
    path: '/users/{user}/login',
    gives: 'record',
    has: ['url'],
    fields: [user],
    id: 'user',
    sample: { id: '3', url: 'https://chat.example.com/app/login?email=priya.nair%40example.com' },
  },
];
