import { articleJson } from './article_json.js';
import { completed, nextPosition, validateArticle } from './article_records.js';
import { findPortal } from './categories.js';
import type { AccountContext } from '../auth.js';
import { permit } from '../rails/columns.js';
import { notFound } from '../rails/errors.js';
import { asText, isBlank, toInteger } from '../rails/params.js';
import { articleColumns, type Article } from '../records/help_center.js';
import { resource } from '../resource.js';

const perPage = 25;

/** The articles of a portal; agents list them, administrators do the rest. */
export const articles = resource({
  path: '/portals/:portal_slug/articles',
  rows: (store) => store.articles,
  everyone: ['list'],
  administrators: ['show', 'create', 'update', 'delete'],
  roleFirst: true,
  within: findPortal,
  isKnown: (row, context) => row.portal_id === findPortal(context).id,
  root: 'article',
  columns: articleColumns,
  fresh: (context) => ({ portal_id: findPortal(context).id }),
  values(sent, { store }, before) {
    const values = permit(store, articleColumns, sent);
    // Old releases make a draft of every new one.
    if (!before && !store.atLeast('4.8.0')) values.status = 'draft';
    // A draft doesn't count as a change.
    const isDraftOnly = Object.keys(values).every((name) => name.startsWith('draft_'));
    return { ...values, ...(before && isDraftOnly && { updated_at: before.updated_at }) };
  },

  save(draft, errors, context, before) {
    const { store } = context;
    const article = completed(store, findPortal(context), draft);
    if (before && article.category_id !== before.category_id) {
      article.position = nextPosition(store, article);
    }
    validateArticle(store, article, errors);
    return article;
  },
  // The article stays even when the one it belongs to turns out not to exist.
  created(article, { store }) {
    if (article.associated_article_id === null) return;
    const root = store.articles.find(
      (row) => row.id === article.associated_article_id && row.portal_id === article.portal_id,
    );
    if (!root) throw notFound();
    article.associated_article_id = root.associated_article_id ?? root.id;
  },

  json: (article, context) => articleJson(context.store, article, context),
  listed(rows, context) {
    const { status, author_id, category_slug, page } = context.params;
    const start = (Math.max(1, toInteger(page ?? 1)) - 1) * perPage;
    return found(rows, context)
      .filter((row) => isBlank(status) || row.status === status)
      .filter((row) => isBlank(author_id) || row.author_id === toInteger(author_id))
      .toSorted((a, b) =>
        isBlank(category_slug)
          ? b.updated_at.getTime() - a.updated_at.getTime() || b.id - a.id
          : (a.position ?? Infinity) - (b.position ?? Infinity) || a.id - b.id,
      )
      .slice(start, start + perPage);
  },
  // The counts look at neither the status nor the author that were asked for.
  list(payload, context) {
    const { store, params, user } = context;
    const portal = findPortal(context);
    const all = store.articles.filter((row) => row.portal_id === portal.id);
    const counted = found(all, context);
    const count = (name: string): number => counted.filter((row) => row.status === name).length;
    return {
      payload,
      meta: {
        all_articles_count: all.length,
        archived_articles_count: count('archived'),
        articles_count: counted.length,
        current_page: params['page'] ?? 1,
        draft_articles_count: count('draft'),
        mine_articles_count: counted.filter((row) => row.author_id === user.id).length,
        published_count: count('published'),
      },
    };
  },
  one: (article) => ({ payload: article }),
});

/** Those of a locale and a category that hold all words asked for. */
function found(rows: Article[], { store, params }: AccountContext): Article[] {
  const { locale, query, category_slug } = params;
  const words = asText(query).toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const category = store.categories.find((item) => item.id === row.category_id);
    if (!category && !store.atLeast('3.14.0')) return false;
    const text = `${row.title} ${row.description} ${row.content}`.toLowerCase();
    return (
      (isBlank(category_slug) || category?.slug === category_slug) &&
      (isBlank(locale) || row.locale === locale) &&
      words.every((word) => text.includes(word))
    );
  });
}
