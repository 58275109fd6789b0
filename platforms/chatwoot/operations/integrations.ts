import { isRecord } from '../../../http/body.js';
import type { ChatwootEntry, ChatwootField } from './entry.js';
import { inbox, STAYS_READABLE } from './fields/shared.js';

const integration = {
  key: 'integration',
  label: 'Integration',
  dynamic: 'list_integrations',
} as const satisfies ChatwootField;

const hook = {
  key: 'hook',
  label: 'Integration Hook',
  required: true,
  dynamic: 'list_integration_hooks',
  helpText: 'Find Integration gives the hooks of each integration.',
} as const satisfies ChatwootField;

const status = {
  key: 'status',
  label: 'Status',
  choices: { enabled: 'Enabled', disabled: 'Disabled' },
} as const satisfies ChatwootField;

const settings = {
  key: 'settings',
  label: 'Settings',
  type: 'json',
  helpText: `What this integration asks for, as JSON. Dialogflow, for example: \`{"project_id": "acme-greeter", "credentials": {…}}\`. Find Integration gives the names under Settings Form Schema. ${STAYS_READABLE}`,
} as const satisfies ChatwootField;

const told = {
  sample: {
    id: '1',
    app_id: 'dialogflow',
    account_id: '1',
    hook_type: 'inbox',
    status: true,
  },
  more: {
    inbox__id: 'string',
    inbox__name: 'string',
    settings: 'dict',
    reference_id: 'string',
  },
} as const satisfies Partial<ChatwootEntry>;

/** Integrations and their hooks, which are the integrations switched on (#102–#105). */
export const integrations: ChatwootEntry[] = [
  {
    key: 'find_integration',
    numbers: [102],
    kind: 'search',
    noun: 'Integration',
    label: 'Find Integration',
    description: 'Finds an integration with its hooks by its name, or lists all integrations.',
    path: '/integrations/apps',
    answer: ['payload'],
    fields: [
      { key: 'name', label: 'Name', helpText: 'Part of the name.', to: 'match' },
      // The server's route for one of them answers an unknown one with status 500.
      {
        key: 'integration',
        label: 'Integration',
        dynamic: 'list_integrations',
        search: false,
        name: 'id',
        to: 'match',
      },
    ],
    sample: {
      id: 'dialogflow',
      name: 'Dialogflow',
      description: 'Build chatbots with Dialogflow and connect them to your inbox.',
      short_description: 'Build chatbots for initial queries.',
      enabled: true,
      logo: 'dialogflow.png',
      hook_type: 'inbox',
      allow_multiple_hooks: true,
    },
    more: {
      i18n_key: 'string',
      action: 'string',
      button: 'string',
      'hooks[]id': 'string',
      'hooks[]app_id': 'string',
      'hooks[]account_id': 'string',
      'hooks[]hook_type': 'string',
      'hooks[]status': 'boolean',
      'hooks[]inbox__id': 'string',
      'hooks[]inbox__name': 'string',
      'hooks[]settings': 'dict',
      'hooks[]reference_id': 'string',
      settings_form_schema: 'list',
      settings_json_schema: 'dict',
      visible_properties: 'list',
    },
  },
  {
    key: 'create_integration_hook',
    numbers: [103],
    kind: 'create',
    noun: 'Hook',
    label: 'Create Integration Hook',
    description:
      'Creates a hook, which switches an integration on, for the account or for one inbox.',
    method: 'POST',
    path: '/integrations/hooks',
    lookup: {
      search: 'find_integration',
      by: { integration: 'app_id', inbox: 'inbox.id' },
      records: (found) => found.flatMap(({ hooks }) => [hooks].flat().filter(isRecord)),
    },
    fields: [
      { ...integration, name: 'app_id', required: true },
      settings,
      {
        ...inbox,
        helpText: 'For integrations that work in one inbox, such as Dialogflow.',
      },
      status,
    ],
    ...told,
  },
  {
    key: 'update_integration_hook',
    numbers: [105],
    kind: 'create',
    noun: 'Hook',
    label: 'Update Integration Hook',
    description: 'Changes the settings of an integration, or switches it on and off.',
    method: 'PATCH',
    path: '/integrations/hooks/{hook}',
    fields: [
      hook,
      {
        ...settings,
        helpText: `All of its settings as JSON: what is left out is gone. Dialogflow, for example: \`{"project_id": "acme-greeter", "credentials": {…}}\`. ${STAYS_READABLE}`,
      },
      status,
    ],
    id: 'hook',
    ...told,
  },
  {
    key: 'delete_integration_hook',
    numbers: [104],
    kind: 'create',
    noun: 'Hook',
    label: 'Delete Integration Hook',
    description: 'Switches an integration off for good.',
    method: 'DELETE',
    path: '/integrations/hooks/{hook}',
    warning: 'The integration stops working, and its settings are deleted for good.',
    fields: [hook],
    id: 'hook',
    sample: { id: '1', deleted: true },
  },
];
