import { asText } from '../../../http/body.js';
import type { Wire } from '../../../http/wire.js';
import type { EntryField } from '../../catalogue/entry.js';
import type { Filled } from '../../catalogue/fill.js';
import type { Raw } from '../../catalogue/port.js';
import { rowsIn } from '../../toolkit/answer.js';
import { highlevelReasons } from '../problems.js';
import type { HighlevelEntry } from './entry.js';
import {
  contacts,
  outcomeOf,
  outcomeSample,
  outcomeTypes,
  summaryOf,
  textsIn,
} from './outcomes.js';

/** Reported; the vendor's document names none. */
const MOST = 500;

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
  parts: { name: 'contacts', most: MOST },
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
    path: '/contacts/bulk/tags/update/add',
    fields: [
      contacts,
      { ...tags, helpText: 'A new one is made, in lower case. Other tags of the contacts stay.' },
    ],
    outcomes: outcomesWhere(
      (tag, { before, added }) => before.includes(tag) || added.includes(tag),
    ),
  },
  {
    ...told,
    key: 'remove_tags_from_contacts',
    kind: 'create',
    label: 'Remove Tags from Many Contacts',
    description: 'Takes tags off many contacts at once; their other tags stay.',
    path: '/contacts/bulk/tags/update/remove',
    fields: [
      contacts,
      {
        ...tags,
        helpText: 'Other tags of the contacts stay. One that a contact has not does no harm.',
      },
    ],
    outcomes: outcomesWhere(
      (tag, { before, removed }) => !before.includes(tag) || removed.includes(tag),
    ),
  },
];

/** A contact's tags as an answer tells them. */
interface TagsTold {
  before: string[];
  added: string[];
  removed: string[];
}

/** Reads what became of each contact. @param isDone whether what is told of a contact holds the change of a tag */
function outcomesWhere(isDone: (tag: string, told: TagsTold) => boolean) {
  return ({ body }: Filled, answer: unknown, wire: Wire): Raw[] => {
    const rows = rowsIn(wire, answer, { at: ['responses'], has: ['contactId', 'type'] });
    const asked = textsIn(body['tags']).map((tag) => tag.toLowerCase());
    const reasonIn = (row: Raw | undefined): string | undefined => {
      if (!row) return highlevelReasons.notMentioned();
      if (row['type'] !== 'success') return highlevelReasons.refused(asText(row['message']));
      const { oldTags, tagsAdded, tagsRemoved } = row;
      // What isn't told can't be compared.
      if (![oldTags, tagsAdded, tagsRemoved].every(Array.isArray)) return undefined;
      const [before = [], added = [], removed = []] = [oldTags, tagsAdded, tagsRemoved].map(
        textsIn,
      );
      const left = asked.filter((tag) => !isDone(tag, { before, added, removed }));
      return left.length > 0 ? highlevelReasons.tagsNotChanged(left) : undefined;
    };
    return textsIn(body['contacts']).map((id) =>
      outcomeOf(id, reasonIn(rows.find((row) => asText(row['contactId']) === id))),
    );
  };
}
