import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const portal = 'acme-help';
const changes = {
  name: 'Envios',
  slug: 'envios',
  locale: 'pt_BR',
  description: 'Prazos',
  icon: '📦',
  position: 20,
};
const related = { parent_category: '1', associated_category: '1' };
const gives = {
  ...changes,
  parent_category: expect.objectContaining({ id: '1' }),
  root_category: expect.objectContaining({ id: '1' }),
};

export const categories: OperationInputs = {
  find_category: {
    minimal: { portal },
    full: { portal, name: 'bill', locale: 'en', category: '1' },
    unknown: { portal, category: '99' },
    gives: { id: '1', name: 'Billing', slug: 'billing', locale: 'en' },
  },
  create_category: {
    minimal: { portal, name: 'Shipping', slug: 'shipping' },
    full: { portal, ...changes, ...related },
    unknown: { portal: 'nope', name: 'Shipping', slug: 'shipping' },
    gives,
  },
  update_category: {
    minimal: { portal, category: '1', name: 'Invoices' },
    full: { portal, category: '1', ...changes, ...related },
    unknown: { portal, category: '99', name: 'Invoices' },
    gives: { id: '1', ...changes },
  },
  delete_category: {
    minimal: { portal, category: '1' },
    full: { portal, category: '1' },
    unknown: { portal, category: '99' },
    gives: { id: '1', deleted: true },
    leaves: (store) => expect(store.categories).toEqual([]),
  },
};
