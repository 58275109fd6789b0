import { enumeration, integer, json, string, unwritten, type RowOf } from '../rails/columns.js';

/** What can be changed of a hook once it is there. */
export const editableHookColumns = {
  status: enumeration(['disabled', 'enabled'], 'enabled'),
  settings: json(),
};
export const hookColumns = {
  ...editableHookColumns,
  app_id: string({ limit: Infinity }),
  inbox_id: integer(),
  hook_type: unwritten<'account' | 'inbox'>('account'),
  reference_id: unwritten<string | null>(null),
};
/** An integration that was switched on for an account or for one of its inboxes. */
export type IntegrationHook = RowOf<typeof hookColumns>;
