import type { Recipe } from './recipe.js';

export const spreadsheetRows = {
  key: 'spreadsheet_rows',
  about:
    'Each row updates one contact. Blank cells change nothing; an e-mail nobody has makes a new contact.',
  zap: {
    name: 'Spreadsheet rows update many contacts',
    trigger: {
      app: 'Google Sheets',
      label: 'New or Updated Spreadsheet Row',
      records: [
        { row: 2, email: 'jane.doe@example.com', company: 'Doe & Daughters', priority: '5' },
        { row: 3, email: 'marc.soler@example.com', company: 'Soler SL', priority: '' },
        { row: 4, email: 'new.person@example.com', company: 'New Ltd', priority: '1' },
      ],
    },
    steps: [
      {
        kind: 'creates',
        key: 'update_contact',
        connection: 'sandbox_vixiees',
        input: {
          find_by: 'email',
          contact: '{{1__email}}',
          if_missing: 'create',
          company_name: '{{1__company}}',
          priority: '{{1__priority}}',
        },
      },
    ],
  },
  result: { company_name: 'New Ltd', outcome: 'created' },
} satisfies Recipe;
