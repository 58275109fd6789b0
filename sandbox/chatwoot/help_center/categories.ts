import type { AccountContext } from '../auth.js';
import { permit } from '../rails/columns.js';
import { notFound } from '../rails/errors.js';
import { isBlank, permitList, pick, toInteger } from '../rails/params.js';
import { categoryColumns, type Category, type Portal } from '../records/help_center.js';
import { resource } from '../resource.js';
import type { Store } from '../store.js';
import { configList } from './portal_json.js';

const perPage = 1000;

/** The categories of a portal; agents list them, administrators do the rest. */
export const categories = resource({
  path: '/portals/:portal_slug/categories',
  rows: (store) => store.categories,
  everyone: ['list'],
  administrators: ['show', 'create', 'update', 'delete'],
  roleFirst: true,
  within: findPortal,
  isKnown: (row, context) => row.portal_id === findPortal(context).id,
  root: 'category',
  columns: categoryColumns,
  fresh: (context) => ({ portal_id: findPortal(context).id }),
  values(sent, context) {
    const values = permit(context.store, categoryColumns, sent);
    // Ids of other portals' categories are dropped silently, and no id at all changes nothing.
    const ids = (permitList(sent, 'related_category_ids') ?? []).map(toInteger);
    const portal = findPortal(context);
    const related = context.store.categories
      .filter((row) => row.portal_id === portal.id && ids.includes(row.id))
      .map((row) => row.id);
    return { ...values, ...(related.length > 0 && { related_category_ids: related }) };
  },

  save(category, errors, context) {
    errors.presence(category, 'slug', 'name');
    const locales = configList(findPortal(context), 'allowed_locales');
    if (!locales.includes(category.locale ?? '')) {
      const list = locales.map((locale) => JSON.stringify(locale)).join(', ');
      errors.add(
        'locale',
        `${category.locale ?? ''} of category is not part of portal's [${list}].`,
      );
    }
    const isTaken = context.store.categories.some(
      (row) =>
        row.id !== category.id &&
        row.portal_id === category.portal_id &&
        row.slug === category.slug &&
        row.locale === category.locale,
    );
    if (isTaken) errors.add('locale', 'should be unique in the category and portal');
    errors.raise();
    return category;
  },
  deleted(category, { store }) {
    for (const article of store.articles) {
      if (article.category_id === category.id) article.category_id = null;
    }
  },

  // Only the list counts the articles of one locale, when it is asked for it.
  json: (category, { store, params }, action) =>
    categoryJson(store, category, action === 'list' ? params['locale'] : undefined),
  listed(rows, { params: { locale, page } }) {
    const start = (Math.max(1, toInteger(page ?? 1)) - 1) * perPage;
    return rows
      .filter((row) => isBlank(locale) || row.locale === locale)
      .toSorted((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || a.id - b.id)
      .slice(start, start + perPage);
  },
  list: (rows, { params }) => ({
    payload: rows,
    meta: { current_page: params['page'] ?? 1, categories_count: rows.length },
  }),
  one: (category) => ({ payload: category }),
});

/**
 * The portal of the context's account whose slug the path names.
 * @throws 404
 */
export function findPortal({ store, account, params }: AccountContext): Portal {
  const portal = store.portals.find(
    (row) => row.slug === params['portal_slug'] && row.account_id === account.id,
  );
  if (!portal) throw notFound();
  return portal;
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
    ...pick(category, 'icon', 'icon_color'),
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
