import type { Wire } from '../../../http/wire.js';
import type { EntryField } from '../../catalogue/entry.js';
import type { Filled } from '../../catalogue/fill.js';
import type { Raw } from '../../catalogue/port.js';
import { BULK_TAGS, MOST_CONTACTS, tagReasons } from '../contacts/many_tags.js';
import type { HighlevelEntry } from './entry.js';
import {
  contacts,
  outcomeOf,
  outcomeSample,
  outcomeTypes,
  summaryOf,
  textsIn,
} from './outcomes.js';

const tags = {
  key: 'tags',
  label: 'Tags',
  required: true,
  dynamic: 'list_tags',
  list: true,
} as const satisfies EntryField;

const told = {
  noun: 'Contact',
  scope: 'contacts.write',
  method: 'POST',
  repeatable: true,
  location: 'body',
  parts: { name: 'contacts', most: MOST_CONTACTS },
  listAs: 'contacts',
  summary: summaryOf,
  sample: outcomeSample,
  more: outcomeTypes,
} as const satisfies Partial<HighlevelEntry>;

/** Tags of many contacts at once, beside the steps for a single one. */
export const contactTags: HighlevelEntry[] = [
  {
    ...told,
    key: 'add_tags_to_contacts',
    kind: 'create',
    label: 'Add Tags to Many Contacts',
    description: 'Adds tags to many contacts at once; their other tags stay.',
    path: BULK_TAGS.add,
    fields: [
      contacts,
      { ...tags, helpText: 'A new one is made, in lower case. Other tags of the contacts stay.' },
    ],
    outcomes: outcomesOf('add'),
  },
  {
    ...told,
    key: 'remove_tags_from_contacts',
    kind: 'create',
    label: 'Remove Tags from Many Contacts',
    description: 'Takes tags off many contacts at once; their other tags stay.',
    path: BULK_TAGS.remove,
    fields: [
      contacts,
      {
        ...tags,
        helpText: 'Other tags of the contacts stay. One that a contact has not does no harm.',
      },
    ],
    outcomes: outcomesOf('remove'),
  },
];

/** Reads what became of each contact. */
function outcomesOf(change: keyof typeof BULK_TAGS) {
  return ({ body }: Filled, answer: unknown, wire: Wire): Raw[] => {
    const ids = textsIn(body['contacts']);
    const tags = textsIn(body['tags']);
    const reasons = tagReasons(wire, answer, { contacts: ids, tags, change });
    return ids.map((id, index) => outcomeOf(id, reasons[index]));
  };
}
