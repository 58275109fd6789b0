import type { Operation, OperationField } from '../../contract/operations.js';

/** No API lists users, so there is no dropdown. */
const user = {
  key: 'user',
  label: 'User',
  type: 'id',
  required: true,
  helpText: "The user's ID: map it from a Create User step, or User ID from Find Account User.",
} as const satisfies OperationField;

const name = { key: 'name', label: 'Name' } as const satisfies OperationField;

const email = { key: 'email', label: 'Email', type: 'email' } as const satisfies OperationField;

/** Under a key that Zapier doesn't take for a field of the connection. */
const password = {
  key: 'initial_sign_in',
  label: 'Password',
  name: 'password',
  helpText:
    'At least 6 characters, among them an upper-case and a lower-case letter, a digit and a special character.',
} as const satisfies OperationField;

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
] as const satisfies OperationField[];

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
} as const satisfies Partial<Operation>;

/** Users of a server, through the platform API (#43–#47). */
export const platformUsers: Operation[] = [
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
      'Makes a link that signs a user in without their password: once, within 5 minutes.',
    base: 'platform',
    path: '/users/{user}/login',
    gives: 'record',
    has: ['url'],
    fields: [user],
    id: 'user',
    sample: { id: '3', url: 'https://chat.example.com/app/login?email=priya.nair%40example.com' },
  },
];
