import type { AccountContext } from '../auth.js';
import { permit } from '../rails/columns.js';
import { notFound, serverError } from '../rails/errors.js';
import {
  asText,
  isBlank,
  permitFields,
  permitList,
  permitObject,
  permitScalars,
  toInteger,
  type JsonObject,
} from '../rails/params.js';
import { portalColumns, type Portal } from '../records/help_center.js';
import { resource } from '../resource.js';
import type { Store } from '../store.js';
import { configList, portalJson } from './portal_json.js';

/** What older releases drop of the configuration without a word. */
const configSince: Record<string, string> = {
  draft_locales: '4.12.0',
  layout: '4.14.1',
  social_profiles: '4.14.1',
  locale_translations: '4.14.2',
};

/**
 * The help center's portals, named by their slug. PATCH /portals of the 3.2 specification is gone
 * from the server; a slug that doesn't exist is a 500, as nothing checks it was found.
 */
export const portals = resource({
  path: '/portals',
  key: 'slug',
  rows: (store) => store.portals,
  everyone: ['list', 'show'],
  administrators: ['create', 'update', 'delete'],
  roleFirst: true,
  missing: serverError,
  root: 'portal',
  takesNothing: true,
  columns: portalColumns,
  values(sent, context, before) {
    const { store } = context;
    const values = permit(store, portalColumns, sent);
    if (values.config) {
      const stored = before && store.atLeast('4.14.1') ? before.config : {};
      values.config = { ...stored, ...permittedConfig(store, values.config) };
    }
    for (const name of ['custom_domain', 'homepage_link'] as const) {
      if (values[name] === '') values[name] = null;
    }
    const inbox = sentInbox(context);
    // Old releases parse the domain without asking whether there is one.
    const isParsed = !before && !store.atLeast('4.14.0');
    if (isParsed && !('custom_domain' in values)) throw serverError();
    return { ...values, ...inbox };
  },

  save(draft, errors, { store }, before) {
    const portal = withConfig(store, { ...draft, archived: draft.archived ?? false });
    if (!before) portal.custom_domain = hostOf(portal.custom_domain);
    errors.presence(portal, 'name', 'slug');
    if (portal.slug !== null) errors.uniqueness(store.portals, portal, 'slug');
    if (portal.custom_domain !== null) errors.uniqueness(store.portals, portal, 'custom_domain');
    if (!isBlank(portal.color) && !/^#([\da-f]{3}|[\da-f]{6})$/i.test(portal.color ?? '')) {
      errors.add('color', 'is invalid');
    }
    const { default_locale: locale, layout = null } = portal.config;
    if (configList(portal, 'draft_locales').includes(asText(locale))) {
      errors.add('config', 'default locale cannot be drafted.');
    }
    if (layout !== null && layout !== 'classic' && layout !== 'documentation') {
      errors.add('layout', 'must be of type enum');
    }
    errors.raise();
    return portal;
  },
  deleted(portal, { store }) {
    const stays = (row: { portal_id: number }): boolean => row.portal_id !== portal.id;
    store.categories = store.categories.filter(stays);
    store.articles = store.articles.filter(stays);
  },

  // Articles are counted for a single portal alone.
  json(portal, { store, accountUser, user, params: { locale } }, action) {
    const articles = store.articles.filter(
      (row) => row.portal_id === portal.id && (isBlank(locale) || row.locale === locale),
    );
    const counted = action === 'show' ? articles : undefined;
    return portalJson(store, portal, { accountUser, user }, counted);
  },
  list: (rows, { params }) => ({
    payload: rows,
    meta: { current_page: params['page'] ?? 1, portals_count: rows.length },
  }),
});

/**
 * The website inbox that is named beside the portal's values; others are dropped.
 * @throws 404 when it is no inbox of the account
 */
function sentInbox({ store, account, params }: AccountContext): Partial<Pick<Portal, 'inbox_id'>> {
  const { inbox_id } = permitScalars(params, ['inbox_id']);
  if (inbox_id === undefined || !store.atLeast('3.15.0')) return {};
  if (isBlank(inbox_id)) return { inbox_id: null };
  const id = toInteger(inbox_id);
  const inbox = store.inboxes.find((row) => row.id === id && row.account_id === account.id);
  if (!inbox) throw notFound();
  return inbox.channel_type === 'Channel::WebWidget' ? { inbox_id: id } : {};
}

function permittedConfig(store: Store, sent: JsonObject): JsonObject {
  const isKnown = (name: string): boolean => store.atLeast(configSince[name] ?? '0');
  const config = permitFields(sent, ['default_locale', 'layout'].filter(isKnown));
  for (const name of ['allowed_locales', 'draft_locales'].filter(isKnown)) {
    const list = permitList(sent, name);
    if (list) config[name] = list;
  }
  const objects = ['social_profiles', 'locale_translations', 'popular_content'].filter(isKnown);
  for (const name of objects) {
    const value = permitObject(sent, name);
    if (value) config[name] = value;
  }
  return config;
}

/** The portal with its locales in order; old releases see to no more than a default one. */
function withConfig<Draft extends Pick<Portal, 'config'>>(store: Store, portal: Draft): Draft {
  const { config } = portal;
  if (!store.atLeast('4.12.0')) {
    return { ...portal, config: { ...config, default_locale: config['default_locale'] ?? 'en' } };
  }
  const given = asText(config['default_locale']);
  const listed = configList(portal, 'allowed_locales').filter((code) => !isBlank(code));
  const allowed = listed.length > 0 ? [...new Set(listed)] : [given || 'en'];
  const drafts = configList(portal, 'draft_locales');
  return {
    ...portal,
    config: {
      ...config,
      allowed_locales: allowed,
      default_locale: given || (allowed[0] ?? 'en'),
      draft_locales: allowed.filter((code) => drafts.includes(code)),
    },
  };
}

/** Creation alone makes a host of an address. */
function hostOf(domain: string | null): string | null {
  return /^https?:\/\//i.test(domain ?? '') && URL.canParse(domain ?? '')
    ? new URL(domain ?? '').hostname
    : domain;
}
