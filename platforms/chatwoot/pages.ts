import type { FeedEntry, FeedPage } from '../contract/feed.js';

/** Only an empty page is known to be behind the last: white labels may have other page sizes. */
export function pageOf<Item extends { id: string; created_at?: string }>(
  items: readonly Item[],
  page: number,
): FeedPage<Item> {
  const entries = items.map((item): FeedEntry<Item> => ({
    key: item.id,
    at: Date.parse(item.created_at ?? '') || 0,
    item,
  }));
  return { entries, next: items.length > 0 ? String(page + 1) : undefined };
}
