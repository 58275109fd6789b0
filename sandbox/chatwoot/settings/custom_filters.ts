import { filterTypes, type CustomFilter } from '../records/admin.js';
import type { AccountContext, AccountRoute } from '../auth.js';
import { notFound, serverError, ValidationErrors } from '../rails/errors.js';
import { permitObject, permitScalars, toInteger } from '../rails/params.js';
import {
  checkLengths,
  enumName,
  permitTexts,
  requireRoot,
  stringLimit,
} from '../rails/root_key.js';
import type { Store } from '../store.js';

const columns = [
  'id',
  'name',
  'filter_type',
  'query',
  'account_id',
  'user_id',
  'created_at',
  'updated_at',
];
const filtersPerUser = 1000;

/** Adds the saved filters, of which everyone sees their own. The kind is `filter_type`, not `type`. */
export function customFilterRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/custom_filters', (context) => ofKind(store, context).map(filterJson));

  route('GET', '/custom_filters/:id', (context) => filterJson(findFilter(store, context)));

  route('POST', '/custom_filters', (context) => {
    const now = new Date();
    const filter = saved(store, context, {
      id: 0,
      account_id: context.account.id,
      user_id: context.user.id,
      name: null,
      filter_type: 'conversation',
      // The column's default is a JSON string with braces in it, not an object.
      query: '{}',
      created_at: now,
      updated_at: now,
      ...permittedValues(context),
    });
    filter.id = store.nextId('custom_filters', store.customFilters);
    store.customFilters.push(filter);
    return filterJson(filter);
  });

  route(['PUT', 'PATCH'], '/custom_filters/:id', (context) => {
    const filter = findFilter(store, context);
    const values = { ...permittedValues(context), updated_at: new Date() };
    return filterJson(Object.assign(filter, saved(store, context, { ...filter, ...values })));
  });

  route('DELETE', '/custom_filters/:id', (context) => {
    const filter = findFilter(store, context);
    store.customFilters = store.customFilters.filter((row) => row !== filter);
    context.reply.code(204);
    return undefined;
  });
}

/** The filters of the kind asked for; of conversations unless told. */
function ofKind(store: Store, context: AccountContext): CustomFilter[] {
  const { filter_type: asked } = permitScalars(context.params, ['filter_type']);
  const type = filterTypes.find(
    (name, index) => name === (asked ?? 'conversation') || String(index) === String(asked),
  );
  return ownFilters(store, context).filter((row) => row.filter_type === type);
}

function ownFilters(store: Store, { account, user }: AccountContext): CustomFilter[] {
  return store.customFilters.filter(
    (row) => row.account_id === account.id && row.user_id === user.id,
  );
}

function findFilter(store: Store, context: AccountContext): CustomFilter {
  const id = toInteger(context.params['id']);
  // Old releases look for one as they list them: among those of one kind.
  const filter = (store.atLeast('4.2.0') ? ownFilters : ofKind)(store, context).find(
    (row) => row.id === id,
  );
  if (!filter) throw notFound();
  return filter;
}

type Draft = Omit<CustomFilter, 'name'> & { name: string | null };

function permittedValues(context: AccountContext): Partial<Draft> {
  const root = requireRoot(context, 'custom_filter', columns);
  const { filter_type: type } = permitScalars(root, ['filter_type']);
  const query = permitObject(root, 'query');
  return {
    ...permitTexts(root, ['name']),
    ...(type !== undefined && { filter_type: enumName(filterTypes, type) }),
    ...(query && { query }),
  };
}

function saved(store: Store, context: AccountContext, draft: Draft): CustomFilter {
  const { name } = draft;
  const errors = new ValidationErrors();
  checkLengths(errors, [['name', name, stringLimit]]);
  // Changing one is refused too once the limit is reached.
  if (ownFilters(store, context).length >= filtersPerUser) {
    errors.add(
      'account_id',
      `Limit reached. The maximum number of allowed custom filters for a user per account is ${filtersPerUser}.`,
    );
  }
  errors.raise();
  // No rule asks for a name, only the database does.
  if (name === null) throw serverError();
  return { ...draft, name };
}

function filterJson({
  id,
  name,
  filter_type,
  query,
  created_at,
  updated_at,
}: CustomFilter): object {
  return { id, name, filter_type, query, created_at, updated_at };
}
