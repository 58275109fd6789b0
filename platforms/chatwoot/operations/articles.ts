import type { ChatwootEntry, ChatwootField } from './entry.js';
import { portal } from './fields/shared.js';

const ofPortal = { ...portal, required: true } as const satisfies ChatwootField;

const article = {
  key: 'article',
  label: 'Article',
  dynamic: 'list_articles',
} as const satisfies ChatwootField;

const title = { key: 'title', label: 'Title' } as const;

const author = {
  key: 'author',
  name: 'author_id',
  label: 'Author',
  dynamic: 'list_agents',
} as const satisfies ChatwootField;

const status = {
  key: 'status',
  label: 'Status',
  choices: { draft: 'Draft', published: 'Published', archived: 'Archived' },
} as const satisfies ChatwootField;

const locale = { key: 'locale', label: 'Language' } as const;

const content = {
  key: 'content',
  label: 'Content',
  type: 'text',
  helpText: 'Markdown. A published article needs it.',
} as const satisfies ChatwootField;

const details = [
  { key: 'description', label: 'Description' },
  {
    key: 'category',
    name: 'category_id',
    label: 'Category',
    dynamic: 'list_categories',
  },
  {
    ...locale,
    helpText:
      "A language code, like `en`. An article in a category has the category's language; blank in a new one: the portal's.",
  },
  {
    key: 'slug',
    label: 'Slug',
    group: 'More',
    helpText:
      "The article's part of its address, unique on the server. Blank in a new one: made from the title.",
  },
  {
    key: 'position',
    label: 'Position',
    group: 'More',
    type: 'integer',
    helpText: 'Articles with smaller numbers come first in their category.',
  },
  {
    key: 'meta_title',
    name: 'meta.title',
    label: 'Meta Title',
    group: 'Search Engines',
    helpText: 'For search engines. The Meta fields are stored together: fill all of them.',
  },
  {
    key: 'meta_description',
    name: 'meta.description',
    label: 'Meta Description',
    group: 'Search Engines',
  },
  { key: 'meta_tags', name: 'meta.tags', label: 'Meta Tags', group: 'Search Engines', list: true },
  {
    key: 'associated_article',
    name: 'associated_article_id',
    label: 'Same Article',
    group: 'More',
    dynamic: 'list_articles',
    helpText: 'The article in another language that this one translates.',
  },
] as const satisfies ChatwootField[];

/** Only the database checks it. */
const crash = {
  what: 'Slug: the server failed (status 500), as it does when an article on the server, perhaps of another portal, has this slug.',
  todo: 'Use another one. If it is free, try again later.',
};

const path = '/portals/{portal}/articles';
const answer = ['payload'];
const told = {
  sample: {
    id: '1',
    title: 'Where are my invoices?',
    slug: 'where-are-my-invoices',
    status: 'published',
    position: 10,
    account_id: '1',
    author: { id: '3', name: 'Priya Nair', email: 'priya.nair@example.com', role: 'agent' },
    updated_at: '2026-01-20T08:00:00.000Z',
  },
  more: {
    content: 'string',
    description: 'string',
    views: 'integer',
    locale: 'string',
    meta__title: 'string',
    meta__description: 'string',
    meta__tags: 'list',
    category: 'dict',
    category__id: 'string',
    category__name: 'string',
    category__slug: 'string',
    category__locale: 'string',
    author__available_name: 'string',
    author__availability_status: 'string',
    author__account_id: 'string',
    author__auto_offline: 'boolean',
    author__confirmed: 'boolean',
    author__provider: 'string',
    author__thumbnail: 'string',
    'associated_articles[]id': 'string',
    'associated_articles[]title': 'string',
  },
} as const satisfies Partial<ChatwootEntry>;

/** The articles of a help center portal (#83). */
export const articles: ChatwootEntry[] = [
  {
    key: 'find_article',
    numbers: [],
    kind: 'search',
    noun: 'Article',
    label: 'Find Help Center Article',
    description: 'Finds articles of a portal by their words, or lists them with filters.',
    path,
    one: { field: 'article', path: `${path}/{article}` },
    paged: true,
    answer,
    fields: [
      ofPortal,
      {
        key: 'query',
        label: 'Search Text',
        helpText: 'Words of the title, the description or the content.',
      },
      status,
      { ...locale, helpText: 'A language code, like `en`.' },
      {
        key: 'category_slug',
        label: 'Category Slug',
        helpText:
          "The category's part of its address, like `billing`: map it from a Find Help Center Category step.",
      },
      author,
      article,
    ],
    ...told,
  },
  {
    key: 'create_article',
    numbers: [83],
    kind: 'create',
    noun: 'Article',
    label: 'Create Help Center Article',
    description: 'Creates a new article in a portal.',
    method: 'POST',
    path,
    lookup: {
      search: 'find_article',
      narrow: ['author'],
      by: { title: 'title', slug: 'slug' },
      madeAt: 'updated_at',
      // Servers before 4.13 list no others.
      needs: 'category',
    },
    answer,
    crash,
    crashField: 'slug',
    refusals: [
      {
        status: 422,
        says: /^content can't be blank/i,
        text: 'Content: servers before Chatwoot 4.13 want it in a draft as well, and this is one. Fill it in, if only with a few words.',
      },
    ],
    fields: [
      ofPortal,
      { ...title, required: true },
      { ...author, required: true },
      { ...status, helpText: 'Draft unless chosen.' },
      { ...content, neededFor: { field: 'status', value: 'published' } },
      ...details,
    ],
    ...told,
  },
  {
    key: 'update_article',
    numbers: [],
    kind: 'create',
    noun: 'Article',
    label: 'Update Help Center Article',
    description: 'Changes an article of a portal.',
    method: 'PATCH',
    path: `${path}/{article}`,
    answer,
    crash,
    crashField: 'slug',
    // Another category puts the article behind the last one in it.
    again: ['position'],
    fields: [ofPortal, { ...article, required: true }, title, author, status, content, ...details],
    id: 'article',
    ...told,
  },
  {
    key: 'delete_article',
    numbers: [],
    kind: 'create',
    noun: 'Article',
    label: 'Delete Help Center Article',
    description: 'Deletes an article of a portal for good.',
    method: 'DELETE',
    path: `${path}/{article}`,
    warning: 'The article is deleted for good.',
    fields: [ofPortal, { ...article, required: true }],
    id: 'article',
    sample: { id: '1', deleted: true },
  },
];
