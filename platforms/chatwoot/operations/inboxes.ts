import type { ChatwootEntry, ChatwootField } from './entry.js';
import { inbox } from './fields/shared.js';
import { channelFields, channelTypes, settingFields, workingHoursTold } from './fields/inbox.js';
import { lookUp } from '../../toolkit/values/index.js';

const type = {
  key: 'type',
  name: 'channel.type',
  label: 'Channel',
  required: true,
  choices: {
    web_widget: 'Website',
    api: 'API',
    email: 'Email',
    whatsapp: 'WhatsApp',
    sms: 'SMS by Bandwidth',
    telegram: 'Telegram',
    line: 'LINE',
  },
} as const satisfies ChatwootField;

const name = { key: 'name', label: 'Name' } as const;

const agentBot = {
  key: 'agent_bot',
  label: 'Agent Bot',
  dynamic: 'list_agent_bots',
} as const satisfies ChatwootField;

/** What the server answers with status 500 when it isn't there. */
const neededBy: Record<string, string> = { website_url: 'web_widget', email: 'email' };

const createFields = channelFields.map((field: ChatwootField): ChatwootField => {
  const value = lookUp(neededBy, field.key);
  return value === undefined ? field : { ...field, neededFor: { field: type.key, value } };
});

const workingHours = {
  key: 'working_hours',
  label: 'Business Hours',
  group: 'Greeting and Business Hours',
  type: 'json',
  holds: 'list',
  helpText:
    'The days to change, 0 is Sunday: `[{"day_of_week": 1, "open_hour": 9, "open_minutes": 0, "close_hour": 17, "close_minutes": 30}, {"day_of_week": 0, "closed_all_day": true}]`. `open_all_day` is for round the clock.',
} as const satisfies ChatwootField;

const picture = { method: 'PATCH', path: '/inboxes/{id}' } as const;

const crash = {
  what: 'The server failed (status 500), as it does over a Help Center of another account, and over Business Hours or More Channel Settings that are not like in their examples.',
  todo: 'If they are right, try again later.',
};

const told = {
  sample: {
    id: '1',
    channel_id: '1',
    name: 'Acme Website',
    channel_type: 'Channel::WebWidget',
    timezone: 'UTC',
    greeting_enabled: false,
    working_hours_enabled: false,
    enable_email_collect: true,
    csat_survey_enabled: false,
    enable_auto_assignment: true,
    allow_messages_after_resolved: true,
    lock_to_single_conversation: false,
    sender_name_type: 'friendly',
  },
  more: {
    ...workingHoursTold,
    avatar_url: 'string',
    greeting_message: 'string',
    out_of_office_message: 'string',
    callback_webhook_url: 'string',
    inbox_identifier: 'string',
    webhook_url: 'string',
    email: 'string',
    imap_login: 'string',
    imap_address: 'string',
    smtp_login: 'string',
    smtp_address: 'string',
    smtp_domain: 'string',
    smtp_authentication: 'string',
    smtp_openssl_verify_mode: 'string',
    forward_to_email: 'string',
    widget_color: 'string',
    website_url: 'string',
    website_token: 'string',
    welcome_title: 'string',
    welcome_tagline: 'string',
    web_widget_script: 'string',
    reply_time: 'string',
    page_id: 'string',
    phone_number: 'string',
    provider: 'string',
    business_name: 'string',
    help_center__name: 'string',
    help_center__slug: 'string',
    reauthorization_required_at: 'string',
    bot_name: 'string',
    csat_config__display_type: 'string',
    csat_config__message: 'string',
    csat_config__button_text: 'string',
    csat_config__language: 'string',
    csat_config__survey_rules__operator: 'string',
    imap_authentication: 'string',
    instagram_id: 'string',
    messaging_service_sid: 'string',
    medium: 'string',
    hmac_mandatory: 'boolean',
    forwarding_enabled: 'boolean',
    imap_enabled: 'boolean',
    imap_enable_ssl: 'boolean',
    smtp_enabled: 'boolean',
    smtp_enable_starttls_auto: 'boolean',
    smtp_enable_ssl_tls: 'boolean',
    pre_chat_form_enabled: 'boolean',
    continuity_via_email: 'boolean',
    reauthorization_required: 'boolean',
    tweets_enabled: 'boolean',
    enable_channel_greeting: 'boolean',
    imap_port: 'integer',
    smtp_port: 'integer',
    auto_assignment_config__max_assignment_limit: 'integer',
    pre_chat_form_options: 'dict',
    additional_attributes: 'dict',
    selected_feature_flags: 'list',
    message_templates: 'list',
    csat_config__survey_rules__values: 'list',
  },
} as const satisfies Partial<ChatwootEntry>;

