import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const range = { since: '2026-02-07T00:00:00Z', until: '2026-02-14T00:00:00Z' };

export const summaryReports: OperationInputs = {
  find_summary_report: {
    minimal: { by: 'agent', ...range },
    full: { by: 'Channel', business_hours: false, ...range },
    gives: { id: 'Channel::Api', channel_type: 'Channel::Api', open: 2, pending: 1, total: 3 },
  },
  find_response_time_distribution: {
    minimal: {},
    full: range,
    gives: { id: 'Channel::WebWidget', channel_type: 'Channel::WebWidget', '0-1h': 0, '1-4h': 1 },
  },
  find_inbox_label_matrix: {
    minimal: {},
    full: { inboxes: ['4'], labels: ['1', '3'], ...range },
    gives: {
      id: '4',
      name: 'Acme Mail',
      labels: [
        { id: '3', title: 'lead', conversations_count: 1 },
        { id: '1', title: 'vip', conversations_count: 1 },
      ],
    },
  },
  find_outgoing_messages_count: {
    minimal: { group_by: 'agent', ...range },
    full: { group_by: 'inbox', ...range },
    gives: { id: '1', name: 'Acme Website', outgoing_messages_count: 2 },
  },
};
