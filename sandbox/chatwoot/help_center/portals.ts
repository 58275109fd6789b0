import { requireAdministrator, type AccountContext, type AccountRoute } from '../auth.js';
import { notFound, serverError, ValidationErrors } from '../rails/errors.js';
import type { Portal } from '../records/help_center.js';
import {
  asText,
  isBlank,
  isObject,
  permitFields,
  permitList,
  permitObject,
  permitScalars,
  toBoolean,
  toInteger,
  type JsonObject,
} from '../rails/params.js';
import { configList, portalJson } from './portal_json.js';
import { permitTexts, requireRoot } from '../rails/root_key.js';
import type { Store } from '../store.js';

const texts = [
  'color',
  'custom_domain',
  'header_text',
  'homepage_link',
  'name',
  'page_title',
  'slug',
] as const;
const columns = [...texts, 'archived', 'config'];
/** What older releases drop of the configuration without a word. */
const configSince: Record<string, string> = {
  draft_locales: '4.12.0',
  layout: '4.14.1',
  social_profiles: '4.14.1',
  locale_translations: '4.14.2',
};

/** The column's default. */
const newConfig: JsonObject = { allowed_locales: ['en'] };

/**
 * Adds the help center's portals, named by their slug. PATCH /portals of the 3.2 specification
 * is gone from the server; a slug that doesn't exist is a 500, as nothing checks it was found.
 */
export function portalRoutes(route: AccountRoute, store: Store): void {
  const json = (portal: Portal, { accountUser, user }: AccountContext): object =>
    portalJson(store, portal, accountUser.role, user);

  route('GET', '/portals', (context) => {
    const portals = store.portals.filter((row) => row.account_id === context.account.id);
    return {
      payload: portals.map((portal) => json(portal, context)),
      meta: { current_page: context.params['page'] ?? 1, portals_count: portals.length },
    };
  });

  route('GET', '/portals/:slug', (context) => {
    const portal = findPortal(store, context);
    const { accountUser, user, params } = context;
    const articles = store.articles.filter(
      (row) =>
        row.portal_id === portal.id &&
        (isBlank(params['locale']) || row.locale === params['locale']),
    );
    return portalJson(store, portal, accountUser.role, user, articles);
  });

  route('POST', '/portals', (context) => {
    requireAdministrator(context);
    const portal: Portal = {
      id: store.nextId('portals', store.portals),
      account_id: context.account.id,
      name: null,
      slug: null,
      color: null,
      custom_domain: null,
      header_text: null,
      homepage_link: null,
      page_title: null,
      archived: false,
      config: {},
      inbox_id: null,
    };
    const sent = permittedValues(store, context, requireRoot(context, 'portal', columns));
    // Old releases parse the domain without asking whether there is one.
    if (!('custom_domain' in sent) && !store.atLeast('4.14.0')) throw serverError();
    const next = withConfig(store, { ...portal, ...sent }, sent.config ?? newConfig);
    next.custom_domain = hostOf(next.custom_domain);
    validate(store, next).raise();
    store.portals.push(next);
    return json(next, context);
  });

  route(['PATCH', 'PUT'], '/portals/:slug', (context) => {
    requireAdministrator(context);
    const portal = findPortal(store, context);
    // The slug of the path is not in the body, so what was sent has to be asked for alone.
    if (isBlank(context.params['portal']) && isBlank(bareBody(context))) {
      return json(portal, context);
    }
    const sent = permittedValues(store, context, requireRoot(context, 'portal', columns));
    const next = withConfig(
      store,
      { ...portal, ...sent },
      store.atLeast('4.14.1')
        ? { ...portal.config, ...sent.config }
        : (sent.config ?? portal.config),
    );
    validate(store, next).raise();
    return json(Object.assign(portal, next), context);
  });

  route('DELETE', '/portals/:slug', (context) => {
    requireAdministrator(context);
    const portal = findPortal(store, context);
    const stays = (row: { portal_id: number }): boolean => row.portal_id !== portal.id;
    store.portals = store.portals.filter((row) => row !== portal);
    store.categories = store.categories.filter(stays);
    store.articles = store.articles.filter(stays);
    return undefined;
  });
}

function findPortal(store: Store, { account, request }: AccountContext): Portal {
  const { slug } = request.params as { slug: string };
  const portal = store.portals.find((row) => row.slug === slug && row.account_id === account.id);
  if (!portal) throw serverError();
  return portal;
}

