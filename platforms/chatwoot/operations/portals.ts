import { isRecord } from '../../../http/body.js';
import type { ChatwootEntry, ChatwootField } from './entry.js';
import { lookUp } from '../../toolkit/values/index.js';
import { portal } from './fields/shared.js';

const name = { key: 'name', label: 'Name' } as const;

const slug = {
  key: 'slug',
  label: 'Slug',
  helpText: "The portal's part of its address, unique on the server: `acme-help`.",
} as const;

const details = [
  { key: 'page_title', label: 'Page Title', group: 'Appearance' },
  { key: 'header_text', label: 'Header Text', group: 'Appearance' },
  { key: 'homepage_link', label: 'Homepage URL', group: 'Appearance' },
  {
    key: 'custom_domain',
    label: 'Custom Domain',
    helpText: 'Where the portal is shown as well, like `help.example.com`.',
  },
  { key: 'color', label: 'Color', group: 'Appearance', helpText: 'Like `#1f93ff`.' },
  {
    key: 'allowed_locales',
    name: 'config.allowed_locales',
    label: 'Languages',
    list: true,
    helpText: 'All languages of the portal, by their codes: `en`, `pt_BR`.',
  },
  {
    key: 'default_locale',
    name: 'config.default_locale',
    held: 'meta.default_locale',
    label: 'Default Language',
    helpText: 'The code of one of its Languages.',
  },
  {
    key: 'config',
    since: { layout: '4.14.1', social_profiles: '4.14.1' },
    label: 'More Settings',
    group: 'More',
    type: 'json',
    helpText: 'As JSON: `{"layout": "documentation", "social_profiles": {"github": "acme"}}`.',
  },
  {
    key: 'archived',
    label: 'Archived',
    group: 'More',
    type: 'boolean',
    helpText: 'Archived portals are not shown to anybody.',
  },
] as const satisfies ChatwootField[];

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/**
 * What a new portal is sent with. Servers before 4.14 fail (status 500) over one without a domain, and take an
 * empty one for none. Those before 4.12 keep a configuration without languages, and can then list no portal of
 * the account any more.
 */
const unlessFilled: Record<string, NonNullable<ChatwootField['otherwise']>> = {
  custom_domain: () => '',
  allowed_locales: ({ config }) =>
    isRecord(config) && !('allowed_locales' in config)
      ? [config['default_locale'] ?? 'en']
      : undefined,
  default_locale: ({ config }) => {
    if (!isRecord(config) || 'default_locale' in config) return undefined;
    const [first] = listIn(config['allowed_locales']);
    return first;
  },
};

const detailsOfNew = details.map((field: ChatwootField): ChatwootField => {
  const otherwise = lookUp(unlessFilled, field.key);
  return otherwise ? { ...field, otherwise } : field;
});

/** The languages as they are sent; old servers tell the first of them beside the configuration. */
function languagesOf({ config, meta }: Record<string, unknown>): Record<string, unknown> {
  const { allowed_locales: allowed, default_locale: first } = isRecord(config) ? config : {};
  const rows = listIn(allowed).filter(isRecord);
  return {
    allowed_locales: rows.map(({ code }) => code),
    default_locale: first ?? (isRecord(meta) ? meta['default_locale'] : undefined),
  };
}

/** Nothing in the server checks that the portal was found. */
const noSuchPortal = {
  what: 'Portal: the server failed (status 500), as it does when the account has no portal with this slug.',
  todo: 'Choose one from the list. If it is the right one, try again later.',
};

const told = {
  sample: {
    id: '1',
    name: 'Acme Help',
    slug: 'acme-help',
    color: '#1f93ff',
    archived: false,
    account_id: '1',
    config: {
      allowed_locales: [{ code: 'en', articles_count: 2, categories_count: 1, draft: false }],
    },
    meta: { all_articles_count: 2, categories_count: 1, default_locale: 'en' },
  },
  more: {
    page_title: 'string',
    header_text: 'string',
    homepage_link: 'string',
    custom_domain: 'string',
    config__default_locale: 'string',
    config__layout: 'string',
    config__social_profiles: 'dict',
    meta__archived_articles_count: 'integer',
    meta__published_count: 'integer',
    meta__draft_articles_count: 'integer',
    meta__mine_articles_count: 'integer',
    logo: 'dict',
    inbox: 'dict',
    ssl_settings: 'dict',
  },
} as const satisfies Partial<ChatwootEntry>;

/** The portals of the help center (#79–#81). */
export const portals: ChatwootEntry[] = [
  {
    key: 'find_portal',
    numbers: [79],
    kind: 'search',
    noun: 'Portal',
    label: 'Find Help Center Portal',
    description: 'Finds a help center portal by its name, or lists all portals.',
    path: '/portals',
    answer: ['payload'],
    fields: [
      { ...name, helpText: 'Part of the name.', to: 'match' },
      // The server's route for one of them answers an unknown slug with status 500.
      {
        key: 'portal',
        label: 'Portal',
        dynamic: 'list_portals',
        search: false,
        name: 'slug',
        to: 'match',
      },
    ],
    ...told,
  },
  {
    key: 'create_portal',
    numbers: [80],
    kind: 'create',
    noun: 'Portal',
    label: 'Create Help Center Portal',
    description: 'Creates a new help center portal: a public site of help articles.',
    method: 'POST',
    path: '/portals',
    lookup: { search: 'find_portal', by: { slug: 'slug' }, isUnique: true },
    fields: [{ ...name, required: true }, { ...slug, required: true }, ...detailsOfNew],
    ...told,
  },
  {
    // The `PATCH /portals` of the 3.2 specification is gone from the server; 4.15.1 has this path.
    key: 'update_portal',
    numbers: [81],
    kind: 'create',
    noun: 'Portal',
    label: 'Update Help Center Portal',
    description: 'Changes a help center portal.',
    method: 'PATCH',
    path: '/portals/{portal}',
    crash: noSuchPortal,
    whole: {
      name: 'config',
      until: '4.14.1',
      keys: ['allowed_locales', 'default_locale'],
      keep: languagesOf,
    },
    fields: [
      { ...portal, required: true },
      name,
      { ...slug, label: 'New Slug', helpText: 'With another slug, old links stop working.' },
      ...details,
    ],
    id: 'portal',
    ...told,
  },
  {
    key: 'delete_portal',
    numbers: [],
    kind: 'create',
    noun: 'Portal',
    label: 'Delete Help Center Portal',
    description: 'Deletes a help center portal for good.',
    method: 'DELETE',
    path: '/portals/{portal}',
    crash: noSuchPortal,
    warning: 'The portal is deleted for good, with all of its categories and articles.',
    fields: [{ ...portal, required: true }],
    id: 'portal',
    sample: { id: 'acme-help', deleted: true },
  },
];
