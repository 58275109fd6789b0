import { isBlank, type Json, type JsonObject } from '../rails/params.js';

interface Field {
  name: string;
  type: 'string' | 'boolean' | 'object';
  label: string;
  required?: boolean;
  /** Whether answers show what a hook holds here; the rest is secret. */
  visible?: boolean;
}

/** One integration the server offers. */
export interface IntegrationApp {
  id: string;
  key: string;
  name: string;
  description: string;
  short_description: string;
  action: string | null;
  hook_type: 'account' | 'inbox';
  allow_multiple_hooks: boolean;
  fields: Field[];
}

const project: Field = {
  name: 'project_id',
  type: 'string',
  label: 'Project id',
  required: true,
  visible: true,
};
const credentials: Field = {
  name: 'credentials',
  type: 'object',
  label: 'Project key file',
  required: true,
};

const offered: (Pick<IntegrationApp, 'id' | 'name' | 'description'> & Partial<IntegrationApp>)[] = [
  {
    id: 'webhook',
    key: 'webhooks',
    name: 'Webhooks',
    description: 'Tells your own server what happens in the account.',
    short_description: missing('webhooks'),
    allow_multiple_hooks: true,
  },
  {
    id: 'dashboard_apps',
    name: 'Dashboard Apps',
    description: 'Shows your own pages next to a conversation.',
    short_description: missing('dashboard_apps'),
    action: null,
    allow_multiple_hooks: true,
  },
  {
    id: 'openai',
    name: 'OpenAI',
    description: 'Drafts replies and suggests labels.',
    short_description: 'Drafted replies and label suggestions.',
    fields: [
      { name: 'api_key', type: 'string', label: 'API Key', required: true },
      { name: 'label_suggestion', type: 'boolean', label: 'Suggest labels', visible: true },
    ],
  },
  {
    id: 'dialogflow',
    name: 'Dialogflow',
    description: 'Lets a Dialogflow agent answer in an inbox first.',
    short_description: 'A bot that answers first.',
    hook_type: 'inbox',
    allow_multiple_hooks: true,
    fields: [
      project,
      credentials,
      { name: 'region', type: 'string', label: 'Region', visible: true },
      { name: 'language_code', type: 'string', label: 'Language code', visible: true },
    ],
  },
  {
    id: 'google_translate',
    name: 'Google Translate',
    description: 'Translates messages for agents.',
    short_description: 'Translated messages.',
    fields: [project, credentials],
  },
  {
    id: 'dyte',
    name: 'Cloudflare RealtimeKit',
    description: 'Video and voice calls from a conversation.',
    short_description: 'Video and voice calls.',
    fields: [
      { name: 'account_id', type: 'string', label: 'Account id', required: true, visible: true },
      { name: 'app_id', type: 'string', label: 'App id', required: true, visible: true },
      { name: 'api_token', type: 'string', label: 'API token', required: true },
    ],
  },
];

/** The integrations a server offers that has no OAuth client of Slack, Linear, Shopify or Notion. */
export const integrationApps: IntegrationApp[] = offered.map((app) => ({
  key: app.id,
  short_description: '',
  action: `/${app.id}`,
  hook_type: 'account',
  allow_multiple_hooks: false,
  fields: [],
  ...app,
}));

/** These two apps have no short text, and the server's translation says so in its place. */
function missing(key: string): string {
  return `Translation missing: en.integration_apps.${key}.short_description`;
}

/** An app's settings as a JSON schema and as a form, in the shapes administrators see. */
export function settingsSchemas({ fields }: IntegrationApp): JsonObject {
  if (fields.length === 0) return {};
  return {
    settings_json_schema: {
      type: 'object',
      properties: Object.fromEntries(fields.map(({ name, type }) => [name, { type }])),
      required: fields.filter((field) => field.required).map((field) => field.name),
      additionalProperties: false,
    },
    settings_form_schema: fields.map(({ name, label, type, required }) => ({
      label,
      type: type === 'boolean' ? 'checkbox' : type === 'object' ? 'textarea' : 'text',
      name,
      validation: required ? 'required' : '',
    })),
    visible_properties: fields.filter((field) => field.visible).map((field) => field.name),
  };
}

/** Whether a hook's settings are what the app's JSON schema asks for. */
export function acceptsSettings({ fields }: IntegrationApp, settings: JsonObject): boolean {
  if (fields.length === 0) return true;
  const known = Object.entries(settings).every(([name, value]) => {
    const field = fields.find((candidate) => candidate.name === name);
    return field?.type === jsonType(value);
  });
  return known && fields.every((field) => !field.required || field.name in settings);
}

function jsonType(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** The part of a hook's settings that answers show. */
export function visibleSettings(app: IntegrationApp | undefined, settings: JsonObject): JsonObject {
  const names = app?.fields.filter((field) => field.visible).map((field) => field.name) ?? [];
  return Object.fromEntries(Object.entries(settings).filter(([name]) => names.includes(name)));
}

/** Whether an app takes these credentials: without a provider in reach, none are good. */
export function credentialProblem(app: IntegrationApp, settings: JsonObject): string | undefined {
  if (app.id === 'openai') {
    return 'OpenAI API key is invalid or revoked. Please check your key in your OpenAI dashboard.';
  }
  if (app.id !== 'dyte') return undefined;
  const isFilled = ['account_id', 'app_id', 'api_token'].every((name) => !isBlank(settings[name]));
  return isFilled
    ? 'Could not verify Cloudflare RealtimeKit credentials right now. Please try again.'
    : 'Cloudflare Account ID, RealtimeKit App ID, and API token are required.';
}
