import { seeded } from '../../sandbox/chatwoot/index.js';
import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const key = 'none';
const contact = {
  inbox: seeded.apiInbox.inbox_identifier,
  contact_identifier: seeded.apiInbox.source_id,
};
const one = { ...contact, conversation: '1' };
/** A conversation of another contact. */
const unknown = { ...contact, conversation: '2' };

export const clientConversations: OperationInputs = {
  find_inbox_conversation: {
    key,
    minimal: contact,
    full: { ...one, status: 'open' },
    unknown,
    gives: {
      id: '1',
      status: 'open',
      inbox_id: '2',
      contact: expect.objectContaining({ id: '1' }),
    },
  },
  create_inbox_conversation: {
    key,
    minimal: contact,
    full: { ...contact, custom_attributes: '{"order_number": "5005"}' },
    unknown: { ...contact, contact_identifier: 'nope' },
    gives: { id: '7', status: 'open', inbox_id: '2' },
    leaves: ({ conversations }) =>
      expect(conversations.at(-1)?.custom_attributes).toEqual({ order_number: '5005' }),
  },
  resolve_inbox_conversation: {
    key,
    minimal: one,
    full: one,
    unknown,
    gives: { id: '1', status: 'resolved' },
  },
  set_inbox_typing_status: {
    key,
    minimal: { ...one, typing_status: 'on' },
    full: { ...one, typing_status: 'off' },
    unknown: { ...unknown, typing_status: 'on' },
    gives: { id: '1' },
  },
  update_inbox_last_seen: {
    key,
    minimal: one,
    full: one,
    unknown,
    gives: { id: '1' },
    leaves: ({ conversations }) =>
      expect(conversations[0]?.contact_last_seen_at).toBeInstanceOf(Date),
  },
};
