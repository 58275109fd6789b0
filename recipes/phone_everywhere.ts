import type { Recipe } from './recipe.js';

export const phoneEverywhere = {
  key: 'phone_everywhere',
  about: 'A number that is corrected in one place is right in all of them, found by the e-mail.',
  event: 'phone_changes',
  zap: {
    name: 'A changed phone number goes to every platform',
    trigger: {
      kind: 'triggers',
      key: 'updated_contact',
      connection: 'sandbox_highlevel',
      input: {},
    },
    steps: ['sandbox_99digital', 'sandbox_vixiees', 'sandbox_chatwoot'].map((connection) => ({
      kind: 'creates' as const,
      key: 'update_contact',
      connection,
      input: { find_by: 'email', contact: '{{1__email}}', phone: '{{1__phone}}' },
    })),
  },
  result: { email: 'jane.doe@example.com', outcome: 'updated' },
} satisfies Recipe;
