import type { Json, JsonObject } from '../rails/params.js';

/** A ready answer that agents insert by its short code. */
export interface CannedResponse {
  id: number;
  account_id: number;
  short_code: string;
  content: string;
  created_at: Date;
  updated_at: Date;
}

/** A rule; its conditions and actions are kept as they were sent. */
export interface AutomationRule {
  id: number;
  account_id: number;
  name: string;
  description: string | null;
  event_name: string;
  conditions: JsonObject[];
  actions: JsonObject[];
  active: boolean;
  created_at: Date;
}

export const filterTypes = ['conversation', 'contact', 'report'] as const;
export type FilterType = (typeof filterTypes)[number];

/** A saved filter (a folder or a segment); nobody but its user sees it. */
export interface CustomFilter {
  id: number;
  account_id: number;
  user_id: number;
  name: string;
  filter_type: FilterType;
  query: Json;
  created_at: Date;
  updated_at: Date;
}

/** What only the account's members see of it; made when it is first asked for. */
export interface AccountDetails {
  account_id: number;
  /** What the API calls the account's settings: when and how conversations resolve. */
  preferences: JsonObject;
  /** When labels and teams last changed, in Unix seconds. */
  cache_keys: { label?: string; team?: string };
  created_at: Date;
}
