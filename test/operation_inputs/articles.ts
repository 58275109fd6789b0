import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const portal = 'acme-help';
const changes = {
  title: 'How long does shipping take?',
  content: 'Three days.',
  status: 'published',
  description: 'Shipping times',
  slug: 'shipping-times',
  position: 30,
};
const others = {
  author: '3',
  category: '1',
  locale: 'en',
  meta_title: 'Shipping',
  meta_description: 'Times',
  meta_tags: ['shipping', 'time'],
};
const gives = {
  ...changes,
  author: expect.objectContaining({ id: '3' }),
  category: expect.objectContaining({ id: '1' }),
  meta: { title: 'Shipping', description: 'Times', tags: ['shipping', 'time'] },
};

export const articles: OperationInputs = {
  find_article: {
    minimal: { portal },
    full: {
      portal,
      query: 'invoice',
      status: 'published',
      locale: 'en',
      category_slug: 'billing',
      author: '1',
    },
    unknown: { portal, article: '99' },
    single: { portal, article: '1' },
    gives: { id: '1', title: 'Where are my invoices?', status: 'published' },
  },
  create_article: {
    since: { minimal: '4.13', full: '4.8' },
    minimal: { portal, title: 'Shipping', author: '1' },
    full: { portal, ...changes, ...others, associated_article: '1' },
    unknown: { portal: 'nope', title: 'Shipping', author: '1' },
    gives,
  },
  update_article: {
    minimal: { portal, article: '1', title: 'Invoices' },
    full: { portal, article: '1', ...changes, ...others },
    unknown: { portal, article: '99', title: 'Invoices' },
    gives: { id: '1', ...gives },
  },
  delete_article: {
    minimal: { portal, article: '1' },
    full: { portal, article: '1' },
    unknown: { portal, article: '99' },
    gives: { id: '1', deleted: true },
    leaves: (store) => expect(store.articles).toEqual([]),
  },
};
