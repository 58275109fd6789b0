import type { OperationInputs } from '../helpers/running/operation_inputs.js';

/** The seed's conversations begin in this week. */
const range = { since: '2026-02-07T00:00:00Z', until: '2026-02-14T00:00:00Z' };

export const reports: OperationInputs = {
  find_report: {
    minimal: { metric: 'conversations_count', type: 'account', ...range },
    full: {
      metric: 'conversations_count',
      type: 'inbox',
      inbox: '1',
      // Left over from another choice: not used.
      team: '99',
      group_by: 'week',
      timezone_offset: '-3',
      business_hours: false,
      ...range,
    },
    unknown: { metric: 'conversations_count', type: 'team', team: '99', ...range },
    gives: {
      id: 'conversations_count',
      // Weeks begin on Sunday, three hours after UTC's.
      points: [
        { timestamp: '2026-02-01T03:00:00.000Z', value: 0 },
        { timestamp: '2026-02-08T03:00:00.000Z', value: 1 },
      ],
    },
  },
  find_report_summary: {
    minimal: { type: 'account', ...range },
    full: { type: 'label', label: '1', business_hours: true, ...range },
    unknown: { type: 'agent', agent: '99', ...range },
    gives: {
      id: 'label',
      conversations_count: 2,
      resolutions_count: 1,
      previous: { conversations_count: 0, resolutions_count: 0 },
    },
  },
  find_account_metrics: {
    minimal: { type: 'account' },
    full: { type: 'account' },
    gives: { id: 'account', open: 3 },
  },
  find_agent_metrics: {
    minimal: {},
    full: { agent: '2', name: 'omar' },
    gives: { id: '2', name: 'Omar Haddad', metric: { open: 1 } },
  },
  find_reporting_event: {
    minimal: {},
    full: { name: 'first_response', inbox: '4', agent: '2', ...range },
    unknown: { conversation: '99' },
    gives: { name: 'first_response', value: 7200, inbox_id: '4', user_id: '2' },
  },
};
