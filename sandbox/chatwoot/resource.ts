import {
  requireAdministrator,
  type AccountContext,
  type AccountRoute,
  type Method,
} from './auth.js';
import {
  checkLimits,
  initialValues,
  knownNames,
  permit,
  type Columns,
  type ValuesOf,
} from './rails/columns.js';
import { notFound, serverError, ValidationErrors, type ApiError } from './rails/errors.js';
import { isBlank, toInteger, type JsonObject } from './rails/params.js';
import { requireRoot, rootOf } from './rails/root_key.js';
import type { Store } from './store.js';

type Handler = (context: AccountContext) => object | undefined;
type Action = 'list' | 'show' | 'create' | 'update' | 'delete';

interface Identified {
  id: number;
  account_id: number | null;
}
/** A row before its rules were checked; a new one has the id 0. */
type Draft<Row extends Identified, C extends Columns> = Pick<Row, 'id' | 'account_id'> &
  ValuesOf<C> & { created_at: Date; updated_at: Date };

/** What requests of an account read and write by five routes at most, with what is special about it. */
export interface ResourceOptions<Row extends Identified, C extends Columns> {
  /** Below the account; `:id` follows for a single one, or `:slug`. */
  path: string;
  key?: 'id' | 'slug';
  rows: (store: Store) => Row[];
  /** What every member may do. What stands neither here nor below has no route. */
  everyone?: Action[];
  /** What only administrators may do. */
  administrators?: Action[];
  /** Agents are refused (401) before the row is looked for (404). */
  roleFirst?: true;
  /** Finds what these rows are part of, before anything else. @throws 404 */
  within?: (context: AccountContext) => object;
  /** The rows that requests know; those of the account unless told. */
  isKnown?: (row: Row, context: AccountContext) => boolean;
  /** Those of them that are found by their id; all unless told. */
  isFound?: (row: Row, context: AccountContext) => boolean;
  /** Those that are found to be changed or deleted; all unless told. */
  isChangeable?: (row: Row, context: AccountContext) => boolean;
  /** The answer for an id that isn't known; 404 unless told. */
  missing?: () => ApiError;
  /** Whether every request fails at the moment. */
  fails?: (store: Store) => boolean;

  /** The key that values are sent below; without it they are always bare. */
  root?: string;
  /** Bare values are all of the body; unless told, Rails takes what is called like a column. */
  wrapsEverything?: true;
  columns: C;
  /** What a new row has that isn't the same for all. */
  fresh?: (context: AccountContext) => Partial<Draft<Row, NoInfer<C>>>;
  /** A change of nothing is no mistake: the row is answered as it is. */
  takesNothing?: true;
  /** What was sent below the key or bare, where reading the columns isn't all. */
  values?: (
    sent: JsonObject,
    context: AccountContext,
    before: Row | undefined,
  ) => Partial<Draft<Row, NoInfer<C>>>;
  /** The row as it is kept; texts that are too long are in `errors` already. @throws 422, 500 */
  save: (
    draft: Draft<Row, C>,
    errors: ValidationErrors,
    context: AccountContext,
    before: Row | undefined,
  ) => Row;
  /** What happens then. */
  created?: (row: Row, context: AccountContext) => void;
  changed?: (row: Row, before: Row, context: AccountContext) => void;
  deleted?: (row: Row, context: AccountContext) => void;

  json: (row: Row, context: AccountContext, action: Action) => object;
  /** Which rows the list has, in which order; all as they were made unless told. */
  listed?: (rows: Row[], context: AccountContext) => Row[];
  /** The answer of the list; the rows alone unless told. */
  list?: (rows: object[], context: AccountContext) => object;
  /** The answer of the other routes; the row alone unless told. */
  one?: (json: object, action: Action) => object;
  /** The status after a row was deleted, with nothing in the body. */
  deletedStatus?: 204;
}

/** A resource that can be added to the account's routes. */
export interface Resource<Row> {
  addTo: (route: AccountRoute) => void;
  /** The row that a request names, for those who may `action`. @throws 401, 404 */
  find: (context: AccountContext, action: Action) => Row;
}

