import { articleJson } from './article_json.js';
import { completed, nextPosition, validateArticle } from './article_records.js';
import { requireAdministrator, type AccountContext, type AccountRoute } from '../auth.js';
import { findPortal } from './categories.js';
import { notFound } from '../rails/errors.js';
import { articleStatuses, type Article, type Portal } from '../records/help_center.js';
import {
  asText,
  isBlank,
  permitList,
  permitObject,
  permitScalars,
  toInteger,
  type JsonObject,
} from '../rails/params.js';
import { enumName, permitTexts, requireRoot } from '../rails/root_key.js';
import type { Store } from '../store.js';

const texts = [
  'title',
  'slug',
  'content',
  'description',
  'locale',
  'draft_title',
  'draft_content',
] as const;
/** What older releases drop without a word. */
const textSince: Partial<Record<(typeof texts)[number], string>> = { locale: '3.15.0' };
const numbers = ['position', 'category_id', 'author_id', 'associated_article_id'] as const;
const columns = [...texts, ...numbers, 'status', 'meta'];

/** Adds the articles of a portal; agents may list them, administrators do the rest. */
export function articleRoutes(route: AccountRoute, store: Store): void {
  const path = '/portals/:portal_slug/articles';

  route('GET', path, (context) => listArticles(store, context));

  route('POST', path, (context) => {
    const portal = findPortal(store, context);
    requireAdministrator(context);
    const values = permittedValues(store, requireRoot(context, 'article', columns));
    const article = completed(store, portal, {
      id: store.nextId('articles', store.articles),
      account_id: portal.account_id,
      portal_id: portal.id,
      category_id: null,
      author_id: null,
      associated_article_id: null,
      title: null,
      slug: null,
      content: null,
      description: null,
      draft_title: null,
      draft_content: null,
      status: 'draft',
      locale: null,
      position: null,
      views: null,
      meta: {},
      updated_at: new Date(),
      ...values,
      // Old releases make a draft of every new one.
      ...(!store.atLeast('4.8.0') && { status: 'draft' }),
    });
    validateArticle(store, article);
    store.articles.push(article);
    // The article stays even when the one it belongs to turns out not to exist.
    if (article.associated_article_id !== null) {
      const root = store.articles.find(
        (row) => row.id === article.associated_article_id && row.portal_id === portal.id,
      );
      if (!root) throw notFound();
      article.associated_article_id = root.associated_article_id ?? root.id;
    }
    return { payload: articleJson(store, article, context) };
  });

  route('GET', `${path}/:id`, (context) => {
    const portal = findPortal(store, context);
    requireAdministrator(context);
    return { payload: articleJson(store, findArticle(store, portal, context), context) };
  });

  route(['PATCH', 'PUT'], `${path}/:id`, (context) => {
    const portal = findPortal(store, context);
    requireAdministrator(context);
    const article = findArticle(store, portal, context);
    const values = permittedValues(store, requireRoot(context, 'article', columns));
    const isDraftOnly = Object.keys(values).every((name) => name.startsWith('draft_'));
    const updatedAt = isDraftOnly ? article.updated_at : new Date();
    const next = completed(store, portal, { ...article, ...values, updated_at: updatedAt });
    if (next.category_id !== article.category_id) next.position = nextPosition(store, next);
    validateArticle(store, next);
    return { payload: articleJson(store, Object.assign(article, next), context) };
  });

  route('DELETE', `${path}/:id`, (context) => {
    const portal = findPortal(store, context);
    requireAdministrator(context);
    const article = findArticle(store, portal, context);
    store.articles = store.articles.filter((row) => row !== article);
    return undefined;
  });
}

function findArticle(store: Store, portal: Portal, { params }: AccountContext): Article {
  const id = toInteger(params['id']);
  const article = store.articles.find((row) => row.id === id && row.portal_id === portal.id);
  if (!article) throw notFound();
  return article;
}

function listArticles(store: Store, context: AccountContext): object {
  const portal = findPortal(store, context);
  const { locale, query, category_slug, status, author_id, page } = context.params;
  const all = store.articles.filter((row) => row.portal_id === portal.id);
  const words = asText(query).toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter((row) => {
    const category = store.categories.find((item) => item.id === row.category_id);
    if (!category && !store.atLeast('3.14.0')) return false;
    const text = `${row.title} ${row.description} ${row.content}`.toLowerCase();
    return (
      (isBlank(category_slug) || category?.slug === category_slug) &&
      (isBlank(locale) || row.locale === locale) &&
      words.every((word) => text.includes(word))
    );
  });
  const shown = found
    .filter((row) => isBlank(status) || row.status === status)
    .filter((row) => isBlank(author_id) || row.author_id === toInteger(author_id))
    .toSorted((a, b) =>
      isBlank(category_slug)
        ? b.updated_at.getTime() - a.updated_at.getTime() || b.id - a.id
        : (a.position ?? Infinity) - (b.position ?? Infinity) || a.id - b.id,
    );
  const start = (Math.max(1, toInteger(page ?? 1)) - 1) * 25;
  const count = (name: string): number => found.filter((row) => row.status === name).length;
  return {
    payload: shown.slice(start, start + 25).map((row) => articleJson(store, row, context)),
    meta: {
      all_articles_count: all.length,
      archived_articles_count: count('archived'),
      articles_count: found.length,
      current_page: page ?? 1,
      draft_articles_count: count('draft'),
      mine_articles_count: found.filter((row) => row.author_id === context.user.id).length,
      published_count: count('published'),
    },
  };
}

/** @throws 500 for a status the server's enum doesn't have */
function permittedValues(store: Store, root: JsonObject): Partial<Article> {
  const values: Partial<Article> = permitTexts(
    root,
    texts.filter((name) => store.atLeast(textSince[name] ?? '0')),
  );
  const sent = permitScalars(root, [...numbers, 'status']);
  for (const name of numbers) {
    const value = sent[name];
    if (value !== undefined) values[name] = isBlank(value) ? null : toInteger(value);
  }
  if (!isBlank(sent.status)) values.status = enumName(articleStatuses, sent.status ?? null);
  const meta = permitObject(root, 'meta');
  if (meta) {
    const tags = permitList(meta, 'tags');
    values.meta = { ...permitScalars(meta, ['title', 'description']), ...(tags && { tags }) };
  }
  return values;
}
