import type { ChatwootEntry, ChatwootField } from './entry.js';

const response = {
  key: 'canned_response',
  label: 'Canned Response',
  dynamic: 'list_canned_responses',
} as const satisfies ChatwootField;

const shortCode = {
  key: 'short_code',
  label: 'Short Code',
  helpText: 'What agents type after `/` to insert the message.',
} as const satisfies ChatwootField;

const content = {
  key: 'content',
  label: 'Message',
  type: 'text',
} as const satisfies ChatwootField;

const told = {
  sample: {
    id: '1',
    account_id: '1',
    short_code: 'hello',
    content: 'Hello, how can we help?',
    created_at: '2026-01-06T09:00:00.000Z',
    updated_at: '2026-01-06T09:00:00.000Z',
  },
} as const satisfies Partial<ChatwootEntry>;

/** Ready messages that agents insert by a short code (#67–#70). */
export const cannedResponses: ChatwootEntry[] = [
  {
    key: 'find_canned_response',
    numbers: [67],
    kind: 'search',
    noun: 'Response',
    label: 'Find Canned Response',
    description: 'Finds canned responses by their short code or message, or lists all of them.',
    path: '/canned_responses',
    fields: [
      {
        key: 'search',
        label: 'Search Text',
        helpText:
          'Part of the short code or the message. Short codes that begin with it come first.',
      },
      { ...shortCode, helpText: 'Part of the short code.', to: 'match' },
      { ...response, name: 'id', to: 'match' },
    ],
    ...told,
  },
  {
    key: 'create_canned_response',
    numbers: [68],
    kind: 'create',
    noun: 'Response',
    label: 'Create Canned Response',
    description:
      'Creates a new canned response: a prepared text that agents insert by its short code.',
    method: 'POST',
    path: '/canned_responses',
    lookup: { search: 'find_canned_response', by: { short_code: 'short_code' }, isUnique: true },
    fields: [
      { ...shortCode, required: true },
      { ...content, required: true },
    ],
    ...told,
  },
  {
    key: 'update_canned_response',
    numbers: [70],
    kind: 'create',
    noun: 'Response',
    label: 'Update Canned Response',
    description: 'Changes a canned response.',
    method: 'PATCH',
    path: '/canned_responses/{canned_response}',
    fields: [{ ...response, required: true }, shortCode, content],
    id: 'canned_response',
    ...told,
  },
  {
    key: 'delete_canned_response',
    numbers: [69],
    kind: 'create',
    noun: 'Response',
    label: 'Delete Canned Response',
    description: 'Deletes a canned response for good.',
    method: 'DELETE',
    path: '/canned_responses/{canned_response}',
    warning: 'The canned response is deleted for good. Messages that were sent with it stay.',
    fields: [{ ...response, required: true }],
    id: 'canned_response',
    sample: { id: '1', deleted: true },
  },
];
