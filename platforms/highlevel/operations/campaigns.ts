import type { EntryField } from '../../catalogue/entry.js';
import type { HighlevelEntry } from './entry.js';
import { contact } from './fields.js';

const campaign = {
  key: 'campaign',
  label: 'Campaign',
  required: true,
  dynamic: 'list_campaigns',
  helpText: 'The list has published ones alone.',
} as const satisfies EntryField;

const told = {
  noun: 'Contact',
  scope: 'contacts.write',
  gives: 'record',
  has: [],
  saysDone: true,
  id: 'contact',
  sample: { id: 'ocQHyuzHvysMo5N5VsXc' },
} as const satisfies Partial<HighlevelEntry>;

/** A contact's way through campaigns, which workflows have replaced. Nothing tells in which ones a contact is. */
export const campaigns: HighlevelEntry[] = [
  {
    ...told,
    key: 'add_to_campaign',
    kind: 'create',
    label: 'Add Contact to Campaign',
    description: 'Hands a contact to a published campaign, the older kind of workflow.',
    method: 'POST',
    path: '/contacts/{contact}/campaigns/{campaign}',
    fields: [contact, campaign],
  },
  {
    ...told,
    key: 'remove_from_campaign',
    kind: 'create',
    label: 'Remove Contact from Campaign',
    description: 'Takes a contact out of one campaign.',
    method: 'DELETE',
    path: '/contacts/{contact}/campaigns/{campaign}',
    stays: true,
    fields: [contact, campaign],
  },
  {
    ...told,
    key: 'remove_from_all_campaigns',
    kind: 'create',
    label: 'Remove Contact from All Campaigns',
    description: 'Takes a contact out of every campaign that it is in.',
    method: 'DELETE',
    path: '/contacts/{contact}/campaigns/removeAll',
    stays: true,
    fields: [contact],
  },
];