/** Inboxes and their bots (#92–#97). */
export const inboxes: ChatwootEntry[] = [
  {
    key: 'find_inbox',
    numbers: [92, 93],
    kind: 'search',
    noun: 'Inbox',
    label: 'Find Inbox',
    description: 'Finds an inbox by its name or channel, or lists all inboxes.',
    path: '/inboxes',
    one: { field: 'inbox', path: '/inboxes/{inbox}', answer: [] },
    answer: ['payload'],
    fields: [
      { ...name, helpText: 'Part of the name.', to: 'match' },
      {
        key: 'channel_type',
        label: 'Channel',
        choices: channelTypes,
        to: 'match',
      },
      inbox,
    ],
    ...told,
  },
  {
    key: 'create_inbox',
    numbers: [94],
    kind: 'create',
    noun: 'Inbox',
    label: 'Create Inbox',
    description: 'Creates a new inbox.',
    method: 'POST',
    path: '/inboxes',
    lookup: { search: 'find_inbox', by: { name: 'name' } },
    crash,
    picture,
    fields: [type, { ...name, required: true }, ...createFields, ...settingFields],
    ...told,
  },
  {
    key: 'update_inbox',
    numbers: [95],
    kind: 'create',
    noun: 'Inbox',
    label: 'Update Inbox',
    description: 'Changes the settings of an inbox.',
    method: 'PATCH',
    path: '/inboxes/{inbox}',
    crash,
    picture,
    fields: [{ ...inbox, required: true }, name, ...settingFields, workingHours, ...channelFields],
    id: 'inbox',
    ...told,
  },
  {
    key: 'delete_inbox',
    numbers: [],
    kind: 'create',
    noun: 'Inbox',
    label: 'Delete Inbox',
    description: 'Deletes an inbox for good.',
    method: 'DELETE',
    path: '/inboxes/{inbox}',
    // It says that the rest is done in the background.
    gives: 'record',
    has: ['message'],
    warning:
      'The inbox is deleted for good, with all of its conversations and messages. The server does that in the background.',
    fields: [{ ...inbox, required: true }],
    id: 'inbox',
    sample: {
      id: '1',
      deleted: true,
      message: 'Your inbox deletion request will be processed in some time.',
    },
  },
  {
    key: 'find_inbox_agent_bot',
    numbers: [96],
    kind: 'search',
    noun: 'Bot',
    label: 'Find Inbox Agent Bot',
    description: 'Finds the agent bot that answers in an inbox.',
    path: '/inboxes/{inbox}/agent_bot',
    gives: 'record',
    mayBeAbsent: true,
    answer: ['agent_bot'],
    fields: [{ ...inbox, required: true }],
    sample: { id: '1', name: 'Acme Greeter', bot_type: 'webhook', system_bot: false },
    more: {
      description: 'string',
      account_id: 'string',
      outgoing_url: 'string',
      thumbnail: 'string',
      bot_config: 'dict',
    },
  },
  {
    key: 'set_inbox_agent_bot',
    numbers: [97],
    kind: 'create',
    noun: 'Inbox',
    label: 'Set Inbox Agent Bot',
    description: 'Lets an agent bot answer in an inbox, in place of the one there.',
    method: 'POST',
    path: '/inboxes/{inbox}/set_agent_bot',
    gives: 'nothing',
    repeatable: true,
    fields: [
      { ...inbox, required: true },
      { ...agentBot, required: true },
    ],
    id: 'inbox',
    sample: { id: '1' },
  },
  {
    // The same request without a bot: a field left blank by mistake must not take the bot out.
    key: 'remove_inbox_agent_bot',
    numbers: [],
    kind: 'create',
    noun: 'Inbox',
    label: 'Remove Inbox Agent Bot',
    description: 'Takes the agent bot out of an inbox.',
    method: 'POST',
    path: '/inboxes/{inbox}/set_agent_bot',
    gives: 'nothing',
    repeatable: true,
    fields: [{ ...inbox, required: true }],
    id: 'inbox',
    sample: { id: '1' },
  },
];
