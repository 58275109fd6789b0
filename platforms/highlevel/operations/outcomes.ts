import { asText } from '../../../http/body.js';
import type { EntryField } from '../../catalogue/entry.js';
import type { Raw } from '../../catalogue/port.js';
import type { OutputTypes } from '../../contract/form.js';
import { CONTACT_LIST } from '../../toolkit/fields/contact.js';
import { checkContactId } from '../ids.js';
import { highlevelProblems, highlevelReasons } from '../problems.js';

/** The contacts of a step that changes many at once. */
export const contacts = {
  key: 'contacts',
  label: 'Contacts',
  required: true,
  dynamic: CONTACT_LIST,
  list: true,
  check: (label, id) => checkContactId(id, label),
  helpText: 'IDs of the contacts, one or many: choose them, or map them from Find steps.',
} as const satisfies EntryField;

/** What a step that changes many contacts at once gives out. */
export const outcomeSample = {
  id: 'ocQHyuzHvysMo5N5VsXc',
  total: 2,
  updated: 1,
  failed: 1,
  contacts: [
    { id: 'ocQHyuzHvysMo5N5VsXc', outcome: 'updated' },
    {
      id: 'sx6wyHhbFdRXh302LLNR',
      outcome: 'failed',
      reason: highlevelReasons.refused('contact is deleted'),
    },
  ],
};

export const outcomeTypes = { 'contacts[]reason': 'string' } as const satisfies OutputTypes;

/** What became of one of many. @param reason why not; absent where it was done */
export function outcomeOf(id: string, reason?: string): Raw {
  return { id, outcome: reason === undefined ? 'updated' : 'failed', ...(reason && { reason }) };
}

/**
 * How many contacts were changed; the ID is that of the first, unless the step is about something else.
 * @throws Problem where it was none: nobody looks at the rows of a step that ran
 */
export function summaryOf(rows: readonly Raw[]): Raw {
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  const [first] = failed;
  if (first && failed.length === rows.length) {
    throw highlevelProblems.noneUpdated(
      asText(first['id']),
      asText(first['reason']),
      failed.length,
    );
  }
  const id = asText(rows[0]?.['id']);
  return { id, total: rows.length, updated: rows.length - failed.length, failed: failed.length };
}

/** The texts of a list. */
export function textsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.map(asText) : [];
}
