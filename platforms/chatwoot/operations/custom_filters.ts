import type { ChatwootEntry, ChatwootField } from './entry.js';
import { toQuery } from './fields/conditions.js';

const filter = {
  key: 'custom_filter',
  label: 'Custom Filter',
  dynamic: 'list_custom_filters',
} as const satisfies ChatwootField;

const name = { key: 'name', label: 'Name' } as const satisfies ChatwootField;

// The published spec says `type`, which the server drops.
const type = {
  key: 'filter_type',
  label: 'Type',
  choices: {
    conversation: 'Conversations (Folder)',
    contact: 'Contacts (Segment)',
    report: 'Reports',
  },
} as const satisfies ChatwootField;

const kinds = {
  name: type.key,
  values: Object.keys(type.choices),
  until: '4.2',
} as const satisfies ChatwootEntry['kinds'];

const query = {
  key: 'query',
  label: 'Query',
  type: 'json',
  read: toQuery,
  helpText:
    'What the filter looks for: `{"payload":[{"attribute_key":"status","attribute_model":"standard","filter_operator":"equal_to","values":["open"],"query_operator":null}]}`',
} as const satisfies ChatwootField;

const told = {
  sample: {
    id: '1',
    name: 'Open conversations',
    filter_type: 'conversation',
    query: {
      payload: [
        {
          attribute_key: 'status',
          filter_operator: 'equal_to',
          values: ['open'],
          attribute_model: 'standard',
        },
      ],
    },
    created_at: '2026-01-06T09:00:00.000Z',
    updated_at: '2026-01-06T09:00:00.000Z',
  },
  more: {
    'query__payload[]query_operator': 'string',
  },
} as const satisfies Partial<ChatwootEntry>;

/** Saved filters, of which everyone sees but their own (#107–#111). */
export const customFilters: ChatwootEntry[] = [
  {
    key: 'find_custom_filter',
    numbers: [107, 109],
    kind: 'search',
    noun: 'Filter',
    label: 'Find Custom Filter',
    description: "Finds a saved filter of the connection's user, or lists all of a type.",
    path: '/custom_filters',
    one: { field: 'custom_filter', path: '/custom_filters/{custom_filter}' },
    kinds,
    fields: [
      { ...type, helpText: 'Conversations unless chosen.' },
      { ...name, helpText: 'Part of the name.', to: 'match' },
      filter,
    ],
    ...told,
  },
  {
    key: 'create_custom_filter',
    numbers: [108],
    kind: 'create',
    noun: 'Filter',
    label: 'Create Custom Filter',
    description:
      "Saves a new filter for the connection's user: a search that stays in the sidebar.",
    method: 'POST',
    path: '/custom_filters',
    lookup: {
      search: 'find_custom_filter',
      narrow: ['filter_type'],
      by: { name: 'name' },
      madeAt: 'created_at',
    },
    // Without a query the server saves the text "{}", with which its web app can show nothing.
    fields: [
      { ...name, required: true },
      { ...query, required: true },
      { ...type, helpText: 'Conversations unless chosen.' },
    ],
    ...told,
  },
  {
    key: 'update_custom_filter',
    numbers: [111],
    kind: 'create',
    noun: 'Filter',
    label: 'Update Custom Filter',
    description: "Changes a saved filter of the connection's user.",
    method: 'PATCH',
    path: '/custom_filters/{custom_filter}',
    kinds,
    fields: [
      { ...filter, required: true },
      name,
      { ...query, helpText: `Replaces the whole query. ${query.helpText}` },
      type,
    ],
    id: 'custom_filter',
    ...told,
  },
  {
    key: 'delete_custom_filter',
    numbers: [110],
    kind: 'create',
    noun: 'Filter',
    label: 'Delete Custom Filter',
    description: "Deletes a saved filter of the connection's user for good.",
    method: 'DELETE',
    path: '/custom_filters/{custom_filter}',
    kinds,
    warning: 'The filter is deleted for good. What it shows stays as it is.',
    fields: [{ ...filter, required: true }],
    id: 'custom_filter',
    sample: { id: '1', deleted: true },
  },
];
