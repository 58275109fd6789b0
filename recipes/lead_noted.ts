import type { Recipe } from './recipe.js';

export const leadNoted = {
  key: 'lead_noted',
  about:
    'A new lead is looked up in the CRM; who is there already gets a note, the run stops for everybody else.',
  zap: {
    name: 'A lead that is known already gets a note',
    trigger: {
      app: 'Facebook Lead Ads',
      label: 'New Lead',
      records: [{ id: 'lead-1', email: 'jane.doe@example.com', campaign: 'Spring Check-up' }],
    },
    steps: [
      {
        kind: 'searches',
        key: 'find_contact',
        connection: 'sandbox_highlevel',
        input: { email: '{{1__email}}' },
      },
      {
        kind: 'creates',
        key: 'add_contact_note',
        connection: 'sandbox_highlevel',
        input: { contact: '{{2__id}}', note: 'Answered the ad “{{1__campaign}}”.' },
      },
    ],
  },
  result: { content: 'Answered the ad “Spring Check-up”.' },
} satisfies Recipe;
