import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const settings =
  '{"project_id":"acme-sales","credentials":{"private_key_id":"Zt4u"},"region":"eu"}';
const gives = { app_id: 'dialogflow', settings: { project_id: 'acme-sales', region: 'eu' } };

export const integrations: OperationInputs = {
  find_integration: {
    minimal: {},
    full: { integration: 'dialogflow', name: 'flow' },
    unknown: { integration: 'nope' },
    gives: {
      id: 'dialogflow',
      name: 'Dialogflow',
      enabled: true,
      hooks: [expect.objectContaining({ id: '1', app_id: 'dialogflow', status: true })],
    },
  },
  create_integration_hook: {
    minimal: {
      integration: 'google_translate',
      settings: '{"project_id":"acme","credentials":{}}',
    },
    full: { integration: 'dialogflow', settings, inbox: '2', status: 'disabled' },
    gives: { ...gives, status: false, inbox: { id: '2', name: 'Acme App' } },
  },
  update_integration_hook: {
    minimal: { hook: '1', status: 'disabled' },
    full: { hook: '1', settings, status: 'disabled' },
    unknown: { hook: '99', status: 'disabled' },
    gives: { ...gives, id: '1', status: false },
  },
  delete_integration_hook: {
    minimal: { hook: '1' },
    full: { hook: '1' },
    unknown: { hook: '99' },
    gives: { id: '1', deleted: true },
    leaves: (store) => expect(store.integrationHooks).toEqual([]),
  },
};
