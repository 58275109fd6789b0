import {
  boolean,
  enumeration,
  integer,
  json,
  string,
  unwritten,
  virtual,
  type Dated,
  type RowOf,
} from '../rails/columns.js';
import {
  isBlank,
  permitList,
  permitObject,
  permitScalars,
  type JsonObject,
} from '../rails/params.js';

const unlimited = { limit: Infinity };

export const portalColumns = {
  color: string(unlimited),
  custom_domain: string(unlimited),
  header_text: string(unlimited),
  homepage_link: string(unlimited),
  name: string(unlimited),
  page_title: string(unlimited),
  slug: string(unlimited),
  archived: boolean(false),
  /** `allowed_locales`, `default_locale` and `draft_locales` are always there. */
  config: json({ allowed_locales: ['en'] }),
  /** The website inbox whose chat the portal shows. */
  inbox_id: virtual<number | null>(null),
};
export type Portal = RowOf<typeof portalColumns> & { archived: boolean };

export const categoryColumns = {
  name: string(unlimited),
  description: string(unlimited),
  slug: string(unlimited),
  locale: string({ ...unlimited, initially: 'en' }),
  icon: string({ ...unlimited, initially: '' }),
  icon_color: string(unlimited),
  position: integer(),
  parent_category_id: integer(),
  associated_category_id: integer(),
  related_category_ids: virtual<number[]>([]),
  portal_id: virtual(0),
};
export type Category = RowOf<typeof categoryColumns>;

export const articleStatuses = ['draft', 'published', 'archived'] as const;
const status = enumeration(articleStatuses, 'draft');

export const articleColumns = {
  title: string(unlimited),
  slug: string(unlimited),
  content: string(unlimited),
  description: string(unlimited),
  locale: string({ ...unlimited, since: '3.15.0' }),
  draft_title: string(unlimited),
  draft_content: string(unlimited),
  position: integer(),
  category_id: integer(),
  author_id: integer(),
  associated_article_id: integer(),
  // A blank one is dropped.
  status: {
    ...status,
    read: (params: JsonObject, name: string) =>
      isBlank(params[name]) ? undefined : status.read(params, name),
  },
  meta: { initially: {}, read: permittedMeta },
  views: unwritten<number | null>(null),
  portal_id: virtual(0),
};
export type Article = RowOf<typeof articleColumns> & Pick<Dated, 'updated_at'>;

function permittedMeta(params: JsonObject, name: string): JsonObject | undefined {
  const meta = permitObject(params, name);
  const tags = meta && permitList(meta, 'tags');
  return meta && { ...permitScalars(meta, ['title', 'description']), ...(tags && { tags }) };
}
