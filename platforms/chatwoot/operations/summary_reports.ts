import { asText, isRecord } from '../../../http/body.js';
import type { ChatwootEntry } from './entry.js';
import { anyRange, businessHours, range } from './fields/report.js';

/** Reports with a row per agent, team, inbox, label or channel; later than the 115. */
export const summaryReports: ChatwootEntry[] = [
  {
    key: 'find_summary_report',
    numbers: [],
    kind: 'search',
    noun: 'Report',
    label: 'Find Summary Report',
    description: 'Finds the figures of a period for each agent, team, inbox or kind of channel.',
    base: 'account_v2',
    path: '/summary_reports/{by}',
    since: {
      field: 'by',
      values: { agent: '3.6', team: '3.6', inbox: '4.0', channel: '4.10' },
    },
    fields: [
      {
        key: 'by',
        label: 'One Row Per',
        choices: { agent: 'Agent', team: 'Team', inbox: 'Inbox', channel: 'Kind of Channel' },
        required: true,
        helpText: 'By kind of channel, the period may be 6 months at most.',
      },
      ...range,
      businessHours,
    ],
    keyedBy: 'channel_type',
    sample: { id: '2' },
    more: {
      channel_type: 'string',
      conversations_count: 'integer',
      resolved_conversations_count: 'integer',
      avg_resolution_time: 'number',
      avg_first_response_time: 'number',
      avg_reply_time: 'number',
      open: 'integer',
      resolved: 'integer',
      pending: 'integer',
      snoozed: 'integer',
      total: 'integer',
    },
  },
  {
    key: 'find_response_time_distribution',
    numbers: [],
    kind: 'search',
    noun: 'Report',
    label: 'Find First Response Time Distribution',
    description: 'Finds how long first responses took, for each kind of channel.',
    base: 'account_v2',
    path: '/reports/first_response_time_distribution',
    since: '4.11',
    gives: 'keyed',
    fields: anyRange,
    keyedBy: 'channel_type',
    sample: {
      id: 'Channel::Api',
      channel_type: 'Channel::Api',
      '0-1h': 4,
      '1-4h': 1,
      '4-8h': 0,
      '8-24h': 0,
      '24h+': 0,
    },
  },
  {
    key: 'find_inbox_label_matrix',
    numbers: [],
    kind: 'search',
    noun: 'Report',
    label: 'Find Inbox Label Matrix',
    description: 'Finds how many conversations each inbox has with each label.',
    base: 'account_v2',
    path: '/reports/inbox_label_matrix',
    since: '4.11',
    gives: 'record',
    has: ['inboxes', 'labels', 'matrix'],
    fields: [
      ...anyRange,
      { key: 'inboxes', label: 'Inboxes', name: 'inbox_ids', dynamic: 'list_inboxes', list: true },
      { key: 'labels', label: 'Labels', name: 'label_ids', dynamic: 'list_label_ids', list: true },
    ],
    records: byInbox,
    sample: {
      id: '4',
      name: 'Acme Mail',
      labels: [{ id: '1', title: 'vip', conversations_count: 1 }],
    },
  },
  {
    key: 'find_outgoing_messages_count',
    numbers: [],
    kind: 'search',
    noun: 'Report',
    label: 'Find Outgoing Messages Count',
    description: 'Finds how many messages each agent, team, inbox or label sent in a period.',
    base: 'account_v2',
    path: '/reports/outgoing_messages_count',
    since: '4.11',
    fields: [
      {
        key: 'group_by',
        label: 'One Row Per',
        choices: { agent: 'Agent', team: 'Team', inbox: 'Inbox', label: 'Label' },
        required: true,
      },
      ...range,
    ],
    sample: { id: '2', name: 'Omar Haddad', outgoing_messages_count: 3 },
  },
];

/** One record per inbox, for lists of inboxes and labels with a table of counts. */
function byInbox(answer: unknown): unknown[] {
  if (!isRecord(answer)) return [];
  const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const labels = listOf(answer['labels']).filter(isRecord);
  const rows = listOf(answer['matrix']).map(listOf);
  return listOf(answer['inboxes'])
    .filter(isRecord)
    .map(({ id, name }, row) => ({
      id,
      name,
      labels: labels.map((label, column) => ({
        id: label['id'],
        title: asText(label['title']),
        conversations_count: rows[row]?.[column],
      })),
    }));
}
