import { isRecord } from '../../../http/body.js';
import type { ChatwootEntry, ChatwootField, ChatwootRead } from './entry.js';
import { contactSample } from '../../../objects/contact.js';
import { sortFor, TOTAL_ORDER } from '../contacts/order.js';
import { filterBy } from './fields/conditions.js';
import { contact, inbox } from './fields/shared.js';

const orders = {
  name: 'Name, A to Z',
  '-name': 'Name, Z to A',
  email: 'Email, A to Z',
  '-email': 'Email, Z to A',
  phone_number: 'Phone, Lowest First',
  '-phone_number': 'Phone, Highest First',
  last_activity_at: 'Last Activity, Oldest First',
  '-last_activity_at': 'Last Activity, Newest First',
  created_at: 'Creation, Oldest First',
  '-created_at': 'Creation, Newest First',
  company_name: 'Company, A to Z',
  '-company_name': 'Company, Z to A',
  city: 'City, A to Z',
  '-city': 'City, Z to A',
  country: 'Country, A to Z',
  '-country': 'Country, Z to A',
};

/** The list of contactable inboxes makes up a source ID for each that the contact hasn't. */
const contactInboxes = {
  key: 'contact_inboxes',
  numbers: [],
  kind: 'search',
  noun: 'Inbox',
  label: 'Contact Inboxes',
  description: 'What the contact itself says of its inboxes.',
  path: '/contacts/{contact}',
  gives: 'record',
  answer: ['payload'],
  fields: [contact],
  records: inboxesOf,
} as const satisfies ChatwootRead;

const sort = {
  key: 'sort',
  label: 'Sort By',
  choices: orders,
  sent: sortFor,
  helpText:
    'Email unless chosen. To read all pages, keep Email: in other orders, contacts with the same value (imported ones share their creation) may come twice or not at all.',
} as const satisfies ChatwootField;

/** What every list of contacts shares. */
const listed = {
  kind: 'search',
  noun: 'Contact',
  // Without an order the server gives any, so that pages repeat and miss contacts.
  query: { sort: TOTAL_ORDER },
  answer: ['payload'],
  paged: true,
  shape: 'contact',
  sample: contactSample,
} as const satisfies Partial<ChatwootRead>;

const reached = {
  source_id: '5f0c1a52-8f3e-4c0b-9a56-3d1f6a7b2c10',
  inbox: { id: '2', name: 'Acme App', channel_id: '2', channel_type: 'Channel::Api' },
};
const more = { inbox__avatar_url: 'string', inbox__provider: 'string' } as const;

/** Lists of contacts and their inboxes (#18, #24, #25, #36, #37), beside the steps for single contacts. */
export const contacts: ChatwootEntry[] = [
  {
    ...listed,
    key: 'find_contacts',
    numbers: [18],
    label: 'Find All Contacts',
    description: 'Finds all contacts of the account, or those with a label, 15 to a page.',
    path: '/contacts',
    fields: [
      {
        key: 'labels',
        label: 'Labels',
        dynamic: 'list_labels',
        list: true,
        helpText: 'Contacts with any of them.',
      },
      sort,
    ],
  },
  {
    ...listed,
    key: 'find_contacts_by_text',
    numbers: [24],
    label: 'Find Contacts by Text',
    description: 'Finds contacts by a part of their name, email, phone or external ID, sorted.',
    path: '/contacts/search',
    fields: [
      {
        key: 'text',
        label: 'Search Text',
        name: 'q',
        required: true,
        helpText:
          'Part of a name, email, phone or external ID. To find one contact by exactly its email or phone, use Find Contact.',
      },
      sort,
    ],
  },
  {
    ...listed,
    key: 'find_contacts_by_filter',
    numbers: [25],
    label: 'Find Contacts by Filter',
    description: 'Finds contacts by conditions, such as their country or a custom attribute.',
    method: 'POST',
    path: '/contacts/filter',
    crash:
      'Filter: the server failed (status 500), as it does over `days_before` (use `is_less_than` and a date), over values that are no texts and, before Chatwoot 3.8, over keys it does not know, like `blocked`. If none is in it, try again later.',
    fields: [
      filterBy(
        '[{"attribute_key": "country_code", "filter_operator": "equal_to", "values": ["BR"]}]',
      ),
      { ...sort, to: 'query' },
    ],
  },
  {
    key: 'create_contact_inbox',
    numbers: [36],
    kind: 'create',
    noun: 'Contact',
    label: 'Add Contact to Inbox',
    description:
      'Makes a contact reachable in an inbox, under the ID it has there, such as its phone number.',
    method: 'POST',
    path: '/contacts/{contact}/contact_inboxes',
    lookup: { search: contactInboxes, by: { inbox: 'inbox.id', source_id: 'source_id' } },
    has: ['source_id', 'inbox'],
    crash: {
      what: 'Source ID: the server failed (status 500), as it does when another contact has this source ID in the inbox.',
      todo: 'Use another one, or leave it blank. If it is free, try again later.',
    },
    crashField: 'source_id',
    fields: [
      { ...contact, required: true },
      { ...inbox, required: true },
      {
        key: 'source_id',
        label: 'Source ID',
        helpText:
          "What the inbox knows the contact by. Left blank, it is the contact's email or phone number in inboxes for these, and a new one elsewhere.",
      },
      {
        key: 'hmac_verified',
        label: 'Identity Verified',
        type: 'boolean',
        helpText:
          'Whether the contact counts as verified: in an API inbox it then sees all its conversations.',
      },
    ],
    id: 'contact',
    sample: { id: '1', ...reached },
    more,
  },
  {
    key: 'find_contact_inbox',
    numbers: [37],
    kind: 'search',
    noun: 'Inbox',
    label: 'Find Inboxes of Contact',
    description: 'Finds the inboxes through which a contact can be written to.',
    path: '/contacts/{contact}/contactable_inboxes',
    has: ['source_id', 'inbox'],
    fields: [
      { ...contact, required: true },
      { ...inbox, name: 'inbox.id', to: 'match' },
    ],
    answer: ['payload'],
    records: withInboxId,
    sample: { id: '2', ...reached },
    more,
  },
];

function inboxesOf(found: unknown): unknown[] {
  const rows = isRecord(found) ? found['contact_inboxes'] : undefined;
  return Array.isArray(rows) ? rows : [];
}

/** Rows have no id of their own: they are given out under their inbox's. */
function withInboxId(rows: unknown): unknown[] {
  return (Array.isArray(rows) ? rows.filter(isRecord) : []).map((row) => ({
    ...(isRecord(row['inbox']) && { id: row['inbox']['id'] }),
    ...row,
  }));
}
