import type { ChatwootEntry, ChatwootField } from './entry.js';

const attribute = {
  key: 'custom_attribute',
  label: 'Custom Attribute',
  dynamic: 'list_custom_attributes',
} as const satisfies ChatwootField;

const displayName = {
  key: 'attribute_display_name',
  label: 'Display Name',
} as const satisfies ChatwootField;

const attributeKey = {
  key: 'attribute_key',
  label: 'Key',
  helpText:
    'The name that Zaps and apps use: letters, digits, `_`, `-` and `.`, as in `plan_tier`.',
} as const satisfies ChatwootField;

const appliesTo = {
  key: 'attribute_model',
  label: 'Applies To',
  choices: {
    contact_attribute: 'Contacts',
    conversation_attribute: 'Conversations',
    company_attribute: 'Companies',
  },
} as const satisfies ChatwootField;

const type = {
  key: 'attribute_display_type',
  label: 'Type',
  choices: {
    text: 'Text',
    number: 'Number',
    link: 'Link',
    date: 'Date',
    list: 'List',
    checkbox: 'Checkbox',
    currency: 'Currency',
    percent: 'Percent',
  },
} as const satisfies ChatwootField;

const details = [
  { key: 'attribute_description', label: 'Description' },
  {
    key: 'attribute_values',
    label: 'List Values',
    list: true,
    helpText: 'What can be chosen, for the type List.',
  },
  {
    key: 'regex_pattern',
    since: '3.6',
    label: 'Regex Pattern',
    group: 'Pattern',
    // The web app cuts off the first character and what follows the last slash, so it needs both slashes.
    helpText:
      'For the type Text: the form that values must have, as a regular expression between slashes, like `/^[A-Z]{2}-[0-9]{4}$/`.',
  },
  {
    key: 'regex_cue',
    since: '3.6',
    label: 'Regex Cue',
    group: 'Pattern',
    helpText: 'What agents are told of a value that does not have this form.',
  },
] as const satisfies ChatwootField[];

/** Servers that know no companies can't read the choice. */
const noCompanies = {
  crash: {
    what: 'Applies To: the server failed (status 500), as servers before Chatwoot 4.14 do over Companies.',
    todo: 'Choose another, or have the server updated. If it is newer, try again later.',
  },
  crashField: 'attribute_model',
};

const told = {
  sample: {
    id: '8',
    attribute_display_name: 'Plan tier',
    attribute_display_type: 'list',
    attribute_key: 'plan_tier',
    attribute_model: 'contact_attribute',
    created_at: '2026-01-06T09:00:00.000Z',
    updated_at: '2026-01-06T09:00:00.000Z',
  },
  more: {
    attribute_description: 'string',
    attribute_values: 'list',
    regex_pattern: 'string',
    regex_cue: 'string',
    default_value: 'string',
  },
} as const satisfies Partial<ChatwootEntry>;

/** The definitions of custom attributes (#13–#17); their values belong to contacts and conversations. */
export const customAttributes: ChatwootEntry[] = [
  {
    key: 'find_custom_attribute',
    numbers: [13, 15],
    kind: 'search',
    noun: 'Attribute',
    label: 'Find Custom Attribute',
    description: 'Finds the definition of a custom attribute, or lists all of them.',
    path: '/custom_attribute_definitions',
    one: {
      field: 'custom_attribute',
      path: '/custom_attribute_definitions/{custom_attribute}',
    },
    fields: [
      appliesTo,
      { ...displayName, helpText: 'Part of the display name.', to: 'match' },
      { ...attributeKey, helpText: 'Part of the key.', to: 'match' },
      { ...type, to: 'match' },
      attribute,
    ],
    ...told,
  },
  {
    key: 'create_custom_attribute',
    numbers: [14],
    kind: 'create',
    noun: 'Attribute',
    label: 'Create Custom Attribute',
    description:
      'Defines a new custom attribute: a field of your own on contacts or conversations.',
    method: 'POST',
    path: '/custom_attribute_definitions',
    ...noCompanies,
    lookup: {
      search: 'find_custom_attribute',
      narrow: ['attribute_model'],
      by: { attribute_key: 'attribute_key', attribute_model: 'attribute_model' },
      isUnique: true,
      madeAt: 'created_at',
    },
    fields: [
      { ...displayName, required: true },
      { ...attributeKey, required: true },
      { ...appliesTo, helpText: 'Conversations unless chosen.' },
      { ...type, helpText: 'Text unless chosen.' },
      ...details,
    ],
    ...told,
  },
  {
    key: 'update_custom_attribute',
    numbers: [17],
    kind: 'create',
    noun: 'Attribute',
    label: 'Update Custom Attribute',
    description: 'Changes the definition of a custom attribute.',
    method: 'PATCH',
    path: '/custom_attribute_definitions/{custom_attribute}',
    ...noCompanies,
    fields: [
      { ...attribute, required: true },
      displayName,
      {
        ...attributeKey,
        helpText:
          'A new key. Values that are stored under the old one stay there and are not shown any more.',
      },
      appliesTo,
      type,
      ...details,
    ],
    id: 'custom_attribute',
    ...told,
  },
  {
    key: 'delete_custom_attribute',
    numbers: [16],
    kind: 'create',
    noun: 'Attribute',
    label: 'Delete Custom Attribute',
    description: 'Deletes the definition of a custom attribute for good.',
    method: 'DELETE',
    path: '/custom_attribute_definitions/{custom_attribute}',
    warning:
      'The definition is deleted for good. Values that contacts or conversations have of it are not shown any more.',
    fields: [{ ...attribute, required: true }],
    id: 'custom_attribute',
    sample: { id: '8', deleted: true },
  },
];
