import {
  array,
  boolean,
  integer,
  json,
  nullableEnumeration,
  string,
  text,
  unwritten,
  virtual,
  type Dated,
  type Owned,
  type RowOf,
} from '../rails/columns.js';
import type { JsonObject } from '../rails/params.js';
import type { AccountSettings } from './platform.js';

export const roles = ['agent', 'administrator'] as const;
export type Role = (typeof roles)[number];
export const availabilities = ['online', 'offline', 'busy'] as const;

export interface Account {
  id: number;
  name: string;
  status: 'active' | 'suspended';
  /** What only the platform API shows; the server's defaults without it. */
  settings?: AccountSettings;
}

export interface User {
  id: number;
  name: string;
  display_name: string | null;
  email: string;
  access_token: string;
  pubsub_token: string;
  ui_settings: JsonObject;
  custom_attributes?: JsonObject;
  message_signature?: string | null;
  /** False until an invited user follows the link in the mail. */
  confirmed?: boolean;
}

/** A user's place in an account. */
export interface AccountUser {
  account_id: number;
  user_id: number;
  role: Role;
  active_at: Date | null;
  availability: (typeof availabilities)[number];
  auto_offline: boolean;
  /** The row as the platform API shows it; given when it is first asked for. */
  id?: number;
  created_at?: Date;
  updated_at?: Date;
}

export interface AgentBot {
  id: number;
  account_id: number | null;
  name: string | null;
  description: string | null;
  outgoing_url: string | null;
  access_token: string;
  secret?: string;
  bot_config?: JsonObject;
}

export interface PlatformApp {
  id: number;
  name: string;
  access_token: string;
  /** The bots this app created or was given. */
  agent_bot_ids: number[];
  /** The accounts and users likewise. */
  account_ids: number[];
  user_ids: number[];
}

/** A time that may never have come. */
const moment = unwritten<Date | null>(null);

export const contactColumns = {
  name: string({ initially: '' }),
  email: string(),
  phone_number: string(),
  identifier: string(),
  blocked: unwritten(false),
  additional_attributes: json(),
  custom_attributes: json(),
  contact_type: unwritten<'visitor' | 'lead' | 'customer'>('visitor'),
  labels: virtual<string[]>([]),
  /** URL of the avatar, empty without one. */
  thumbnail: virtual(''),
  /** Whether the contact is on a chat right now; such a contact can't be deleted. */
  online: virtual(false),
  last_activity_at: moment,
};
export type Contact = RowOf<typeof contactColumns> & Dated;

export type ChannelType =
  'Channel::Api' | 'Channel::WebWidget' | 'Channel::Email' | 'Channel::Whatsapp';

export interface Inbox extends Owned, Dated {
  channel_id: number;
  name: string;
  channel_type: ChannelType;
  provider: string | null;
  /** Users who are members; administrators see every inbox. */
  member_ids: number[];
  /** What the channel adds to the inbox in GET /inboxes for every member. */
  channel: JsonObject;
  /** What it adds for administrators only. */
  secrets: JsonObject;
  /** What was set of the fields that every channel has; the defaults without it. */
  settings?: JsonObject;
  /** The bot that answers here. */
  agent_bot_id?: number | null;
  /** Where its picture is shown from. */
  avatar_url?: string;
}

export interface ContactInbox extends Dated {
  id: number;
  contact_id: number;
  inbox_id: number;
  source_id: string;
  hmac_verified: boolean;
  pubsub_token: string;
}

export const labelColumns = {
  title: string(),
  description: text(),
  color: string({ initially: '#1f93ff' }),
  show_on_sidebar: boolean(null),
};
export type Label = RowOf<typeof labelColumns> & { title: string; color: string };

export const attributeTypes = [
  'text',
  'number',
  'currency',
  'percent',
  'link',
  'date',
  'list',
  'checkbox',
] as const;
export const attributeModels = [
  'conversation_attribute',
  'contact_attribute',
  'company_attribute',
] as const;
export type AttributeType = (typeof attributeTypes)[number];
export type AttributeModel = (typeof attributeModels)[number];

export const definitionColumns = {
  attribute_display_name: string(),
  attribute_key: string(),
  attribute_description: text(),
  regex_pattern: string({ since: '3.6.0' }),
  regex_cue: string({ since: '3.6.0' }),
  attribute_display_type: nullableEnumeration(attributeTypes, 'text'),
  attribute_model: nullableEnumeration(attributeModels, 'conversation_attribute'),
  attribute_values: array(),
  default_value: unwritten<number | null>(null),
};
export type CustomAttributeDefinition = RowOf<typeof definitionColumns> &
  Dated & { attribute_display_type: AttributeType; attribute_model: AttributeModel };

export const noteColumns = {
  content: text(),
  contact_id: unwritten(0),
  user_id: unwritten(0),
};
export type Note = RowOf<typeof noteColumns> & Dated & { content: string };

export const teamColumns = {
  name: string(),
  description: text(),
  icon: string({ initially: '' }),
  icon_color: string({ initially: '' }),
  allow_auto_assign: boolean(true),
  member_ids: virtual<number[]>([]),
};
export type Team = RowOf<typeof teamColumns> & { name: string };

export const statuses = ['open', 'resolved', 'pending', 'snoozed'] as const;
export const priorities = ['low', 'medium', 'high', 'urgent'] as const;

export const conversationColumns = {
  display_id: unwritten(0),
  contact_id: unwritten(0),
  inbox_id: unwritten(0),
  contact_inbox_id: unwritten(0),
  uuid: unwritten(''),
  status: unwritten<(typeof statuses)[number]>('open'),
  priority: unwritten<(typeof priorities)[number] | null>(null),
  assignee_id: integer(),
  /** The bot it is assigned to; never together with an agent. */
  assignee_agent_bot_id: integer(),
  team_id: integer(),
  labels: virtual<string[]>([]),
  custom_attributes: json(),
  additional_attributes: json(),
  snoozed_until: moment,
  first_reply_created_at: moment,
  waiting_since: moment,
  agent_last_seen_at: moment,
  assignee_last_seen_at: moment,
  contact_last_seen_at: moment,
};
export type Conversation = RowOf<typeof conversationColumns> & Dated & { last_activity_at: Date };

/** The types of messages in the order of their numbers. */
export const messageTypes = ['incoming', 'outgoing', 'activity', 'template'] as const;

/** `message_type` counts as the API does. */
export const messageColumns = {
  /** The row of the conversation, not its display id. */
  conversation_id: unwritten(0),
  inbox_id: unwritten(0),
  content: text(),
  /** Place in `messageTypes`. */
  message_type: unwritten<0 | 1 | 2 | 3>(0),
  content_type: unwritten('text'),
  content_attributes: json(),
  status: unwritten<'sent' | 'delivered' | 'read' | 'failed'>('sent'),
  private: unwritten(false),
  source_id: text(),
  sender: unwritten<{ type: 'Contact' | 'User' | 'AgentBot'; id: number } | null>(null),
  additional_attributes: json(),
  attachments: virtual<JsonObject[]>([]),
};
export type Message = RowOf<typeof messageColumns> & Dated;
