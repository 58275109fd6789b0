import { likePattern } from '../filters/like_pattern.js';
import { asText } from '../rails/params.js';
import { cannedResponseColumns, type CannedResponse } from '../records/admin.js';
import { resource } from '../resource.js';

/** The canned responses, which agents may change as administrators do. Rows are answered as they are. */
export const cannedResponses = resource({
  path: '/canned_responses',
  rows: (store) => store.cannedResponses,
  everyone: ['list', 'create', 'update', 'delete'],
  root: 'canned_response',
  columns: cannedResponseColumns,

  save(draft, errors, { store }) {
    errors.presence(draft, 'content', 'short_code');
    errors.uniqueness(store.cannedResponses, draft, 'short_code', 'account_id');
    errors.raise();
    const { short_code: shortCode, content } = draft;
    return { ...draft, short_code: shortCode ?? '', content: content ?? '' };
  },

  json: (response) => response,
  listed: (rows, { params }) => {
    const search = params['search'] ?? null;
    return search === null ? rows : found(rows, asText(search));
  },
});

/** The rows that hold the text; those whose short code starts with it come first. */
function found(rows: CannedResponse[], search: string): CannedResponse[] {
  const start = likePattern(`${search}%`, 'iu');
  const anywhere = likePattern(`%${search}%`, 'iu');
  const rank = (row: CannedResponse): number => {
    if (start.test(row.short_code)) return 3;
    if (anywhere.test(row.short_code)) return 2;
    return anywhere.test(row.content) ? 1 : 0;
  };
  return rows.filter((row) => rank(row) > 0).toSorted((a, b) => rank(b) - rank(a));
}
