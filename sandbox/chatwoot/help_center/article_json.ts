import { agentJson } from '../account/agent_json.js';
import type { AccountContext } from '../auth.js';
import type { Article } from '../records/help_center.js';
import { pick } from '../rails/params.js';
import { portalJson } from './portal_json.js';
import type { Store } from '../store.js';
import { unixSeconds } from '../unix_time.js';

/** An article; the ones that belong to it, if any, show less of themselves. */
export function articleJson(store: Store, article: Article, context: AccountContext): object {
  const category = store.categories.find((row) => row.id === article.category_id);
  const portal = store.portals.find((row) => row.id === article.portal_id);
  const associated = store.articles.filter((row) => row.associated_article_id === article.id);
  return {
    ...slimJson(store, article),
    ...pick(article, 'slug', 'draft_title', 'draft_content', 'position', 'meta'),
    updated_at: unixSeconds(article.updated_at),
    category: {
      id: article.category_id,
      name: category?.name ?? null,
      slug: category?.slug ?? null,
      locale: category?.locale ?? null,
      icon: category?.icon ?? null,
      icon_color: category?.icon_color ?? null,
    },
    ...(associated.length > 0 && {
      associated_articles: associated.map((row) => ({
        ...slimJson(store, row),
        category_id: row.category_id,
        ...(portal && {
          portal: portalJson(store, portal, context),
        }),
      })),
    }),
  };
}

/** What an article shows of itself inside another one as well. */
function slimJson(store: Store, article: Article): object {
  const author = store.users.find((row) => row.id === article.author_id);
  return {
    ...pick(article, 'id', 'title', 'content', 'description', 'status', 'account_id', 'views'),
    ...(author && { author: agentJson(store, author, article.account_id) }),
  };
}
