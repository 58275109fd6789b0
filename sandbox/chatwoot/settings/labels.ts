import { touchCacheKey } from '../account/account_details.js';
import {
  accountRow,
  failingRoutes,
  requireAdministrator,
  type AccountContext,
  type AccountRoute,
} from '../auth.js';
import { serverError, ValidationErrors } from '../rails/errors.js';
import { isBlank, permitScalars, toBoolean, type JsonObject } from '../rails/params.js';
import {
  checkLengths,
  permitTexts,
  requireRoot,
  stringLimit,
  textLimit,
} from '../rails/root_key.js';
import type { Label, Store } from '../store.js';

const textColumns = ['title', 'description', 'color'] as const;
const columns = [...textColumns, 'id', 'account_id', 'show_on_sidebar', 'created_at', 'updated_at'];
// Two characters at least, and the first neither an underscore nor a hyphen.
const titleFormat = /^[\p{L}\p{N}]+[\p{L}\p{N}_-]+\n?$/u;

/** Adds the account's labels; agents may list them and nothing else. */
export function labelRoutes(accountRoute: AccountRoute, store: Store): void {
  const route = failingRoutes(accountRoute, store);
  route('GET', '/labels', ({ account }) => ({
    payload: store.labels
      .filter((label) => label.account_id === account.id)
      .toSorted((a, b) => (a.title < b.title ? -1 : 1))
      .map(labelJson),
  }));

  route('GET', '/labels/:id', (context) => labelJson(findLabel(store, context)));

  route('POST', '/labels', (context) => {
    requireAdministrator(context);
    const label = saved(store, {
      id: 0,
      account_id: context.account.id,
      title: null,
      description: null,
      color: '#1f93ff',
      show_on_sidebar: null,
      ...permittedValues(requireRoot(context, 'label', columns)),
    });
    label.id = store.nextId('labels', store.labels);
    store.labels.push(label);
    return labelJson(label);
  });

  route(['PUT', 'PATCH'], '/labels/:id', (context) => {
    const label = findLabel(store, context);
    const { title } = label;
    const values = permittedValues(requireRoot(context, 'label', columns));
    Object.assign(label, saved(store, { ...label, ...values }));
    if (label.title !== title) retagLater(store, label.account_id, title, label.title);
    return labelJson(label);
  });

  route('DELETE', '/labels/:id', (context) => {
    const label = findLabel(store, context);
    store.labels = store.labels.filter((row) => row !== label);
    touchCacheKey(store, label.account_id, 'label');
    retagLater(store, label.account_id, label.title);
    return undefined;
  });
}

/**
 * The label that an administrator asks for.
 * @throws 404, then 401 for agents
 */
function findLabel(store: Store, context: AccountContext): Label {
  const label = accountRow(store.labels, context);
  requireAdministrator(context);
  return label;
}

type Draft = Omit<Label, 'title' | 'color'> & { title: string | null; color: string | null };

function permittedValues(root: JsonObject): Partial<Draft> {
  const { show_on_sidebar: isShown } = permitScalars(root, ['show_on_sidebar']);
  return {
    ...permitTexts(root, textColumns),
    ...(isShown !== undefined && { show_on_sidebar: toBoolean(isShown) }),
  };
}

function saved(store: Store, draft: Draft): Label {
  const { color } = draft;
  const errors = new ValidationErrors();
  checkLengths(errors, [
    ['title', draft.title, stringLimit],
    ['description', draft.description, textLimit],
    ['color', color, stringLimit],
  ]);
  const title = (draft.title ?? '').toLowerCase();
  if (isBlank(title)) errors.add('title', 'must not be blank');
  if (!titleFormat.test(title)) errors.add('title', 'is invalid');
  const isTaken = store.labels.some(
    (row) => row.account_id === draft.account_id && row.title === title && row.id !== draft.id,
  );
  if (isTaken) errors.add('title', 'has already been taken');
  errors.raise();
  if (color === null) throw serverError();
  touchCacheKey(store, draft.account_id, 'label');
  return { ...draft, title, color };
}

/** Renames or removes a label on contacts and conversations, in the background. */
function retagLater(store: Store, accountId: number, title: string, newTitle?: string): void {
  store.later(() => {
    for (const row of [...store.contacts, ...store.conversations]) {
      if (row.account_id !== accountId || !row.labels.includes(title)) continue;
      const others = row.labels.filter((label) => label !== title && label !== newTitle);
      row.labels = newTitle === undefined ? others : [...others, newTitle];
    }
  });
}

function labelJson({ id, title, description, color, show_on_sidebar }: Label): object {
  return { id, title, description, color, show_on_sidebar };
}
