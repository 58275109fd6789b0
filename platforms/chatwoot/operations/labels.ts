import type { ChatwootEntry, ChatwootField } from './entry.js';
import { chatwootTexts } from '../errors.js';

const label = {
  key: 'label',
  label: 'Label',
  dynamic: 'list_label_ids',
} as const satisfies ChatwootField;

const title = {
  key: 'title',
  label: 'Label Name',
  helpText:
    'Two characters or more: letters, digits, `-` and `_`, and no spaces. Stored in lower case.',
} as const satisfies ChatwootField;

const details = [
  { key: 'description', label: 'Description' },
  { key: 'color', label: 'Color', helpText: 'As a hex code, like `#1f93ff`.' },
  { key: 'show_on_sidebar', label: 'Show on Sidebar', type: 'boolean' },
] as const satisfies ChatwootField[];

const told = {
  sample: {
    id: '1',
    title: 'vip',
    color: '#e4b51d',
  },
  more: {
    description: 'string',
    show_on_sidebar: 'boolean',
  },
} as const satisfies Partial<ChatwootEntry>;

/** The labels that the account offers; which ones a contact or conversation has are steps of their own. */
export const labels: ChatwootEntry[] = [
  {
    key: 'find_label',
    numbers: [],
    kind: 'search',
    noun: 'Label',
    label: 'Find Label',
    description: 'Finds a label of the account by its name, or lists all labels.',
    path: '/labels',
    crash: chatwootTexts.failsForKeys,
    answer: ['payload'],
    one: { field: 'label', path: '/labels/{label}', answer: [] },
    fields: [{ ...title, helpText: 'Part of the name.', to: 'match' }, label],
    ...told,
  },
  {
    key: 'create_label',
    numbers: [],
    kind: 'create',
    noun: 'Label',
    label: 'Create Label',
    description: 'Creates a new label in the account.',
    method: 'POST',
    path: '/labels',
    lookup: { search: 'find_label', by: { title: 'title' }, isUnique: true },
    crash: chatwootTexts.failsForKeys,
    fields: [{ ...title, required: true }, ...details],
    ...told,
  },
  {
    key: 'update_label',
    numbers: [],
    kind: 'create',
    noun: 'Label',
    label: 'Update Label',
    description: 'Changes a label of the account; contacts and conversations get its new name.',
    method: 'PATCH',
    path: '/labels/{label}',
    crash: chatwootTexts.failsForKeys,
    fields: [{ ...label, required: true }, title, ...details],
    id: 'label',
    ...told,
  },
  {
    key: 'delete_label',
    numbers: [],
    kind: 'create',
    noun: 'Label',
    label: 'Delete Label',
    description: 'Deletes a label of the account for good.',
    method: 'DELETE',
    path: '/labels/{label}',
    crash: chatwootTexts.failsForKeys,
    warning: 'The label is deleted for good, and taken off every contact and conversation.',
    fields: [{ ...label, required: true }],
    id: 'label',
    sample: { id: '1', deleted: true },
  },
];
