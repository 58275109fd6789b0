import type { JsonObject } from '../rails/params.js';

/** An integration that was switched on for an account or for one of its inboxes. */
export interface IntegrationHook {
  id: number;
  account_id: number;
  app_id: string | null;
  inbox_id: number | null;
  hook_type: 'account' | 'inbox';
  status: 'enabled' | 'disabled';
  settings: JsonObject;
  reference_id: string | null;
}
