import {
  boolean,
  enumeration,
  json,
  string,
  text,
  unwritten,
  type Column,
  type Dated,
  type RowOf,
} from '../rails/columns.js';
import type { Json, JsonObject } from '../rails/params.js';

export const cannedResponseColumns = { short_code: string(), content: text() };
/** A ready answer that agents insert by its short code. */
export type CannedResponse = RowOf<typeof cannedResponseColumns> &
  Dated & { short_code: string; content: string };

export const automationRuleColumns = {
  name: string(),
  description: text(),
  event_name: string(),
  active: boolean(true),
  conditions: unwritten<JsonObject[]>([]),
  actions: unwritten<JsonObject[] | null>(null),
};
/** A rule before its rules were checked. */
export type AutomationRuleDraft = RowOf<typeof automationRuleColumns> & Pick<Dated, 'created_at'>;
/** A rule; its conditions and actions are kept as they were sent. */
export type AutomationRule = AutomationRuleDraft & {
  name: string;
  event_name: string;
  active: boolean;
  actions: JsonObject[];
};

export const filterTypes = ['conversation', 'contact', 'report'] as const;
// The column's default is a JSON string with braces in it, not an object.
const query: Column<Json> = { ...json(), initially: '{}' };

export const customFilterColumns = {
  name: string(),
  filter_type: enumeration(filterTypes, 'conversation'),
  query,
  user_id: unwritten(0),
};
/** A saved filter (a folder or a segment); nobody but its user sees it. */
export type CustomFilter = RowOf<typeof customFilterColumns> & Dated & { name: string };

/** What only the account's members see of it; made when it is first asked for. */
export interface AccountDetails {
  account_id: number;
  /** What the API calls the account's settings: when and how conversations resolve. */
  preferences: JsonObject;
  /** When labels and teams last changed, in Unix seconds. */
  cache_keys: { label?: string; team?: string };
  created_at: Date;
}
