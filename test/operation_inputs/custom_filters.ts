import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const query = {
  payload: [
    {
      attribute_key: 'email',
      attribute_model: 'standard',
      filter_operator: 'contains',
      values: ['@example.com'],
      query_operator: null,
    },
  ],
};

export const customFilters: OperationInputs = {
  find_custom_filter: {
    minimal: {},
    full: { filter_type: 'contact', name: 'brazil' },
    unknown: { custom_filter: '99' },
    single: { custom_filter: '2' },
    gives: {
      id: '2',
      name: 'Customers in Brazil',
      filter_type: 'contact',
      query: { payload: [expect.objectContaining({ values: ['BR'] })] },
    },
  },
  create_custom_filter: {
    minimal: { name: 'Mine', query: JSON.stringify(query) },
    full: { name: 'Example Inc.', query: JSON.stringify(query), filter_type: 'contact' },
    gives: { id: '3', name: 'Example Inc.', query, filter_type: 'contact' },
  },
  update_custom_filter: {
    minimal: { custom_filter: '1', name: 'Open' },
    full: { custom_filter: '1', name: 'Example Inc.', query, filter_type: 'report' },
    unknown: { custom_filter: '99', name: 'X' },
    gives: { id: '1', name: 'Example Inc.', query, filter_type: 'report' },
  },
  delete_custom_filter: {
    minimal: { custom_filter: '1' },
    full: { custom_filter: '2' },
    unknown: { custom_filter: '99' },
    gives: { id: '2', deleted: true },
  },
};
