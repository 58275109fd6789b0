import type { ChatwootEntry, ChatwootField } from './entry.js';
import { languages } from './fields/languages.js';

const details = [
  { key: 'name', label: 'Account Name' },
  { key: 'locale', label: 'Language', choices: languages },
  { key: 'domain', label: 'Email Domain', helpText: 'Of the addresses that replies go to.' },
  { key: 'support_email', label: 'Support Email', type: 'email' },
  {
    key: 'auto_resolve_after',
    held: 'settings.auto_resolve_after',
    since: '4.3',
    label: 'Resolve Automatically After',
    group: 'Automatic Resolving',
    type: 'integer',
    helpText: 'Minutes without activity after which a conversation is resolved; at least 10.',
  },
  {
    key: 'auto_resolve_message',
    held: 'settings.auto_resolve_message',
    since: '4.3',
    label: 'Resolve Message',
    group: 'Automatic Resolving',
    type: 'text',
    helpText: 'Sent to the contact when a conversation is resolved automatically.',
  },
  {
    key: 'auto_resolve_label',
    held: 'settings.auto_resolve_label',
    since: '4.3',
    label: 'Resolve Label',
    group: 'Automatic Resolving',
    dynamic: 'list_labels',
    helpText: 'Given to conversations that are resolved automatically.',
  },
  {
    key: 'auto_resolve_ignore_waiting',
    held: 'settings.auto_resolve_ignore_waiting',
    since: '4.3',
    label: 'Spare Waiting Conversations',
    group: 'Automatic Resolving',
    type: 'boolean',
    helpText: 'Whether conversations in which the contact waits for an answer stay open.',
  },
  {
    key: 'audio_transcriptions',
    held: 'settings.audio_transcriptions',
    since: '4.3',
    label: 'Transcribe Audio',
    group: 'More',
    type: 'boolean',
    helpText: 'Whether voice messages are written out. Enterprise edition only.',
  },
  { key: 'website', held: 'custom_attributes.website', label: 'Website', group: 'Company' },
  { key: 'industry', held: 'custom_attributes.industry', label: 'Industry', group: 'Company' },
  {
    key: 'company_size',
    held: 'custom_attributes.company_size',
    label: 'Company Size',
    group: 'Company',
  },
  {
    key: 'timezone',
    held: 'custom_attributes.timezone',
    label: 'Time Zone',
    helpText: 'Like `America/Sao_Paulo`.',
  },
] as const satisfies ChatwootField[];

const noAuditLog =
  'This server has no audit log: only the Enterprise edition keeps one. Remove this step, or use a server that has it.';

const sample = { id: '1', name: 'Acme Support', locale: 'en', status: 'active' };

/** The connection's account itself, and who did what in it. */
export const account: ChatwootEntry[] = [
  {
    key: 'find_account_settings',
    numbers: [],
    kind: 'search',
    noun: 'Account',
    label: 'Find Account Settings',
    description: 'Finds the settings and features of the connected account.',
    path: '',
    gives: 'record',
    fields: [
      {
        key: 'name',
        label: 'Account Name',
        to: 'match',
        helpText: 'To check which one it is: nothing is found if its name does not hold this.',
      },
    ],
    sample,
  },
  {
    key: 'update_account_settings',
    numbers: [],
    kind: 'create',
    noun: 'Account',
    label: 'Update Account Settings',
    description: 'Changes the settings of the connected account.',
    method: 'PATCH',
    path: '',
    fields: details,
    sample,
  },
  {
    key: 'find_audit_log',
    numbers: [],
    kind: 'search',
    noun: 'Entry',
    label: 'Find Audit Log Entry',
    description: 'Finds who changed what in the account, newest first.',
    path: '/audit_logs',
    paged: true,
    absent: noAuditLog,
    // The code of that edition is there, but switched off.
    crash: noAuditLog,
    answer: ['audit_logs'],
    fields: [
      {
        key: 'username',
        label: 'User',
        to: 'match',
        helpText: 'Part of the email address of who did it.',
      },
      {
        key: 'action',
        label: 'Action',
        to: 'match',
        choices: { create: 'Created', update: 'Changed', destroy: 'Deleted' },
      },
      {
        key: 'auditable_type',
        label: 'Kind of Record',
        to: 'match',
        helpText: 'Like `Inbox`, `Team` or `AccountUser`.',
      },
    ],
    sample: {
      id: '1',
      action: 'update',
      auditable_type: 'Inbox',
      created_at: '2026-01-20T08:00:00.000Z',
    },
  },
];
