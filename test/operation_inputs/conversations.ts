import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const urgentOrLabelled = [
  {
    attribute_key: 'priority',
    filter_operator: 'equal_to',
    values: ['urgent'],
    query_operator: 'or',
  },
  { attribute_key: 'labels', filter_operator: 'equal_to', values: ['vip'] },
];

export const conversations: OperationInputs = {
  find_conversations: {
    minimal: {},
    full: {
      status: 'resolved',
      assignee_type: 'Any Agent',
      inbox: '4',
      team: '1',
      labels: ['lead', 'newsletter'],
      sort: 'created_at_desc',
    },
    gives: { id: '4', status: 'resolved', labels: ['lead', 'vip'] },
  },
  find_conversations_by_filter: {
    since: { minimal: '3.8', full: '3.8' },
    minimal: { filter: JSON.stringify(urgentOrLabelled) },
    full: { filter: urgentOrLabelled },
    gives: { id: '4', status: 'resolved', priority: 'medium' },
  },
  find_conversation_counts: {
    minimal: {},
    full: { status: 'resolved', inbox: '4', team: '1', labels: ['lead', 'newsletter'] },
    unknown: { team: '99' },
    gives: { id: 'counts', mine_count: 0, assigned_count: 1, unassigned_count: 0, all_count: 1 },
  },
  set_typing_status: {
    minimal: { conversation: '1', typing_status: 'on' },
    full: { conversation: '1', typing_status: 'Off', is_private: true },
    unknown: { conversation: '99', typing_status: 'on' },
    gives: { id: '1' },
  },
  delete_message: {
    minimal: { conversation: '2', message: '1' },
    full: { conversation: '2', message: '2' },
    unknown: { conversation: '2', message: '9' },
    gives: { id: '2', deleted: true, content_attributes: { deleted: true } },
  },
};
