import { pick, toInteger } from '../rails/params.js';
import type { Inbox, Role, Store } from '../store.js';
import { weeklySchedule } from './working_hours.js';

/** An inbox as /inboxes answers it; only administrators see the channel's secrets. */
export function inboxJson(store: Store, inbox: Inbox, role: Role): Record<string, unknown> {
  const { portal_id, ...settings } = inbox.settings ?? {};
  const portal = store.portals.find((row) => row.id === toInteger(portal_id));
  return {
    ...slimInboxJson(inbox),
    greeting_enabled: false,
    greeting_message: null,
    working_hours_enabled: false,
    enable_email_collect: true,
    csat_survey_enabled: false,
    ...(store.atLeast('4.2.0') && { csat_config: {} }),
    enable_auto_assignment: true,
    auto_assignment_config: {},
    out_of_office_message: null,
    working_hours: weeklySchedule(),
    timezone: 'UTC',
    callback_webhook_url: null,
    allow_messages_after_resolved: true,
    lock_to_single_conversation: false,
    sender_name_type: 'friendly',
    business_name: null,
    ...settings,
    ...(portal && { help_center: { name: portal.name, slug: portal.slug } }),
    allowed_domains: null,
    widget_color: null,
    website_url: null,
    hmac_mandatory: null,
    welcome_title: null,
    welcome_tagline: null,
    web_widget_script: null,
    website_token: null,
    selected_feature_flags: null,
    reply_time: null,
    messaging_service_sid: null,
    phone_number: null,
    ...inbox.channel,
    ...(role === 'administrator' && inbox.secrets),
    provider: inbox.provider,
  };
}

/** An inbox as it is nested in contacts. */
export function slimInboxJson(inbox: Inbox): Record<string, unknown> {
  return {
    id: inbox.id,
    avatar_url: inbox.avatar_url ?? '',
    ...pick(inbox, 'channel_id', 'name', 'channel_type', 'provider'),
  };
}

/** An inbox as a new contact's session shows it: its database row. */
export function rawInboxJson(inbox: Inbox): object {
  return {
    ...pick(inbox, 'id', 'channel_id', 'account_id', 'name', 'channel_type'),
    ...pick(inbox, 'created_at', 'updated_at'),
    enable_auto_assignment: true,
    greeting_enabled: false,
    greeting_message: null,
    email_address: null,
    working_hours_enabled: false,
    out_of_office_message: null,
    timezone: 'UTC',
    enable_email_collect: true,
    csat_survey_enabled: false,
    allow_messages_after_resolved: true,
    auto_assignment_config: {},
    lock_to_single_conversation: false,
    portal_id: null,
    sender_name_type: 'friendly',
    business_name: null,
    csat_config: {},
  };
}
