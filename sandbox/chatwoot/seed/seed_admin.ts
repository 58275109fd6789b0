import type { JsonObject } from '../rails/params.js';
import type { Store } from '../store.js';

const createdAt = new Date('2026-01-06T09:00:00.000Z');
const dates = { created_at: createdAt, updated_at: createdAt };

/** Gives account 1 a few rows of what administrators set up. */
export function fillAdminRecords(store: Store): void {
  store.accountDetails = store.accounts.map(({ id }) => ({
    account_id: id,
    preferences: {},
    cache_keys: {},
    created_at: createdAt,
  }));
  store.cannedResponses = [
    { id: 1, account_id: 1, short_code: 'hello', content: 'Hello, how can we help?', ...dates },
    { id: 2, account_id: 1, short_code: 'bye', content: 'Say hello to the team!', ...dates },
  ];
  store.automationRules = [
    {
      id: 1,
      account_id: 1,
      name: 'Urgent mail',
      description: 'Mails about refunds are urgent',
      event_name: 'message_created',
      conditions: [
        {
          attribute_key: 'content',
          filter_operator: 'contains',
          values: ['refund'],
          query_operator: null,
        },
      ],
      actions: [{ action_name: 'change_priority', action_params: ['urgent'] }],
      active: true,
      created_at: createdAt,
    },
  ];
  store.customFilters = [
    {
      id: 1,
      account_id: 1,
      user_id: 1,
      name: 'Open conversations',
      filter_type: 'conversation',
      query: { payload: [filter('status', ['open'])] },
      ...dates,
    },
    {
      id: 2,
      account_id: 1,
      user_id: 1,
      name: 'Customers in Brazil',
      filter_type: 'contact',
      query: { payload: [filter('country_code', ['BR'])] },
      ...dates,
    },
  ];
}

function filter(key: string, values: string[]): JsonObject {
  return {
    attribute_key: key,
    filter_operator: 'equal_to',
    values,
    attribute_model: 'standard',
  };
}
