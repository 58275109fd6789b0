import type { OutputTypes } from '../../../contract/form.js';
import type { ChatwootField } from '../entry.js';
import { STAYS_READABLE } from './shared.js';
import { AVATAR_FILE, PICTURE_HELP } from '../../contacts/picture.js';

/** What kinds of inboxes are called, by the API's names. */
export const channelTypes = {
  'Channel::WebWidget': 'Website',
  'Channel::Api': 'API',
  'Channel::Email': 'Email',
  'Channel::Whatsapp': 'WhatsApp',
  'Channel::TwilioSms': 'SMS or WhatsApp by Twilio',
  'Channel::Sms': 'SMS by Bandwidth',
  'Channel::FacebookPage': 'Facebook',
  'Channel::Instagram': 'Instagram',
  'Channel::Telegram': 'Telegram',
  'Channel::Line': 'LINE',
  'Channel::Tiktok': 'TikTok',
};

/** Settings of a channel, below `channel`. The server ignores what the inbox's channel hasn't. */
export const channelFields = [
  {
    key: 'website_url',
    name: 'channel.website_url',
    label: 'Website URL',
    helpText: 'Website inboxes only: where the chat is shown.',
  },
  {
    key: 'email',
    name: 'channel.email',
    label: 'Email',
    type: 'email',
    helpText: 'Email inboxes only: the address that contacts write to.',
  },
  {
    key: 'webhook_url',
    name: 'channel.webhook_url',
    label: 'Webhook URL',
    helpText: 'API inboxes only: the address that is told of new messages.',
  },
  {
    key: 'hmac_mandatory',
    name: 'channel.hmac_mandatory',
    label: 'Identity Validation',
    group: 'More',
    type: 'boolean',
    helpText: 'API and website inboxes: whether contacts must prove who they are.',
  },
  {
    key: 'widget_color',
    name: 'channel.widget_color',
    label: 'Widget Color',
    group: 'Website Chat',
    helpText: 'Website inboxes only, like `#1f93ff`.',
  },
  {
    key: 'welcome_title',
    name: 'channel.welcome_title',
    label: 'Welcome Heading',
    group: 'Website Chat',
    helpText: 'Website inboxes only.',
  },
  {
    key: 'welcome_tagline',
    name: 'channel.welcome_tagline',
    label: 'Welcome Tagline',
    group: 'Website Chat',
    helpText: 'Website inboxes only: the text below the heading.',
  },
  {
    key: 'reply_time',
    name: 'channel.reply_time',
    label: 'Reply Time',
    group: 'Website Chat',
    choices: {
      in_a_few_minutes: 'In a few minutes',
      in_a_few_hours: 'In a few hours',
      in_a_day: 'In a day',
    },
    helpText: 'Website inboxes only: what contacts are told to expect.',
  },
  {
    key: 'channel',
    label: 'More Channel Settings',
    type: 'json',
    helpText: `What the channel has beyond the fields above, as JSON: \`{"continuity_via_email": false, "allowed_domains": "example.com"}\`. Telegram needs \`bot_token\`; LINE \`line_channel_id\`, \`line_channel_secret\` and \`line_channel_token\`; SMS and WhatsApp \`phone_number\` and \`provider_config\`. ${STAYS_READABLE}`,
  },
] as const satisfies ChatwootField[];

/** Settings that every inbox has, whatever its channel. */
export const settingFields = [
  {
    key: 'avatar',
    label: AVATAR_FILE,
    type: 'file',
    helpText: `${PICTURE_HELP} The website chat shows it.`,
  },
  {
    key: 'greeting_enabled',
    label: 'Send Greeting',
    group: 'Greeting and Business Hours',
    type: 'boolean',
    helpText: 'Whether new conversations are greeted with the Greeting.',
  },
  {
    key: 'greeting_message',
    label: 'Greeting',
    group: 'Greeting and Business Hours',
    type: 'text',
  },
  {
    key: 'enable_auto_assignment',
    label: 'Auto-Assign',
    group: 'Assignment',
    type: 'boolean',
    helpText: "Whether new conversations are given to the inbox's agents by turns.",
  },
  {
    key: 'max_assignment_limit',
    name: 'auto_assignment_config.max_assignment_limit',
    label: 'Most Conversations per Agent',
    group: 'Assignment',
    type: 'integer',
    helpText: 'How many open conversations Auto-Assign gives one agent. Enterprise edition only.',
    edition: 'enterprise',
  },
  {
    key: 'working_hours_enabled',
    label: 'Use Business Hours',
    group: 'Greeting and Business Hours',
    type: 'boolean',
    helpText: 'Whether contacts get the Out-of-Office Message outside the business hours.',
  },
  {
    key: 'out_of_office_message',
    label: 'Out-of-Office Message',
    group: 'Greeting and Business Hours',
    type: 'text',
  },
  {
    key: 'timezone',
    label: 'Time Zone',
    group: 'Greeting and Business Hours',
    helpText: 'Of the business hours, like `America/Sao_Paulo`.',
  },
  {
    key: 'csat_survey_enabled',
    label: 'Ask for Ratings',
    group: 'Ratings',
    type: 'boolean',
    helpText: 'Whether contacts get a satisfaction survey (CSAT) after a conversation.',
  },
  {
    key: 'csat_config',
    since: '4.2',
    label: 'Survey Settings',
    group: 'Ratings',
    type: 'json',
    helpText:
      'How the survey looks, as a whole: what is left out goes back to its default. Like `{"display_type": "star", "message": "How did we do?", "survey_rules": {"operator": "contains", "values": ["billing"]}}`.',
  },
  {
    key: 'enable_email_collect',
    label: 'Ask for Email',
    group: 'Website Chat',
    type: 'boolean',
    helpText: 'Website inboxes only: whether visitors are asked for their email address.',
  },
  {
    key: 'allow_messages_after_resolved',
    label: 'Messages After Resolving',
    group: 'Website Chat',
    type: 'boolean',
    helpText: 'Website inboxes only: whether visitors may write in resolved conversations.',
  },
  {
    key: 'lock_to_single_conversation',
    label: 'Single Conversation',
    group: 'More',
    type: 'boolean',
    helpText: "Whether a contact's messages always reopen their one conversation.",
  },
  {
    key: 'sender_name_type',
    label: 'Sender Name',
    group: 'Emails',
    choices: {
      friendly: 'Friendly: agent from business',
      professional: 'Professional: business only',
    },
    helpText: 'Who emails to contacts come from.',
  },
  {
    key: 'business_name',
    label: 'Business Name',
    group: 'Emails',
    helpText: 'For the Sender Name of emails.',
  },
  {
    key: 'portal',
    name: 'portal_id',
    label: 'Help Center',
    group: 'Website Chat',
    dynamic: 'list_portal_ids',
    helpText: 'The portal that the website chat shows.',
  },
] as const satisfies ChatwootField[];

/** What an inbox tells of its working hours. */
export const workingHoursTold = {
  'working_hours[]day_of_week': 'integer',
  'working_hours[]closed_all_day': 'boolean',
  'working_hours[]open_all_day': 'boolean',
  'working_hours[]open_hour': 'integer',
  'working_hours[]open_minutes': 'integer',
  'working_hours[]close_hour': 'integer',
  'working_hours[]close_minutes': 'integer',
} as const satisfies OutputTypes;
