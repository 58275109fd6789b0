import type { ChatwootEntry, ChatwootField } from './entry.js';
import { portal } from './fields/shared.js';

const ofPortal = { ...portal, required: true } as const satisfies ChatwootField;

const category = {
  key: 'category',
  label: 'Category',
  dynamic: 'list_categories',
} as const satisfies ChatwootField;

const name = { key: 'name', label: 'Name' } as const;

const slug = {
  key: 'slug',
  label: 'Slug',
  helpText: "The category's part of its address: `billing`.",
} as const;

const locale = { key: 'locale', label: 'Language' } as const;

const details = [
  {
    ...locale,
    helpText: "The code of one of the portal's languages, like `en`. Blank in a new one: English.",
  },
  { key: 'description', label: 'Description' },
  { key: 'icon', label: 'Icon', group: 'More', helpText: 'An emoji.' },
  {
    key: 'position',
    label: 'Position',
    group: 'More',
    type: 'integer',
    helpText: 'Categories with smaller numbers come first.',
  },
  {
    key: 'parent_category',
    name: 'parent_category_id',
    label: 'Parent Category',
    group: 'More',
    dynamic: 'list_categories',
  },
  {
    key: 'associated_category',
    name: 'associated_category_id',
    label: 'Same Category',
    group: 'More',
    dynamic: 'list_categories',
    helpText: 'The category in another language that this one translates.',
  },
] as const satisfies ChatwootField[];

/** The server blames the language. */
const refusals = [
  {
    status: 422,
    says: /should be unique/i,
    text: 'Slug: another category of this portal has it in the same language. Use another slug, or, for the translation of that category, another language.',
  },
];

const path = '/portals/{portal}/categories';
const answer = ['payload'];
const told = {
  sample: {
    id: '1',
    name: 'Billing',
    slug: 'billing',
    locale: 'en',
    account_id: '1',
    meta: { articles_count: 2 },
  },
  more: {
    description: 'string',
    position: 'integer',
    icon: 'string',
    parent_category__id: 'string',
    parent_category__name: 'string',
    parent_category__slug: 'string',
    parent_category__locale: 'string',
    parent_category__description: 'string',
    parent_category__position: 'integer',
    parent_category__account_id: 'string',
    root_category__id: 'string',
    root_category__name: 'string',
    root_category__slug: 'string',
    root_category__locale: 'string',
    root_category__description: 'string',
    root_category__position: 'integer',
    root_category__account_id: 'string',
    'related_categories[]id': 'string',
    'related_categories[]name': 'string',
  },
} as const satisfies Partial<ChatwootEntry>;

/** The categories of a help center portal (#82). */
export const categories: ChatwootEntry[] = [
  {
    key: 'find_category',
    numbers: [],
    kind: 'search',
    noun: 'Category',
    label: 'Find Help Center Category',
    description: 'Finds a category of a portal by its name or language, or lists all of them.',
    path,
    one: { field: 'category', path: `${path}/{category}` },
    answer,
    fields: [
      ofPortal,
      { ...name, helpText: 'Part of the name.', to: 'match' },
      { ...locale, helpText: 'A language code, like `en`.' },
      category,
    ],
    ...told,
  },
  {
    key: 'create_category',
    numbers: [82],
    kind: 'create',
    noun: 'Category',
    label: 'Create Help Center Category',
    description: 'Creates a new category in a portal.',
    method: 'POST',
    path,
    lookup: {
      search: 'find_category',
      narrow: ['locale'],
      by: { slug: 'slug', locale: 'locale' },
      isUnique: true,
    },
    answer,
    refusals,
    fields: [ofPortal, { ...name, required: true }, { ...slug, required: true }, ...details],
    ...told,
  },
  {
    key: 'update_category',
    numbers: [],
    kind: 'create',
    noun: 'Category',
    label: 'Update Help Center Category',
    description: 'Changes a category of a portal.',
    method: 'PATCH',
    path: `${path}/{category}`,
    answer,
    refusals,
    fields: [ofPortal, { ...category, required: true }, name, slug, ...details],
    id: 'category',
    ...told,
  },
  {
    key: 'delete_category',
    numbers: [],
    kind: 'create',
    noun: 'Category',
    label: 'Delete Help Center Category',
    description: 'Deletes a category of a portal for good.',
    method: 'DELETE',
    path: `${path}/{category}`,
    warning: 'The category is deleted for good. Its articles stay, without a category.',
    fields: [ofPortal, { ...category, required: true }],
    id: 'category',
    sample: { id: '1', deleted: true },
  },
];
