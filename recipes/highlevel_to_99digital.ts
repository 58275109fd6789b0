import type { Recipe } from './recipe.js';

export const highlevelTo99digital = {
  key: 'highlevel_to_99digital',
  about:
    'Somebody new in the CRM is known in the chat as well: found by e-mail, updated, or created where there is nobody.',
  event: 'contact_arrives',
  zap: {
    name: 'A new HighLevel contact updates the same person on 99digital',
    trigger: { kind: 'triggers', key: 'new_contact', connection: 'sandbox_highlevel', input: {} },
    steps: [
      {
        kind: 'creates',
        key: 'update_contact',
        connection: 'sandbox_99digital',
        input: {
          find_by: 'email',
          contact: '{{1__email}}',
          if_missing: 'create',
          name: '{{1__name}}',
          phone: '{{1__phone}}',
        },
      },
    ],
  },
  result: { outcome: 'created' },
} satisfies Recipe;
