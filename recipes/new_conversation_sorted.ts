import type { Recipe } from './recipe.js';

export const newConversationSorted = {
  key: 'new_conversation_sorted',
  about: 'Each new conversation gets a team, a priority and a note for whoever takes it.',
  event: 'customer_writes',
  zap: {
    name: 'A new conversation is given to a team, with a note',
    trigger: {
      kind: 'triggers',
      key: 'new_conversation_instant',
      connection: 'sandbox_99digital',
      input: {},
    },
    steps: [
      {
        kind: 'creates',
        key: 'update_conversation',
        connection: 'sandbox_99digital',
        input: { conversation: '{{1__id}}', team: '2', priority: 'medium' },
      },
      {
        kind: 'creates',
        key: 'send_message',
        connection: 'sandbox_99digital',
        input: {
          conversation: '{{1__id}}',
          private: 'true',
          message: '{{1__contact__name}} wrote in. Please answer within the hour.',
        },
      },
    ],
  },
  result: { private: true },
} satisfies Recipe;
