import { requireAdministrator, type AccountContext, type AccountRoute } from '../auth.js';
import { notFound, ValidationErrors } from '../rails/errors.js';
import type { Category, Portal } from '../records/help_center.js';
import { isBlank, permitList, permitScalars, toInteger, type JsonObject } from '../rails/params.js';
import { configList } from './portal_json.js';
import { permitTexts, requireRoot } from '../rails/root_key.js';
import type { Store } from '../store.js';

const texts = ['name', 'description', 'slug', 'locale', 'icon', 'icon_color'] as const;
const numbers = ['position', 'parent_category_id', 'associated_category_id'] as const;

/** Adds the categories of a portal; agents may list them, administrators do the rest. */
export function categoryRoutes(route: AccountRoute, store: Store): void {
  const path = '/portals/:portal_slug/categories';

  route('GET', path, (context) => {
    const portal = findPortal(store, context);
    const { locale, page } = context.params;
    const categories = store.categories
      .filter((row) => row.portal_id === portal.id && (isBlank(locale) || row.locale === locale))
      .toSorted((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || a.id - b.id);
    const start = (Math.max(1, toInteger(page ?? 1)) - 1) * 1000;
    const shown = categories.slice(start, start + 1000);
    return {
      payload: shown.map((row) => categoryJson(store, row, locale)),
      meta: { current_page: page ?? 1, categories_count: shown.length },
    };
  });

  route('POST', path, (context) => {
    const portal = findPortal(store, context);
    requireAdministrator(context);
    const root = requireRoot(context, 'category', [...texts, ...numbers]);
    const category: Category = {
      id: store.nextId('categories', store.categories),
      account_id: portal.account_id,
      portal_id: portal.id,
      name: null,
      slug: null,
      description: null,
      locale: 'en',
      icon: '',
      icon_color: null,
      position: null,
      parent_category_id: null,
      associated_category_id: null,
      related_category_ids: relatedIds(store, portal, root),
      ...permittedValues(root),
    };
    validate(store, portal, category).raise();
    store.categories.push(category);
    return { payload: categoryJson(store, category) };
  });

  route('GET', `${path}/:id`, (context) => {
    const portal = findPortal(store, context);
    requireAdministrator(context);
    return { payload: categoryJson(store, findCategory(store, portal, context)) };
  });

  route(['PATCH', 'PUT'], `${path}/:id`, (context) => {
    const portal = findPortal(store, context);
    requireAdministrator(context);
    const category = findCategory(store, portal, context);
    const root = requireRoot(context, 'category', [...texts, ...numbers]);
    const related = relatedIds(store, portal, root);
    const next = {
      ...category,
      ...permittedValues(root),
      ...(related.length > 0 && { related_category_ids: related }),
    };
    validate(store, portal, next).raise();
    return { payload: categoryJson(store, Object.assign(category, next)) };
  });

  route('DELETE', `${path}/:id`, (context) => {
    const portal = findPortal(store, context);
    requireAdministrator(context);
    const category = findCategory(store, portal, context);
    store.categories = store.categories.filter((row) => row !== category);
    for (const article of store.articles) {
      if (article.category_id === category.id) article.category_id = null;
    }
    return undefined;
  });
}

/**
 * The portal of the context's account whose slug the path names.
 * @throws 404
 */
export function findPortal(store: Store, { account, params }: AccountContext): Portal {
  const portal = store.portals.find(
    (row) => row.slug === params['portal_slug'] && row.account_id === account.id,
  );
  if (!portal) throw notFound();
  return portal;
}

function findCategory(store: Store, portal: Portal, { params }: AccountContext): Category {
  const id = toInteger(params['id']);
  const category = store.categories.find((row) => row.id === id && row.portal_id === portal.id);
  if (!category) throw notFound();
  return category;
}

function permittedValues(root: JsonObject): Partial<Category> {
  const values: Partial<Category> = permitTexts(root, texts);
  const sent = permitScalars(root, numbers);
  for (const name of numbers) {
    const value = sent[name];
    if (value !== undefined) values[name] = isBlank(value) ? null : toInteger(value);
  }
  return values;
}

/** Ids of other portals' categories are dropped silently. */
function relatedIds(store: Store, portal: Portal, root: JsonObject): number[] {
  const ids = (permitList(root, 'related_category_ids') ?? []).map(toInteger);
  return store.categories
    .filter((row) => row.portal_id === portal.id && ids.includes(row.id))
    .map((row) => row.id);
}

function validate(store: Store, portal: Portal, category: Category): ValidationErrors {
  const errors = new ValidationErrors();
  if (isBlank(category.slug)) errors.add('slug', "can't be blank");
  if (isBlank(category.name)) errors.add('name', "can't be blank");
  const locales = configList(portal, 'allowed_locales');
  if (!locales.includes(category.locale ?? '')) {
    const list = locales.map((locale) => JSON.stringify(locale)).join(', ');
    errors.add('locale', `${category.locale ?? ''} of category is not part of portal's [${list}].`);
  }
  const isTaken = store.categories.some(
    (row) =>
      row.id !== category.id &&
      row.portal_id === portal.id &&
      row.slug === category.slug &&
      row.locale === category.locale,
  );
  if (isTaken) errors.add('locale', 'should be unique in the category and portal');
  return errors;
}

function categoryJson(store: Store, category: Category, locale?: unknown): object {
  const find = (id: number | null): Category | undefined =>
    store.categories.find((row) => row.id === id);
  const related = store.categories.filter((row) => category.related_category_ids.includes(row.id));
  const parent = find(category.parent_category_id);
  const root = find(category.associated_category_id);
  const articles = store.articles.filter(
    (row) => row.category_id === category.id && (!locale || row.locale === locale),
  );
  return {
    ...slimJson(category),
    icon: category.icon,
    icon_color: category.icon_color,
    ...(related.length > 0 && { related_categories: related.map(slimJson) }),
    ...(parent && { parent_category: slimJson(parent) }),
    ...(root && { root_category: slimJson(root) }),
    meta: { articles_count: articles.length },
  };
}

function slimJson(category: Category): object {
  const { id, name, slug, locale, description, position, account_id } = category;
  return { id, name, slug, locale, description, position, account_id };
}
