import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const inBrazil = [{ attribute_key: 'country_code', filter_operator: 'equal_to', values: ['BR'] }];

export const contacts: OperationInputs = {
  find_contacts: {
    minimal: {},
    full: { labels: ['churned', 'vip'], sort: '-name' },
    gives: { id: '1', name: 'Jane Doe', created_at: expect.stringMatching(/^2026-01-05T/) },
  },
  find_contacts_by_text: {
    minimal: { text: 'jane' },
    full: { text: 'JANE DOE', sort: '-name' },
    unknown: { text: 'nobody of that name' },
    gives: { id: '1', name: 'Jane Doe', created_at: expect.stringMatching(/^2026-01-05T/) },
  },
  find_contacts_by_filter: {
    minimal: { filter: JSON.stringify(inBrazil) },
    full: { filter: inBrazil, sort: 'name' },
    gives: { id: '1', name: 'Jane Doe', custom_attributes: expect.objectContaining({ seats: 25 }) },
  },
  create_contact_inbox: {
    minimal: { contact: '3', inbox: '2' },
    full: { contact: '3', inbox: '2', source_id: 'app-3003', hmac_verified: 'yes' },
    unknown: { contact: '99', inbox: '2' },
    gives: { id: '3', source_id: 'app-3003', inbox: { id: '2', name: 'Acme App' } },
    leaves: ({ contactInboxes }) =>
      expect(contactInboxes.at(-1)).toMatchObject({ contact_id: 3, hmac_verified: true }),
  },
  find_contact_inbox: {
    minimal: { contact: '1' },
    full: { contact: '1', inbox: '5' },
    unknown: { contact: '99' },
    gives: { id: '5', source_id: '5511987654321', inbox: { id: '5', name: 'Acme WhatsApp' } },
  },
};
