import type { JsonObject } from '../rails/params.js';

export interface Portal {
  id: number;
  account_id: number;
  name: string | null;
  slug: string | null;
  color: string | null;
  custom_domain: string | null;
  header_text: string | null;
  homepage_link: string | null;
  page_title: string | null;
  archived: boolean;
  /** `allowed_locales`, `default_locale` and `draft_locales` are always there. */
  config: JsonObject;
  /** The website inbox whose chat the portal shows. */
  inbox_id: number | null;
}

export interface Category {
  id: number;
  account_id: number;
  portal_id: number;
  name: string | null;
  slug: string | null;
  description: string | null;
  locale: string | null;
  icon: string | null;
  icon_color: string | null;
  position: number | null;
  parent_category_id: number | null;
  associated_category_id: number | null;
  related_category_ids: number[];
}

export const articleStatuses = ['draft', 'published', 'archived'] as const;

export interface Article {
  id: number;
  account_id: number;
  portal_id: number;
  category_id: number | null;
  author_id: number | null;
  associated_article_id: number | null;
  title: string | null;
  slug: string | null;
  content: string | null;
  description: string | null;
  draft_title: string | null;
  draft_content: string | null;
  status: (typeof articleStatuses)[number];
  locale: string | null;
  position: number | null;
  views: number | null;
  meta: JsonObject;
  updated_at: Date;
}
