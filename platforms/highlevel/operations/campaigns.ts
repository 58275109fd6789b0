import type { EntryField } from '../../catalogue/entry.js';
import type { HighlevelEntry } from './entry.js';
import { contact, ofContact } from './fields.js';

const campaign = {
  key: 'campaign',
  label: 'Campaign',
  required: true,
  dynamic: 'list_campaigns',
  helpText: 'The list has published ones alone.',
} as const satisfies EntryField;

/** A contact's way through campaigns, which workflows have replaced. Nothing tells in which ones a contact is. */
export const campaigns: HighlevelEntry[] = [
  {
    ...ofContact,
    key: 'add_to_campaign',
    kind: 'create',
    label: 'Add Contact to Campaign',
    description: 'Hands a contact to a published campaign, the older kind of workflow.',
    method: 'POST',
    path: '/contacts/{contact}/campaigns/{campaign}',
    fields: [contact, campaign],
  },
  {
    ...ofContact,
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
    ...ofContact,
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
