import type { ListFacts, Lists } from '../contract/list.js';
import type { Operation, OperationField } from '../contract/operations.js';

/** A platform's operations, with what it declares of the lists that their fields choose from. */
export function withLists(operations: readonly Operation[], lists: Lists): Operation[] {
  return operations.map((operation) => withListsOf(operation, lists));
}

function withListsOf<Any extends Operation>(operation: Any, lists: Lists): Any {
  const fields = operation.fields.map((field) =>
    withList(field, field.dynamic && lists[field.dynamic]),
  );
  const lookup = operation.kind === 'create' ? operation.lookup : undefined;
  if (!lookup || typeof lookup.search === 'string') return { ...operation, fields };
  return { ...operation, fields, lookup: { ...lookup, search: withListsOf(lookup.search, lists) } };
}

function withList(field: OperationField, list: ListFacts | undefined): OperationField {
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
