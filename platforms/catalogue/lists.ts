import type { ListFacts, Lists } from '../contract/list.js';
import type { Entry, EntryField } from './entry.js';

/** A platform's operations, with what it declares of the lists that their fields choose from. */
export function withLists<Any extends Entry>(entries: readonly Any[], lists: Lists): Any[] {
  return entries.map((entry) => withListsOf(entry, lists));
}

function withListsOf<Any extends Entry>(entry: Any, lists: Lists): Any {
  const fields = entry.fields.map((field) =>
    withList(field, field.dynamic && lists[field.dynamic]),
  );
  const lookup = entry.kind === 'create' ? entry.lookup : undefined;
  if (!lookup || typeof lookup.search === 'string') return { ...entry, fields };
  return { ...entry, fields, lookup: { ...lookup, search: withListsOf(lookup.search, lists) } };
}

function withList(field: EntryField, list: ListFacts | undefined): EntryField {
  if (!list) return field;
  const { dependsOn, goesBy, stored, search } = list;
  return {
    ...(search && { search }),
    ...(dependsOn && { dependsOn: Object.keys(dependsOn) }),
    ...(goesBy && { goesBy }),
    ...(stored && { stored }),
    ...field,
  };
}
