import { serverError, type ValidationErrors } from '../rails/errors.js';
import type { Article, Portal } from '../records/help_center.js';
import { isBlank } from '../rails/params.js';
import { defaultLocale } from './portal_json.js';
import type { Store } from '../store.js';
import { unixSeconds } from '../unix_time.js';

/** What the server fills in before it validates: the slug, the category's locale, the position. */
export function completed(store: Store, portal: Portal, article: Article): Article {
  const category = store.categories.find((row) => row.id === article.category_id);
  const locale = isBlank(article.locale) ? defaultLocale(portal) : article.locale;
  const next = { ...article, locale: category ? category.locale : locale };
  if (!isBlank(next.title)) next.slug ??= slugOf(next.title ?? '');
  next.position ??= nextPosition(store, next);
  return next;
}

/** The time, and the title in small letters with dashes between words. */
function slugOf(title: string): string {
  const words = title
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${unixSeconds(new Date())}-${words}`;
}

/** The position behind the last article of the category. */
export function nextPosition(store: Store, article: Article): number {
  const positions = store.articles
    .filter((row) => row.account_id === article.account_id)
    .filter((row) => row.category_id === article.category_id)
    .map((row) => row.position ?? 0);
  return Math.max(0, ...positions) + 10;
}

/** @throws 422, or 500 for a slug that is taken, which only the database checks */
export function validateArticle(store: Store, article: Article, errors: ValidationErrors): void {
  if (!store.users.some((user) => user.id === article.author_id)) {
    errors.add('author', 'must exist');
  }
  errors.presence(article, 'author_id', 'title');
  const needsContent = article.status === 'published' || !store.atLeast('4.13.0');
  if (needsContent) errors.presence(article, 'content');
  if (['search', 'articles', 'categories'].includes(article.slug ?? '')) {
    errors.add('slug', 'is reserved');
  }
  errors.raise();
  const isTaken = store.articles.some((row) => row.id !== article.id && row.slug === article.slug);
  if (isTaken || article.slug === null) throw serverError();
}
