import type { OperationInputs } from '../helpers/running/operation_inputs.js';

export const profile: OperationInputs = {
  find_profile: {
    minimal: {},
    full: { email: 'jane.cooper@' },
    unknown: { email: 'omar.haddad@' },
    gives: {
      id: '1',
      name: 'Jane Cooper',
      accounts: [expect.objectContaining({ id: '1', role: 'administrator' })],
    },
  },
  update_profile: {
    since: { full: '3.6' },
    minimal: { name: 'Jane' },
    full: {
      name: 'Jane C.',
      display_name: 'Jane at Acme',
      email: 'jane@example.com',
      phone: '+12025550123',
      message_signature: '*Jane*',
    },
    gives: {
      id: '1',
      name: 'Jane C.',
      display_name: 'Jane at Acme',
      custom_attributes: { phone_number: '+12025550123' },
      message_signature: '*Jane*',
    },
  },
};
