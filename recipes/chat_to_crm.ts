import type { Recipe } from './recipe.js';

export const chatToCrm = {
  key: 'chat_to_crm',
  about:
    'At the moment somebody new writes in the chat, the CRM knows them, tagged with where they came from.',
  event: 'contact_arrives',
  zap: {
    name: 'A new chat contact becomes a tagged HighLevel contact',
    trigger: {
      kind: 'triggers',
      key: 'new_contact_instant',
      connection: 'sandbox_chatwoot',
      input: {},
    },
    steps: [
      {
        kind: 'creates',
        key: 'update_contact',
        connection: 'sandbox_highlevel',
        input: {
          find_by: 'email',
          contact: '{{1__email}}',
          if_missing: 'create',
          name: '{{1__name}}',
          phone: '{{1__phone}}',
        },
      },
      {
        kind: 'creates',
        key: 'add_contact_labels',
        connection: 'sandbox_highlevel',
        input: { contact: '{{2__id}}', add_labels: ['chat'] },
      },
    ],
  },
  result: { labels: ['chat'] },
} satisfies Recipe;
