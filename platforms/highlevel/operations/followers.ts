import type { Wire } from '../../../http/wire.js';
import type { EntryField } from '../../catalogue/entry.js';
import type { Filled } from '../../catalogue/fill.js';
import type { Raw } from '../../catalogue/port.js';
import { listIn } from '../../toolkit/answer.js';
import { toText } from '../../toolkit/values/index.js';
import { highlevelProblems } from '../problems.js';
import type { HighlevelEntry } from './entry.js';
import { contact } from './fields.js';

const users = {
  key: 'followers',
  label: 'Followers',
  required: true,
  dynamic: 'list_users',
  list: true,
  helpText: 'Users of the location.',
} as const satisfies EntryField;

const told = {
  noun: 'Contact',
  scope: 'contacts.write',
  path: '/contacts/{contact}/followers',
  gives: 'record',
  has: ['followers'],
  id: 'contact',
  sample: { id: 'ocQHyuzHvysMo5N5VsXc' },
  more: { followers: 'list', followersAdded: 'list', followersRemoved: 'list' },
} as const satisfies Partial<HighlevelEntry>;

/** Users who follow a contact besides the one whom it is assigned to. */
export const followers: HighlevelEntry[] = [
  {
    ...told,
    key: 'add_followers',
    kind: 'create',
    label: 'Add Contact Followers',
    description: 'Adds users to those who follow a contact. Those who follow it already stay.',
    method: 'POST',
    repeatable: true,
    fields: [contact, users],
    check: (filled, record, wire) => {
      const [asked, held] = askedAndHeld(filled, record, wire);
      const missing = asked.filter((id) => !held.includes(id));
      if (missing.length > 0) throw highlevelProblems.notFollowing(missing);
    },
  },
  {
    ...told,
    key: 'remove_followers',
    kind: 'create',
    label: 'Remove Contact Followers',
    description: 'Takes users off those who follow a contact. The others stay.',
    method: 'DELETE',
    stays: true,
    fields: [contact, users],
    check: (filled, record, wire) => {
      const [asked, held] = askedAndHeld(filled, record, wire);
      const left = asked.filter((id) => held.includes(id));
      if (left.length > 0) throw highlevelProblems.stillFollowing(left);
    },
  },
];

/** The users of the step, and those who follow the contact now. */
function askedAndHeld({ body }: Filled, record: Raw, wire: Wire): [string[], string[]] {
  return [
    listIn(wire, body['followers']).map((id) => toText(id)),
    listIn(wire, record['followers']).map((id) => toText(id)),
  ];
}
