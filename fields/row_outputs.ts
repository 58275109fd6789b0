import type { PlainOutputField } from 'zapier-platform-core';
import type { RowsResult } from '../steps/update_contacts.js';

/** The sample of a step that does many rows. */
export const rowsSample = {
  id: '3fa9c1d2',
  total: 3,
  updated: 1,
  created: 1,
  unchanged: 0,
  not_found: 0,
  failed: 1,
  not_done: 0,
  finished: true,
  continue_from: '3fa9c1d2:done',
  rows: [
    { row: 1, outcome: 'updated', contact_id: '2041' },
    { row: 2, outcome: 'created', contact_id: '2042' },
    {
      row: 3,
      outcome: 'failed',
      reason: 'Email: `jane` is not an email address. It looks like `jane@example.com`.',
    },
  ],
} satisfies RowsResult;

export const rowsOutputFields = [
  { key: 'id', label: 'Rows ID', type: 'string' },
  { key: 'total', label: 'Rows in This Run', type: 'integer' },
  { key: 'updated', label: 'Rows Updated', type: 'integer' },
  { key: 'created', label: 'Rows Created', type: 'integer' },
  { key: 'unchanged', label: 'Rows Unchanged', type: 'integer' },
  { key: 'not_found', label: 'Rows Not Found', type: 'integer' },
  { key: 'failed', label: 'Rows Failed', type: 'integer' },
  { key: 'not_done', label: 'Rows Not Done', type: 'integer' },
  { key: 'finished', label: 'Finished', type: 'boolean' },
  { key: 'continue_from', label: 'Continue From', type: 'string' },
  { key: 'stopped_because', label: 'Stopped Because', type: 'string' },
  { key: 'rows[]row', label: 'Row Number', type: 'integer' },
  { key: 'rows[]outcome', label: 'Row Outcome', type: 'string' },
  { key: 'rows[]contact_id', label: 'Row Contact ID', type: 'string' },
  { key: 'rows[]same_as_row', label: 'Row Done With Row', type: 'integer' },
  { key: 'rows[]reason', label: 'Row Reason', type: 'string' },
] as const satisfies readonly PlainOutputField[];