function bareBody({ request }: AccountContext): JsonObject {
  const body = isObject(request.body as JsonObject) ? (request.body as JsonObject) : {};
  return Object.fromEntries(Object.entries(body).filter(([name]) => columns.includes(name)));
}

/** @throws 404 when inbox_id names no inbox of the account */
function permittedValues(
  store: Store,
  { account, params }: AccountContext,
  root: JsonObject,
): Partial<Portal> {
  const values: Partial<Portal> = permitTexts(root, texts);
  const { archived } = permitScalars(root, ['archived']);
  if (archived !== undefined) values.archived = toBoolean(archived) ?? false;
  const config = permitObject(root, 'config');
  if (config) values.config = permittedConfig(store, config);
  for (const name of ['custom_domain', 'homepage_link'] as const) {
    if (values[name] === '') values[name] = null;
  }
  const { inbox_id } = permitScalars(params, ['inbox_id']);
  if (inbox_id === undefined || !store.atLeast('3.15.0')) return values;
  if (isBlank(inbox_id)) return { ...values, inbox_id: null };
  const id = toInteger(inbox_id);
  const inbox = store.inboxes.find((row) => row.id === id && row.account_id === account.id);
  if (!inbox) throw notFound();
  return inbox.channel_type === 'Channel::WebWidget' ? { ...values, inbox_id: id } : values;
}

function permittedConfig(store: Store, sent: JsonObject): JsonObject {
  const isKnown = (name: string): boolean => store.atLeast(configSince[name] ?? '0');
  const config = permitFields(sent, ['default_locale', 'layout'].filter(isKnown));
  for (const name of ['allowed_locales', 'draft_locales'].filter(isKnown)) {
    const list = permitList(sent, name);
    if (list) config[name] = list;
  }
  for (const name of ['social_profiles', 'locale_translations', 'popular_content'].filter(
    isKnown,
  )) {
    const value = permitObject(sent, name);
    if (value) config[name] = value;
  }
  return config;
}

/** The portal with its locales in order; old releases see to no more than a default one. */
function withConfig(store: Store, portal: Portal, config: JsonObject): Portal {
  const next = { ...portal, config: { ...config } };
  if (!store.atLeast('4.12.0')) {
    next.config['default_locale'] ??= 'en';
    return next;
  }
  const given = asText(next.config['default_locale']);
  const sent = [...new Set(configList(next, 'allowed_locales').filter((code) => !isBlank(code)))];
  const allowed = sent.length > 0 ? sent : [given || 'en'];
  const drafts = configList(next, 'draft_locales');
  Object.assign(next.config, {
    allowed_locales: allowed,
    default_locale: given || (allowed[0] ?? 'en'),
    draft_locales: allowed.filter((code) => drafts.includes(code)),
  });
  return next;
}

/** Creation alone makes a host of an address. */
function hostOf(domain: string | null): string | null {
  return /^https?:\/\//i.test(domain ?? '') && URL.canParse(domain ?? '')
    ? new URL(domain ?? '').hostname
    : domain;
}

function validate(store: Store, portal: Portal): ValidationErrors {
  const errors = new ValidationErrors();
  const others = store.portals.filter((row) => row.id !== portal.id);
  if (isBlank(portal.name)) errors.add('name', "can't be blank");
  if (isBlank(portal.slug)) errors.add('slug', "can't be blank");
  if (portal.slug !== null && others.some((row) => row.slug === portal.slug)) {
    errors.add('slug', 'has already been taken');
  }
  const domain = portal.custom_domain;
  if (domain !== null && others.some((row) => row.custom_domain === domain)) {
    errors.add('custom_domain', 'has already been taken');
  }
  if (!isBlank(portal.color) && !/^#([\da-f]{3}|[\da-f]{6})$/i.test(portal.color ?? '')) {
    errors.add('color', 'is invalid');
  }
  if (configList(portal, 'draft_locales').includes(asText(portal.config['default_locale']))) {
    errors.add('config', 'default locale cannot be drafted.');
  }
  const layout = portal.config['layout'] ?? null;
  if (layout !== null && layout !== 'classic' && layout !== 'documentation') {
    errors.add('layout', 'must be of type enum');
  }
  return errors;
}
