import type { OperationInputs } from '../helpers/running/operation_inputs.js';

export const labels: OperationInputs = {
  find_label: {
    minimal: {},
    full: { title: 'VI', label: '1' },
    unknown: { label: '99' },
    gives: { id: '1', title: 'vip', color: '#e4b51d', show_on_sidebar: true },
  },
  create_label: {
    minimal: { title: 'Refund' },
    full: {
      title: 'Refund-EU',
      description: 'Money back',
      color: '#ff0000',
      show_on_sidebar: 'no',
    },
    gives: {
      id: '5',
      title: 'refund-eu',
      description: 'Money back',
      color: '#ff0000',
      show_on_sidebar: false,
    },
  },
  update_label: {
    minimal: { label: '1', color: '#000000' },
    full: {
      label: '1',
      title: 'Gold',
      description: 'The best',
      color: '#ffd700',
      show_on_sidebar: false,
    },
    unknown: { label: '99', title: 'xy' },
    gives: {
      id: '1',
      title: 'gold',
      description: 'The best',
      color: '#ffd700',
      show_on_sidebar: false,
    },
  },
  delete_label: {
    minimal: { label: '1' },
    full: { label: '2' },
    unknown: { label: '99' },
    gives: { id: '2', deleted: true },
  },
};
