import type { Store } from '../../sandbox/chatwoot/store.js';
import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const withBot = ({ inboxes: rows }: Store): void => {
  for (const inbox of rows) if (inbox.id === 1) inbox.agent_bot_id = 1;
};

const botOf = ({ inboxes: rows }: Store) => rows.find(({ id }) => id === 1)?.agent_bot_id;

const settings = {
  greeting_enabled: 'yes',
  greeting_message: 'Hello!',
  enable_auto_assignment: 'no',
  max_assignment_limit: '5',
  working_hours_enabled: 'yes',
  out_of_office_message: 'Back on Monday',
  timezone: 'America/Sao_Paulo',
  csat_survey_enabled: 'yes',
  csat_config:
    '{"display_type":"star","message":"How was it?","survey_rules":{"operator":"contains","values":["vip"]}}',
  enable_email_collect: 'no',
  allow_messages_after_resolved: 'no',
  lock_to_single_conversation: 'yes',
  sender_name_type: 'professional',
  business_name: 'Acme',
  portal: '1',
};

const settingsGiven = {
  greeting_enabled: true,
  greeting_message: 'Hello!',
  enable_auto_assignment: false,
  auto_assignment_config: { max_assignment_limit: 5 },
  working_hours_enabled: true,
  out_of_office_message: 'Back on Monday',
  timezone: 'America/Sao_Paulo',
  csat_survey_enabled: true,
  csat_config: {
    display_type: 'star',
    message: 'How was it?',
    survey_rules: { operator: 'contains', values: ['vip'] },
  },
  enable_email_collect: false,
  allow_messages_after_resolved: false,
  lock_to_single_conversation: true,
  sender_name_type: 'professional',
  business_name: 'Acme',
  help_center: { name: 'Acme Help', slug: 'acme-help' },
};

const website = {
  website_url: 'https://shop.example.com',
  hmac_mandatory: 'yes',
  widget_color: '#ff8800',
  welcome_title: 'Welcome',
  welcome_tagline: 'Ask us anything',
  reply_time: 'in_a_day',
  channel: '{"continuity_via_email":false,"selected_feature_flags":["emoji_picker"]}',
};

const websiteGiven = {
  website_url: 'https://shop.example.com',
  hmac_mandatory: true,
  widget_color: '#ff8800',
  welcome_title: 'Welcome',
  welcome_tagline: 'Ask us anything',
  reply_time: 'in_a_day',
  continuity_via_email: false,
  selected_feature_flags: ['emoji_picker'],
};

export const inboxes: OperationInputs = {
  find_inbox: {
    minimal: {},
    full: { inbox: '4', name: 'mail', channel_type: 'Channel::Email' },
    unknown: { inbox: '99' },
    gives: { id: '4', name: 'Acme Mail', channel_type: 'Channel::Email', imap_port: 993 },
  },
  create_inbox: {
    since: { full: '4.2' },
    minimal: { type: 'api', name: 'Shop App' },
    full: {
      type: 'web_widget',
      name: 'Shop',
      ...settings,
      ...website,
      email: 'shop@example.com',
      webhook_url: 'https://hooks.example.com/shop',
    },
    gives: {
      name: 'Shop',
      channel_type: 'Channel::WebWidget',
      ...settingsGiven,
      ...websiteGiven,
    },
  },
  update_inbox: {
    since: { full: '4.2' },
    minimal: { inbox: '1', name: 'Website' },
    full: {
      inbox: '1',
      name: 'Shop',
      ...settings,
      ...website,
      email: 'shop@example.com',
      webhook_url: 'https://hooks.example.com/shop',
      working_hours: '[{"day_of_week":1,"open_hour":8,"close_minutes":30}]',
    },
    unknown: { inbox: '99', name: 'X' },
    gives: {
      id: '1',
      name: 'Shop',
      ...settingsGiven,
      ...websiteGiven,
      working_hours: expect.arrayContaining([
        expect.objectContaining({
          day_of_week: 1,
          open_hour: 8,
          close_hour: 17,
          close_minutes: 30,
        }),
      ]),
    },
  },
  delete_inbox: {
    minimal: { inbox: '2' },
    full: { inbox: '1' },
    unknown: { inbox: '99' },
    gives: { id: '1', deleted: true },
  },
  find_inbox_agent_bot: {
    prepare: withBot,
    minimal: { inbox: '2' },
    full: { inbox: '1' },
    unknown: { inbox: '99' },
    gives: { id: '1', name: 'Acme Greeter' },
  },
  set_inbox_agent_bot: {
    minimal: { inbox: '2', agent_bot: '1' },
    full: { inbox: '1', agent_bot: '1' },
    unknown: { inbox: '99', agent_bot: '1' },
    gives: { id: '1' },
    leaves: (store) => expect(botOf(store)).toBe(1),
  },
  remove_inbox_agent_bot: {
    prepare: withBot,
    minimal: { inbox: '2' },
    full: { inbox: '1' },
    unknown: { inbox: '99' },
    gives: { id: '1' },
    leaves: (store) => expect(botOf(store)).toBeNull(),
  },
};
