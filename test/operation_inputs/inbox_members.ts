import type { OperationInputs } from '../helpers/running/operation_inputs.js';

export const inboxMembers: OperationInputs = {
  find_inbox_member: {
    minimal: { inbox: '1' },
    full: { inbox: '1', name: 'omar', email: 'omar.haddad@' },
    unknown: { inbox: '99' },
    gives: { id: '2', name: 'Omar Haddad', role: 'agent' },
  },
  add_inbox_members: {
    minimal: { inbox: '1', agents: ['1'] },
    full: { inbox: '1', agents: ['1', '2', '3'] },
    unknown: { inbox: '99', agents: ['1'] },
    gives: {
      id: '1',
      agents: [{ id: '1' }, { id: '2' }, { id: '3' }],
    },
  },
  update_inbox_members: {
    minimal: { inbox: '1', agents: ['1'] },
    full: { inbox: '1', agents: ['1', '3'] },
    unknown: { inbox: '99', agents: ['1'] },
    gives: { id: '1', agents: [{ id: '1' }, { id: '3' }] },
  },
  remove_inbox_members: {
    minimal: { inbox: '1', agents: ['2'] },
    full: { inbox: '1', agents: ['2'] },
    unknown: { inbox: '99', agents: ['1'] },
    gives: { id: '1' },
    leaves: ({ inboxes }) => expect(inboxes.find(({ id }) => id === 1)?.member_ids).toEqual([]),
  },
};
