import type { CannedResponse } from '../records/admin.js';
import { accountRow, type AccountContext, type AccountRoute } from '../auth.js';
import { ValidationErrors } from '../rails/errors.js';
import { likePattern } from '../filters/like_pattern.js';
import { asText, isBlank } from '../rails/params.js';
import {
  checkLengths,
  permitTexts,
  requireRoot,
  stringLimit,
  textLimit,
} from '../rails/root_key.js';
import type { Store } from '../store.js';

const textColumns = ['short_code', 'content'] as const;
const columns = [...textColumns, 'id', 'account_id', 'created_at', 'updated_at'];

/** Adds the canned responses, which agents may change as administrators do. */
export function cannedResponseRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/canned_responses', ({ account, params }) => {
    const rows = store.cannedResponses.filter((row) => row.account_id === account.id);
    const search = params['search'] ?? null;
    return search === null ? rows : found(rows, asText(search));
  });

  route('POST', '/canned_responses', (context) => {
    const now = new Date();
    const response = saved(store, {
      id: 0,
      account_id: context.account.id,
      short_code: null,
      content: null,
      created_at: now,
      updated_at: now,
      ...permittedValues(context),
    });
    response.id = store.nextId('canned_responses', store.cannedResponses);
    store.cannedResponses.push(response);
    return response;
  });

  route(['PUT', 'PATCH'], '/canned_responses/:id', (context) => {
    const response = accountRow(store.cannedResponses, context);
    const values = { ...permittedValues(context), updated_at: new Date() };
    return Object.assign(response, saved(store, { ...response, ...values }));
  });

  route('DELETE', '/canned_responses/:id', (context) => {
    const response = accountRow(store.cannedResponses, context);
    store.cannedResponses = store.cannedResponses.filter((row) => row !== response);
    return undefined;
  });
}

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

type Draft = Omit<CannedResponse, 'short_code' | 'content'> & {
  short_code: string | null;
  content: string | null;
};

function permittedValues(context: AccountContext): Partial<Draft> {
  return permitTexts(requireRoot(context, 'canned_response', columns), textColumns);
}

function saved(store: Store, draft: Draft): CannedResponse {
  const { short_code: shortCode, content } = draft;
  const errors = new ValidationErrors();
  checkLengths(errors, [
    ['short_code', shortCode, stringLimit],
    ['content', content, textLimit],
  ]);
  if (isBlank(content)) errors.add('content', "can't be blank");
  if (isBlank(shortCode)) errors.add('short_code', "can't be blank");
  const isTaken = store.cannedResponses.some(
    (row) =>
      row.account_id === draft.account_id && row.short_code === shortCode && row.id !== draft.id,
  );
  if (isTaken) errors.add('short_code', 'has already been taken');
  errors.raise();
  return { ...draft, short_code: shortCode ?? '', content: content ?? '' };
}
