import type { AccountContext } from '../auth.js';
import { serverError } from '../rails/errors.js';
import { permitScalars, pick } from '../rails/params.js';
import { customFilterColumns, filterTypes, type CustomFilter } from '../records/admin.js';
import { resource } from '../resource.js';

const filtersPerUser = 1000;

/** The saved filters, of which everyone sees their own. The kind is `filter_type`, not `type`. */
export const customFilters = resource({
  path: '/custom_filters',
  rows: (store) => store.customFilters,
  everyone: ['list', 'show', 'create', 'update', 'delete'],
  isKnown: isOwn,
  // Old releases look for one as they list them: among those of one kind.
  isFound: (filter, context) => context.store.atLeast('4.2.0') || isOfKind(filter, context),
  root: 'custom_filter',
  columns: customFilterColumns,
  fresh: ({ user }) => ({ user_id: user.id }),

  save(draft, errors, context) {
    const own = context.store.customFilters.filter((row) => isOwn(row, context));
    // Changing one is refused too once the limit is reached.
    if (own.length >= filtersPerUser) {
      errors.add(
        'account_id',
        `Limit reached. The maximum number of allowed custom filters for a user per account is ${filtersPerUser}.`,
      );
    }
    errors.raise();
    // No rule asks for a name, only the database does.
    if (draft.name === null) throw serverError();
    return { ...draft, name: draft.name };
  },
  deletedStatus: 204,

  json: (row) => pick(row, 'id', 'name', 'filter_type', 'query', 'created_at', 'updated_at'),
  listed: (rows, context) => rows.filter((row) => isOfKind(row, context)),
});

function isOwn(filter: CustomFilter, { account, user }: AccountContext): boolean {
  return filter.account_id === account.id && filter.user_id === user.id;
}

/** Whether a filter is of the kind asked for, which is conversations unless told. */
function isOfKind(filter: CustomFilter, { params }: AccountContext): boolean {
  const { filter_type: asked = null } = permitScalars(params, ['filter_type']);
  const index = filterTypes.indexOf(filter.filter_type);
  return filter.filter_type === (asked ?? 'conversation') || String(index) === String(asked);
}
