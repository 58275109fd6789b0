import type { Recipe } from './recipe.js';

export const vipConversation = {
  key: 'vip_conversation',
  about:
    'A tag in the CRM opens a conversation in the chat, for the sales team, with a first message.',
  event: 'contact_tagged',
  zap: {
    name: 'A contact tagged VIP opens a conversation for the right team',
    trigger: {
      kind: 'triggers',
      key: 'contact_tagged',
      connection: 'sandbox_highlevel',
      input: { tag: 'vip' },
    },
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
        },
      },
      {
        kind: 'creates',
        key: 'create_conversation',
        connection: 'sandbox_99digital',
        input: {
          contact: '{{2__id}}',
          inbox: '2',
          team: '1',
          priority: 'high',
          message: 'Hello {{1__first_name}}, how can we help you?',
        },
      },
    ],
  },
  result: { priority: 'high', is_new: true },
} satisfies Recipe;