/** Makes the routes of a resource. */
export function resource<Row extends Identified, C extends Columns>(
  options: ResourceOptions<Row, C>,
): Resource<Row> {
  const { columns, everyone = [], administrators = [], key = 'id', missing = notFound } = options;
  const { root } = options;
  const { json, list = (rows: object[]) => rows, one = (row: object) => row } = options;

  const table = ({ store }: AccountContext): Row[] => options.rows(store);
  const [name = ''] = options.path.split('/').slice(-1);
  const known = (context: AccountContext): Row[] => {
    if (options.fails?.(context.store)) throw serverError();
    options.within?.(context);
    const isOwn = (row: Row): boolean => row.account_id === context.account.id;
    return table(context).filter((row) => options.isKnown?.(row, context) ?? isOwn(row));
  };
  const checkRole = (context: AccountContext, action: Action): void => {
    if (administrators.includes(action)) requireAdministrator(context);
  };
  const isNamed = (row: Row, { params }: AccountContext): boolean =>
    key === 'id' ? row.id === toInteger(params[key]) : 'slug' in row && row.slug === params[key];

  const find = (context: AccountContext, action: Action): Row => {
    const rows = known(context);
    if (options.roleFirst) checkRole(context, action);
    const { isFound = isNamed, isChangeable = isNamed } = options;
    const found = rows.find((row) => isNamed(row, context) && isFound(row, context));
    if (!found || (action !== 'show' && !isChangeable(found, context))) throw missing();
    checkRole(context, action);
    return found;
  };
  const wrapped = ({ store }: AccountContext): string[] | undefined => {
    const own = knownNames(store, columns).filter((column) => !columns[column]?.isVirtual);
    const names = [...own, 'id', 'account_id', 'created_at', 'updated_at'];
    return options.wrapsEverything ? undefined : names;
  };
  const sent = (context: AccountContext): JsonObject =>
    root === undefined ? context.params : requireRoot(context, root, wrapped(context));
  const sendsNothing = (context: AccountContext): boolean =>
    root !== undefined && isBlank(rootOf(context, root, wrapped(context)));

  const save = (context: AccountContext, before?: Row): Row => {
    const now = new Date();
    const values =
      options.values?.(sent(context), context, before) ??
      permit(context.store, columns, sent(context));
    const blank = { id: 0, account_id: context.account.id, created_at: now, updated_at: now };
    const old = before ?? { ...blank, ...initialValues(columns), ...options.fresh?.(context) };
    const draft = { ...old, updated_at: now, ...values } as Draft<Row, C>;
    const errors = new ValidationErrors();
    checkLimits(errors, columns, draft);
    return options.save(draft, errors, context, before);
  };

  const addTo = (route: AccountRoute): void => {
    const add = (
      action: Action,
      method: Method | Method[],
      rest: string,
      handler: Handler,
    ): void => {
      if ([...everyone, ...administrators].includes(action)) {
        route(method, options.path + rest, handler);
      }
    };
    const single = `/:${key}`;

    add('list', 'GET', '', (context) => {
      const rows = known(context);
      checkRole(context, 'list');
      const shown = (options.listed?.(rows, context) ?? rows).map((row) =>
        json(row, context, 'list'),
      );
      return list(shown, context);
    });
    add('show', 'GET', single, (context) =>
      one(json(find(context, 'show'), context, 'show'), 'show'),
    );
    add('create', 'POST', '', (context) => {
      known(context);
      checkRole(context, 'create');
      const row = save(context);
      row.id = context.store.nextId(name, table(context));
      table(context).push(row);
      options.created?.(row, context);
      return one(json(row, context, 'create'), 'create');
    });
    add('update', ['PUT', 'PATCH'], single, (context) => {
      const row = find(context, 'update');
      if (options.takesNothing && sendsNothing(context)) {
        return one(json(row, context, 'update'), 'update');
      }
      const before = { ...row };
      Object.assign(row, save(context, row));
      options.changed?.(row, before, context);
      return one(json(row, context, 'update'), 'update');
    });
    add('delete', 'DELETE', single, (context) => {
      const row = find(context, 'delete');
      table(context).splice(table(context).indexOf(row), 1);
      options.deleted?.(row, context);
      if (options.deletedStatus) context.reply.code(options.deletedStatus);
      return undefined;
    });
  };
  return { addTo, find };
}
