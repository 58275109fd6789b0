import type { OperationInputs } from '../helpers/running/operation_inputs.js';

export const agents: OperationInputs = {
  find_agent: {
    minimal: {},
    full: { name: 'nai', email: 'priya', role: 'administrator' },
    unknown: { agent: '99' },
    single: { agent: '3' },
    gives: { id: '3', name: 'Priya Nair', role: 'administrator', account_id: '1' },
  },
  create_agent: {
    minimal: { email: 'kim@example.com' },
    full: {
      email: 'kim.lee@example.com',
      name: 'Kim Lee',
      role: 'Administrator',
      availability: 'busy',
      auto_offline: 'no',
    },
    gives: {
      id: '5',
      name: 'Kim Lee',
      email: 'kim.lee@example.com',
      role: 'administrator',
      availability_status: 'busy',
      auto_offline: false,
      confirmed: false,
    },
  },
  update_agent: {
    minimal: { agent: '2', role: 'administrator' },
    full: {
      agent: '2',
      role: 'administrator',
      availability: 'busy',
      auto_offline: false,
      name: 'Omar H. Haddad',
    },
    unknown: { agent: '4', role: 'agent' },
    gives: {
      id: '2',
      name: 'Omar H. Haddad',
      role: 'administrator',
      availability_status: 'busy',
      auto_offline: false,
    },
  },
  delete_agent: {
    minimal: { agent: '3' },
    full: { agent: '2' },
    unknown: { agent: '4' },
    gives: { id: '2', deleted: true },
  },
};
