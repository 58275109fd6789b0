import type { ChatwootEntry, ChatwootField } from './entry.js';
import { chatwootTexts } from '../errors.js';
import { languages } from './fields/languages.js';

const account = {
  key: 'account',
  label: 'Account',
  dynamic: 'list_platform_accounts',
} as const satisfies ChatwootField;

const name = { key: 'name', label: 'Account Name' } as const satisfies ChatwootField;

const details = [
  { key: 'locale', label: 'Language', choices: languages },
  { key: 'domain', label: 'Email Domain', helpText: 'Of the addresses that replies go to.' },
  { key: 'support_email', label: 'Support Email', type: 'email' },
  {
    key: 'status',
    label: 'Status',
    choices: { active: 'Active', suspended: 'Suspended' },
    helpText: 'Nobody can use a suspended account.',
  },
  {
    key: 'limits',
    label: 'Limits',
    group: 'More',
    type: 'json',
    helpText:
      'How many of each there may be, as JSON: `{"agents": 10, "inboxes": 5}`. It replaces all earlier limits.',
  },
  {
    key: 'features',
    label: 'Features',
    group: 'More',
    type: 'json',
    helpText:
      'Features to switch on or off, as JSON: `{"help_center": true, "campaigns": false}`. Those not named stay as they are.',
  },
  {
    key: 'custom_attributes',
    label: 'Custom Attributes',
    group: 'More',
    type: 'json',
    helpText: 'As JSON: `{"plan": "pro"}`. It replaces all earlier ones.',
  },
] as const satisfies ChatwootField[];

const user = {
  key: 'user',
  label: 'User',
  type: 'id',
  name: 'user_id',
  helpText: "The user's ID: map it from a Create User step, or User ID from Find Account User.",
} as const satisfies ChatwootField;

const role = {
  key: 'role',
  label: 'Role',
  choices: { agent: 'Agent', administrator: 'Administrator' },
} as const satisfies ChatwootField;

const crash = {
  what: 'Features: the server failed (status 500), as it does over a feature that it does not have.',
  todo: 'Check their names. If they are right, try again later.',
};

const told = {
  sample: {
    id: '2',
    name: 'Globex Care',
    locale: 'en',
    status: 'active',
  },
  more: {
    support_email: 'string',
    domain: 'string',
    features: 'dict',
    limits: 'dict',
    custom_attributes: 'dict',
  },
} as const satisfies Partial<ChatwootEntry>;
const membership = {
  sample: {
    id: '4',
    account_id: '2',
    user_id: '3',
    role: 'administrator',
    availability: 'online',
    auto_offline: true,
    created_at: '2026-01-06T09:00:00.000Z',
    updated_at: '2026-01-06T09:00:00.000Z',
  },
  more: {
    active_at: 'datetime',
    inviter_id: 'string',
    custom_role_id: 'string',
    agent_capacity_policy_id: 'string',
  },
} as const satisfies Partial<ChatwootEntry>;

/** Accounts of a server and who belongs to them, through the platform API (#10–#12, #32–#35). */
export const platformAccounts: ChatwootEntry[] = [
  {
    key: 'find_platform_account',
    numbers: [33],
    kind: 'search',
    noun: 'Account',
    label: 'Find Platform Account',
    description: 'Finds an account that the platform app created or was given, or lists all.',
    base: 'platform',
    path: '/accounts',
    one: { field: 'account', path: '/accounts/{account}' },
    since: '4.5',
    absent: chatwootTexts.noAccountList,
    crash: chatwootTexts.brokenAccountList,
    fields: [{ ...name, helpText: 'Part of the name.', to: 'match' }, account],
    ...told,
  },
  {
    key: 'create_platform_account',
    numbers: [32],
    kind: 'create',
    noun: 'Account',
    label: 'Create Platform Account',
    description: 'Creates a new account on the server.',
    base: 'platform',
    method: 'POST',
    path: '/accounts',
    lookup: { search: 'find_platform_account', by: { name: 'name' } },
    crash,
    crashField: 'features',
    fields: [{ ...name, required: true }, ...details],
    ...told,
  },
  {
    key: 'update_platform_account',
    numbers: [35],
    kind: 'create',
    noun: 'Account',
    label: 'Update Platform Account',
    description: 'Changes an account of the server.',
    base: 'platform',
    method: 'PATCH',
    path: '/accounts/{account}',
    crash,
    crashField: 'features',
    fields: [{ ...account, required: true }, name, ...details],
    id: 'account',
    ...told,
  },
  {
    key: 'delete_platform_account',
    numbers: [34],
    kind: 'create',
    noun: 'Account',
    label: 'Delete Platform Account',
    description: 'Deletes an account of the server for good.',
    base: 'platform',
    method: 'DELETE',
    path: '/accounts/{account}',
    warning:
      'The account is deleted for good, with its contacts, conversations, inboxes and everything else. The server does it in the background, and afterwards can no longer list the accounts of this platform app: Find Platform Account then needs an ID.',
    fields: [{ ...account, required: true }],
    id: 'account',
    sample: { id: '2', deleted: true },
  },
  {
    key: 'find_account_user',
    numbers: [10],
    kind: 'search',
    noun: 'Member',
    label: 'Find Account User',
    description: 'Finds which users belong to an account, and in which role.',
    base: 'platform',
    path: '/accounts/{account}/account_users',
    fields: [
      { ...account, required: true },
      { ...role, to: 'match' },
    ],
    ...membership,
  },
  {
    key: 'create_account_user',
    numbers: [11],
    kind: 'create',
    noun: 'Member',
    label: 'Add User to Account',
    description:
      'Adds a user to an account of the server, or changes the role of one who is in it.',
    base: 'platform',
    method: 'POST',
    path: '/accounts/{account}/account_users',
    repeatable: true,
    fields: [
      { ...account, required: true },
      { ...user, required: true },
      { ...role, helpText: 'Agent unless chosen, for a new member.' },
    ],
    ...membership,
  },
  {
    key: 'delete_account_user',
    numbers: [12],
    kind: 'create',
    noun: 'Member',
    label: 'Remove User from Account',
    description: 'Takes a user out of an account; the user stays on the server.',
    base: 'platform',
    method: 'DELETE',
    path: '/accounts/{account}/account_users',
    warning:
      "The user loses access to the account, and its conversations lose them as their agent. The server doesn't say whether they were in it.",
    // In the query, because some proxies drop the body of a DELETE.
    fields: [
      { ...account, required: true },
      {
        ...user,
        type: 'string',
        dynamic: 'list_account_users',
        required: true,
        to: 'query',
        helpText: "One of the account's users, or the ID of one from Find Account User.",
      },
    ],
    id: 'user',
    sample: { id: '3', deleted: true },
  },
];
