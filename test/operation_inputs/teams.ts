import type { OperationInputs } from '../helpers/running/operation_inputs.js';

export const teams: OperationInputs = {
  find_team: {
    minimal: {},
    full: { team: '1', name: 'sal' },
    unknown: { team: '99' },
    gives: { id: '1', name: 'sales', allow_auto_assign: true },
  },
  create_team: {
    minimal: { name: 'Ops' },
    full: { name: 'Billing', description: 'Invoices', allow_auto_assign: 'yes' },
    gives: { name: 'billing', description: 'Invoices', allow_auto_assign: true },
  },
  update_team: {
    minimal: { team: '1', name: 'Sales EU' },
    full: { team: '1', name: 'Sales US', description: 'US', allow_auto_assign: false },
    unknown: { team: '99', name: 'X' },
    gives: { id: '1', name: 'sales us', description: 'US', allow_auto_assign: false },
  },
  delete_team: {
    minimal: { team: '2' },
    full: { team: '1' },
    unknown: { team: '99' },
    gives: { id: '1', deleted: true },
  },
  find_team_member: {
    minimal: { team: '1' },
    full: { team: '1', name: 'omar' },
    unknown: { team: '99' },
    gives: { id: '2', name: 'Omar Haddad', role: 'agent' },
  },
  add_team_members: {
    minimal: { team: '1', agents: ['1'] },
    full: { team: '1', agents: ['1', '3'] },
    unknown: { team: '99', agents: ['1'] },
    gives: { id: '1', agents: expect.arrayContaining([expect.objectContaining({ id: '1' })]) },
  },
  update_team_members: {
    minimal: { team: '1', agents: ['1'] },
    full: { team: '1', agents: ['1', '3'] },
    unknown: { team: '99', agents: ['1'] },
    gives: {
      id: '1',
      agents: [expect.objectContaining({ id: '1' }), expect.objectContaining({ id: '3' })],
    },
  },
  remove_team_members: {
    minimal: { team: '1', agents: ['2'] },
    full: { team: '1', agents: ['2'] },
    unknown: { team: '99', agents: ['1'] },
    gives: { id: '1' },
  },
};
