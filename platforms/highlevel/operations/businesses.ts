import type { Wire } from '../../../http/wire.js';
import { contactSample } from '../../../objects/contact.js';
import type { EntryField } from '../../catalogue/entry.js';
import type { Filled } from '../../catalogue/fill.js';
import type { Raw } from '../../catalogue/port.js';
import { isRecord } from '../../../http/body.js';
import { listIn } from '../../toolkit/answer.js';
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

/** The vendor's document has this number, if at the wrong place. */
const MOST = 50;

const business = {
  key: 'business',
  label: 'Business',
  required: true,
  dynamic: 'list_businesses',
} as const satisfies EntryField;

const told = {
  noun: 'Business',
  scope: 'contacts.write',
  method: 'POST',
  path: '/contacts/bulk/business',
  repeatable: true,
  location: 'body',
  parts: { name: 'ids', most: MOST },
  listAs: 'contacts',
  outcomes,
  summary: summaryOf,
  sample: outcomeSample,
  more: outcomeTypes,
} as const satisfies Partial<HighlevelEntry>;

const ids = { ...contacts, name: 'ids' } as const satisfies EntryField;

/** A business and the contacts that belong to it. */
export const businesses: HighlevelEntry[] = [
  {
    key: 'find_business_contacts',
    kind: 'search',
    noun: 'Contact',
    scope: 'contacts.readonly',
    label: 'Find Contacts of Business',
    description: 'Finds the contacts that belong to a business, 100 to a page.',
    path: '/contacts/business/{business}',
    location: 'query',
    answer: ['contacts'],
    paged: true,
    shape: 'contact',
    fields: [
      business,
      { key: 'text', label: 'Search Text', name: 'query', helpText: "Part of the contact's name." },
    ],
    sample: contactSample,
  },
  {
    ...told,
    key: 'add_contacts_to_business',
    kind: 'create',
    label: 'Add Contacts to Business',
    description: 'Puts one or many contacts into a business, and out of the one they were in.',
    id: 'business',
    fields: [ids, { ...business, name: 'businessId' }],
    sample: { ...outcomeSample, id: '63b7ec34ea409a9a8bd2a4ff' },
  },
  {
    ...told,
    key: 'remove_contacts_from_business',
    kind: 'create',
    noun: 'Contact',
    label: 'Remove Contacts from Business',
    description: 'Takes one or many contacts out of the business that they belong to.',
    fields: [ids],
    constant: { businessId: null },
  },
];

/** Who isn't among the IDs of the answer wasn't changed. */
function outcomes({ body }: Filled, answer: unknown, wire: Wire): Raw[] {
  const isRefused = isRecord(answer) && answer['success'] === false;
  const changed = textsIn(listIn(wire, answer, ['ids']));
  return textsIn(body['ids']).map((id) =>
    isRefused || !changed.includes(id)
      ? outcomeOf(id, highlevelReasons.notMentioned())
      : outcomeOf(id),
  );
}
