import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const details = {
  page_title: 'Shop Help Center',
  header_text: 'Ask us',
  homepage_link: 'https://shop.example.com',
  custom_domain: 'help.example.com',
  color: '#ff8800',
};

const config = {
  allowed_locales: ['fr', 'de'],
  default_locale: 'fr',
  config: '{"layout":"documentation","social_profiles":{"github":"acme"}}',
};

const gives = {
  ...details,
  name: 'Shop Help',
  slug: 'shop-help',
  archived: true,
  config: {
    allowed_locales: [{ code: 'fr' }, { code: 'de' }],
    default_locale: 'fr',
    layout: 'documentation',
    social_profiles: { github: 'acme' },
  },
};

export const portals: OperationInputs = {
  find_portal: {
    minimal: {},
    full: { portal: 'acme-help', name: 'acme' },
    unknown: { portal: 'acme' },
    gives: { id: '1', name: 'Acme Help', slug: 'acme-help', archived: false },
  },
  create_portal: {
    since: { full: '4.14.1' },
    minimal: { name: 'Shop Help', slug: 'shop-help' },
    full: { name: 'Shop Help', slug: 'shop-help', ...details, ...config, archived: 'yes' },
    gives,
  },
  update_portal: {
    since: { full: '4.14.1' },
    minimal: { portal: 'acme-help', name: 'Help' },
    full: {
      portal: 'acme-help',
      name: 'Shop Help',
      slug: 'shop-help',
      ...details,
      ...config,
      archived: 'yes',
    },
    unknown: { portal: 'nope', name: 'Help' },
    gives: { ...gives, id: '1' },
  },
  delete_portal: {
    minimal: { portal: 'acme-help' },
    full: { portal: 'acme-help' },
    unknown: { portal: 'nope' },
    gives: { id: 'acme-help', deleted: true },
    leaves: (store) => expect(store.portals).toEqual([]),
  },
};
