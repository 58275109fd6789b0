import type { Recipe } from './recipe.js';

export const spreadsheetRows = {
  key: 'spreadsheet_rows',
  about:
    'One run updates a contact for each row. Blank cells change nothing; an e-mail nobody has makes a new contact.',
  zap: {
    name: 'Spreadsheet rows update many contacts',
    trigger: {
      app: 'Google Sheets',
      label: 'Get Many Spreadsheet Rows',
      records: [
        {
          rows: [
            { row: 2, email: 'jane.doe@example.com', company: 'Doe & Daughters', priority: '5' },
            { row: 3, email: 'marc.soler@example.com', company: 'Soler SL', priority: '' },
            { row: 4, email: 'new.person@example.com', company: 'New Ltd', priority: '1' },
          ],
        },
      ],
    },
    steps: [
      {
        kind: 'creates',
        key: 'update_contacts',
        connection: 'sandbox_vixiees',
        input: {
          if_missing: 'create',
          rows: [
            {
              contact: '{{1__rows__email}}',
              company_name: '{{1__rows__company}}',
              priority: '{{1__rows__priority}}',
            },
          ],
        },
      },
    ],
  },
  result: { total: 3, failed: 0, not_done: 0, finished: true },
} satisfies Recipe;
