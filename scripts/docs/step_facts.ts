/** What neither the definition of a hand-made step nor the platforms' offers say, for docs/actions.md. */
export interface StepFacts {
  /** `METHOD path` of each operation it runs; paths of Chatwoot begin below the account. */
  operations: string[];
  /** Which of Konverte Digital's 115 operations it covers. */
  numbers: number[];
  requests: string;
}

const POLL = '1 when nothing is new, else 1 a page';
const HOOK: StepFacts = {
  operations: ['POST /webhooks', 'DELETE /webhooks/{id}'],
  numbers: [],
  requests: '0 for an event, 1 to switch it on or off',
};

/** By the step's key. */
export const stepFacts: Record<string, StepFacts> = {
  new_contact: {
    operations: ['GET /contacts', 'HighLevel: POST /contacts/search', 'Vixiees: GET /contacts'],
    numbers: [18],
    requests: POLL,
  },
  updated_contact: {
    operations: ['HighLevel: POST /contacts/search', 'Vixiees: GET /contacts'],
    numbers: [],
    requests: POLL,
  },
  contact_tagged: {
    operations: ['HighLevel: POST /contacts/search'],
    numbers: [],
    requests: POLL,
  },
  new_conversation: {
    operations: ['GET /conversations', 'HighLevel: GET /conversations/search'],
    numbers: [85],
    requests: POLL,
  },
  new_message: {
    operations: ['HighLevel: GET /conversations/messages/export'],
    numbers: [],
    requests: POLL,
  },
  new_contact_instant: HOOK,
  updated_contact_instant: HOOK,
  new_conversation_instant: HOOK,
  updated_conversation_instant: HOOK,
  conversation_status_changed_instant: HOOK,
  new_message_instant: HOOK,
  find_contact: {
    operations: [
      'GET /contacts/{id}',
      'GET /contacts/search',
      'POST /contacts/filter',
      'HighLevel: GET /contacts/{id}, GET /contacts/search/duplicate, POST /contacts/search',
      'Vixiees: GET /contacts/{id}, GET /contacts',
    ],
    numbers: [20, 24],
    requests: '1; Vixiees by email or phone 1 for every 1000 contacts',
  },
  find_many_contacts: {
    operations: [
      'POST /contacts/filter',
      'HighLevel: POST /contacts/search, GET /contacts/search/duplicate',
      'Vixiees: GET /contacts',
    ],
    numbers: [],
    requests:
      'Chatwoot 1 for 15 values; HighLevel 1 for 50, +1 for each that it does not tell of; Vixiees 1 for every 1000 contacts',
  },
  find_conversation: {
    operations: [
      'GET /conversations/{id}',
      'GET /contacts/{id}/conversations',
      'POST /conversations/filter',
      'HighLevel: GET /conversations/{id}, GET /conversations/search',
    ],
    numbers: [23, 26, 87, 88],
    requests: '1',
  },
  find_message: {
    operations: ['GET /conversations/{id}/messages', 'HighLevel: the same'],
    numbers: [71],
    requests: '1 a page',
  },
  update_contact: {
    operations: [
      'PUT or PATCH /contacts/{id}',
      'HighLevel: PUT /contacts/{id}',
      'Vixiees: PUT /contacts/{id}',
    ],
    numbers: [21],
    requests:
      '1 by ID, 2 otherwise; more for labels, a picture and some fields, see requests.md; Chatwoot +1 every ten minutes for attributes without a field',
  },
  update_contacts: {
    operations: [
      'PUT or PATCH /contacts/{id}',
      'POST /contacts/filter',
      'HighLevel: PUT /contacts/{id}, POST /contacts/search',
      'Vixiees: PUT /contacts/{id}, GET /contacts',
    ],
    numbers: [],
    requests:
      'as Update Contact for each row, but for lookups: Chatwoot 1 for 15 rows, HighLevel 1 for 50, Vixiees 1 for every 1000 contacts',
  },
  create_contact: {
    operations: ['POST /contacts', 'HighLevel: POST /contacts/', 'Vixiees: POST /contacts'],
    numbers: [19],
    requests:
      '1; more for labels and a picture; Chatwoot +1 every ten minutes for attributes without a field',
  },
  delete_contact: {
    operations: ['DELETE /contacts/{id}', 'HighLevel: the same'],
    numbers: [22],
    requests: '1',
  },
  merge_contacts: {
    operations: ['POST /actions/contact_merge'],
    numbers: [],
    requests: '1',
  },
  add_contact_labels: {
    operations: [
      'GET /contacts/{id}/labels',
      'POST /contacts/{id}/labels',
      'HighLevel: POST /contacts/{id}/tags',
    ],
    numbers: [],
    requests: 'Chatwoot 2, HighLevel 1',
  },
  remove_contact_labels: {
    operations: [
      'GET /contacts/{id}/labels',
      'POST /contacts/{id}/labels',
      'HighLevel: DELETE /contacts/{id}/tags',
    ],
    numbers: [],
    requests: 'Chatwoot 2, HighLevel 1',
  },
  add_contact_note: {
    operations: ['POST /contacts/{id}/notes', 'HighLevel: the same'],
    numbers: [],
    requests: '1',
  },
  update_conversation: {
    operations: [
      'GET /conversations/{id}',
      'POST /conversations/{id}/toggle_status',
      'PATCH /conversations/{id}',
      'POST /conversations/{id}/assignments',
      'POST /conversations/{id}/labels',
      'POST /conversations/{id}/custom_attributes',
      'HighLevel: PUT /conversations/{id}',
    ],
    numbers: [27, 89, 90, 91],
    requests:
      'Chatwoot 1 to read, 1 for each kind of change (priority alone: 1 in all), see requests.md, +1 every ten minutes for attributes without a field; HighLevel 1',
  },
  create_conversation: {
    operations: [
      'GET /contacts/{id}',
      'POST /conversations',
      'HighLevel: POST /conversations/, POST /conversations/messages',
    ],
    numbers: [86],
    requests:
      'Chatwoot 1, +1 in API and website inboxes without a Source ID, +1 each for labels and priority, +1 every ten minutes for attributes without a field; HighLevel 1, +1 for a message',
  },
  send_message: {
    operations: ['POST /conversations/{id}/messages', 'HighLevel: POST /conversations/messages'],
    numbers: [72],
    requests: '1',
  },
  create_inbox_contact: {
    operations: ['POST /public/api/v1/inboxes/{inbox}/contacts'],
    numbers: [49],
    requests: '1, +1 every ten minutes for attributes without a field',
  },
  update_inbox_contact: {
    operations: [
      'PATCH /public/api/v1/inboxes/{inbox}/contacts/{contact}',
      'POST /contacts/filter',
      'PUT or PATCH /contacts/{id}',
      'POST /contacts/{id}/destroy_custom_attributes',
    ],
    numbers: [51],
    requests:
      '1, +1 with an email or phone, +1 for an avatar or an external ID that is not stored yet, +1 to take attributes off by null, +1 every ten minutes for attributes without a field',
  },
};
