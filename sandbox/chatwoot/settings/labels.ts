import { touchCacheKey } from '../account/account_details.js';
import { serverError } from '../rails/errors.js';
import { isBlank, pick } from '../rails/params.js';
import { resource } from '../resource.js';
import { labelColumns, type Store } from '../store.js';

// Two characters at least, and the first neither an underscore nor a hyphen.
const titleFormat = /^[\p{L}\p{N}]+[\p{L}\p{N}_-]+\n?$/u;

/** The account's labels; agents may list them and nothing else. Titles are kept in small letters. */
export const labels = resource({
  path: '/labels',
  rows: (store) => store.labels,
  everyone: ['list'],
  administrators: ['show', 'create', 'update', 'delete'],
  fails: (store) => store.failsOverLabelsAndBots,
  root: 'label',
  columns: labelColumns,

  save(draft, errors, { store }) {
    const title = (draft.title ?? '').toLowerCase();
    if (isBlank(title)) errors.add('title', 'must not be blank');
    if (!titleFormat.test(title)) errors.add('title', 'is invalid');
    errors.uniqueness(store.labels, { ...draft, title }, 'title', 'account_id');
    errors.raise();
    // No rule asks for a color, only the database does.
    if (draft.color === null) throw serverError();
    touchCacheKey(store, draft.account_id, 'label');
    return { ...draft, title, color: draft.color };
  },
  changed: (label, before, { store }) => {
    if (label.title !== before.title)
      retagLater(store, label.account_id, before.title, label.title);
  },
  deleted: (label, { store }) => {
    touchCacheKey(store, label.account_id, 'label');
    retagLater(store, label.account_id, label.title);
  },

  json: (label) => pick(label, 'id', 'title', 'description', 'color', 'show_on_sidebar'),
  listed: (rows) => rows.toSorted((a, b) => (a.title < b.title ? -1 : 1)),
  list: (rows) => ({ payload: rows }),
});

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
