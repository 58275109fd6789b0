import type { Recipe } from './recipe.js';

export const formAnswer = {
  key: 'form_answer',
  about:
    'Whoever answers the form is updated, or created when the e-mail is new, and gets a tag that a campaign can use.',
  zap: {
    name: 'A form answer updates or creates a contact and tags it',
    trigger: {
      app: 'Typeform',
      label: 'New Entry',
      records: [
        {
          id: 'entry-1',
          email: 'jane.doe@example.com',
          name: 'Jane Doe',
          city: 'Austin',
          interest: 'whitening',
        },
      ],
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
          city: '{{1__city}}',
        },
      },
      {
        kind: 'creates',
        key: 'add_contact_labels',
        connection: 'sandbox_highlevel',
        input: { contact: '{{2__id}}', add_labels: ['form', '{{1__interest}}'] },
      },
    ],
  },
  result: { labels: ['customer', 'newsletter', 'form', 'whitening'] },
} satisfies Recipe;
