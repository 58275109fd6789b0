import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const key = 'platformApp';
const values = {
  locale: 'pt_BR',
  domain: 'globex.example.com',
  support_email: 'help@globex.example.com',
  status: 'Suspended',
  limits: '{"agents": 3}',
  features: '{"help_center": false}',
  custom_attributes: { plan: 'pro' },
};
const result = {
  locale: 'pt_BR',
  domain: 'globex.example.com',
  support_email: 'help@globex.example.com',
  status: 'suspended',
  limits: { agents: 3 },
  custom_attributes: { plan: 'pro' },
  features: expect.not.objectContaining({ help_center: true }),
};

/** The seed's platform app was given account 2, in which user 3 is an administrator. */
export const platformAccounts: OperationInputs = {
  find_platform_account: {
    key,
    minimal: {},
    full: { account: '2', name: 'globex' },
    unknown: { account: '99' },
    gives: { id: '2', name: 'Globex Care', status: 'active' },
  },
  create_platform_account: {
    key,
    minimal: { name: 'Initrode' },
    full: { name: 'Initrode', ...values },
    gives: { id: '4', name: 'Initrode', ...result },
  },
  update_platform_account: {
    key,
    minimal: { account: '2', name: 'Globex' },
    full: { account: '2', name: 'Globex', ...values },
    unknown: { account: '99', name: 'X' },
    gives: { id: '2', name: 'Globex', ...result },
  },
  delete_platform_account: {
    key,
    minimal: { account: '2' },
    full: { account: '2' },
    unknown: { account: '1' },
    gives: { id: '2', deleted: true },
  },
  find_account_user: {
    key,
    minimal: { account: '2' },
    full: { account: '2', role: 'administrator' },
    unknown: { account: '99' },
    gives: { account_id: '2', user_id: '3', role: 'administrator' },
  },
  create_account_user: {
    key,
    minimal: { account: '2', user: '1' },
    full: { account: '2', user: '1', role: 'administrator' },
    unknown: { account: '99', user: '1' },
    gives: { account_id: '2', user_id: '1', role: 'administrator' },
  },
  delete_account_user: {
    key,
    minimal: { account: '2', user: '3' },
    full: { account: '2', user: '3' },
    unknown: { account: '99', user: '3' },
    gives: { id: '3', deleted: true },
    leaves: ({ accountUsers }) => {
      const left = accountUsers.filter((row) => row.user_id === 3).map((row) => row.account_id);
      expect(left).toEqual([1]);
    },
  },
};
