import { newRow } from './seed_row.js';
import {
  automationRuleColumns,
  cannedResponseColumns,
  customFilterColumns,
  type CustomFilter,
} from '../records/admin.js';
import type { Store } from '../store.js';

const createdAt = new Date('2026-01-06T09:00:00.000Z');

/** Gives account 1 a few rows of what administrators set up. */
export function fillAdminRecords(store: Store): void {
  store.accountDetails = store.accounts.map(({ id }) => ({
    account_id: id,
    preferences: {},
    cache_keys: {},
    created_at: createdAt,
  }));
  const say = { short_code: 'hello', content: 'Hello, how can we help?' };
  const bye = { short_code: 'bye', content: 'Say hello to the team!' };
  store.cannedResponses = [say, bye].map((row, index) =>
    newRow(cannedResponseColumns, { id: index + 1, ...row }, createdAt),
  );
  const condition = { attribute_key: 'content', filter_operator: 'contains', values: ['refund'] };
  const rule = {
    id: 1,
    name: 'Urgent mail',
    description: 'Mails about refunds are urgent',
    event_name: 'message_created',
    conditions: [{ ...condition, query_operator: null }],
    actions: [{ action_name: 'change_priority', action_params: ['urgent'] }],
    active: true,
  };
  store.automationRules = [newRow(automationRuleColumns, rule, createdAt)];
  store.customFilters = [
    filter(1, 'Open conversations', 'conversation', ['status', 'open']),
    filter(2, 'Customers in Brazil', 'contact', ['country_code', 'BR']),
  ];
}

function filter(
  id: number,
  name: string,
  kind: CustomFilter['filter_type'],
  [key, value]: [key: string, value: string],
): CustomFilter {
  const condition = { attribute_key: key, filter_operator: 'equal_to', values: [value] };
  const query = { payload: [{ ...condition, attribute_model: 'standard' }] };
  return newRow(customFilterColumns, { id, user_id: 1, name, filter_type: kind, query }, createdAt);
}
