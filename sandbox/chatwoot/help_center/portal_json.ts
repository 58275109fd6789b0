import { articleStatuses, type Article, type Portal } from '../records/help_center.js';
import { inboxJson } from '../inboxes/inbox_json.js';
import { serverError } from '../rails/errors.js';
import { pick, asText, isBlank } from '../rails/params.js';
import type { Role, Store, User } from '../store.js';

/** The texts of a list in a portal's config. */
export function configList(portal: Pick<Portal, 'config'>, name: string): string[] {
  const list = portal.config[name];
  return Array.isArray(list) ? list.map(asText) : [];
}

/** The locale articles get that name none. */
export function defaultLocale(portal: Portal): string {
  return asText(portal.config['default_locale']);
}

/** Who looks at it. */
interface Viewer {
  accountUser: { role: Role };
  user: User;
}

/**
 * A portal. The server counts articles in GET /portals/:id alone and leaves the counts null
 * elsewhere, so `articles` is undefined there.
 */
export function portalJson(
  store: Store,
  portal: Portal,
  { accountUser: { role }, user }: Viewer,
  articles?: Article[],
): object {
  const categories = store.categories.filter((row) => row.portal_id === portal.id);
  const own = store.articles.filter((row) => row.portal_id === portal.id);
  const inbox = store.inboxes.find((row) => row.id === portal.inbox_id);
  // Old releases show no portal without locales any more, nor a list with such a one.
  if (!Array.isArray(portal.config['allowed_locales'])) throw serverError();
  return {
    id: portal.id,
    color: isBlank(portal.color) ? '#1f93ff' : portal.color,
    ...pick(portal, 'custom_domain', 'header_text', 'homepage_link', 'name', 'page_title', 'slug'),
    ...pick(portal, 'archived', 'account_id'),
    config: {
      allowed_locales: configList(portal, 'allowed_locales').map((code) => ({
        code,
        articles_count: own.filter((row) => row.locale === code).length,
        categories_count: categories.filter((row) => row.locale === code).length,
        draft: configList(portal, 'draft_locales').includes(code),
      })),
      ...(store.atLeast('4.14.1') && {
        default_locale: defaultLocale(portal),
        layout: isBlank(portal.config['layout']) ? 'classic' : portal.config['layout'],
        social_profiles: portal.config['social_profiles'] ?? {},
      }),
      ...(store.atLeast('4.14.2') && {
        locale_translations: portal.config['locale_translations'] ?? {},
      }),
      popular_content: portal.config['popular_content'] ?? {},
    },
    ...(inbox && { inbox: inboxJson(store, inbox, role) }),
    meta: {
      all_articles_count: articles?.length ?? 0,
      ...articleCounts(articles),
      ...(articles?.length && {
        mine_articles_count: articles.filter((row) => row.author_id === user.id).length,
      }),
      categories_count: categories.length,
      default_locale: defaultLocale(portal),
    },
  };
}

function articleCounts(articles: Article[] | undefined): object {
  const [draft, published, archived] = articleStatuses.map(
    (status) => articles?.filter((row) => row.status === status).length ?? null,
  );
  return {
    archived_articles_count: archived,
    published_count: published,
    draft_articles_count: draft,
  };
}
