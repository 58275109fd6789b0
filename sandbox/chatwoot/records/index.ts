import type { JsonObject } from '../rails/params.js';
import type { AccountSettings } from './platform.js';

export type Role = 'administrator' | 'agent';

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
  availability: 'online' | 'offline' | 'busy';
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

export interface Contact {
  id: number;
  account_id: number;
  name: string | null;
  email: string | null;
  phone_number: string | null;
  identifier: string | null;
  blocked: boolean;
  additional_attributes: JsonObject;
  custom_attributes: JsonObject;
  contact_type: 'visitor' | 'lead' | 'customer';
  labels: string[];
  /** URL of the avatar, empty without one. */
  thumbnail: string;
  /** Whether the contact is on a chat right now; such a contact can't be deleted. */
  online: boolean;
  last_activity_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export type ChannelType =
  'Channel::Api' | 'Channel::WebWidget' | 'Channel::Email' | 'Channel::Whatsapp';

export interface Inbox {
  id: number;
  account_id: number;
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
  created_at: Date;
  updated_at: Date;
}

export interface ContactInbox {
  id: number;
  contact_id: number;
  inbox_id: number;
  source_id: string;
  hmac_verified: boolean;
  pubsub_token: string;
  created_at: Date;
  updated_at: Date;
}

export interface Label {
  id: number;
  account_id: number;
  title: string;
  description: string | null;
  color: string;
  show_on_sidebar: boolean | null;
}

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

export interface CustomAttributeDefinition {
  id: number;
  account_id: number;
  attribute_display_name: string | null;
  attribute_display_type: AttributeType;
  attribute_description: string | null;
  attribute_key: string | null;
  regex_pattern: string | null;
  regex_cue: string | null;
  attribute_values: (string | number | boolean | null)[];
  attribute_model: AttributeModel;
  default_value: number | null;
  created_at: Date;
  updated_at: Date;
}

export interface Note {
  id: number;
  account_id: number;
  contact_id: number;
  user_id: number;
  content: string;
  created_at: Date;
  updated_at: Date;
}

export interface Team {
  id: number;
  account_id: number;
  name: string;
  description: string | null;
  allow_auto_assign: boolean | null;
  icon: string | null;
  icon_color: string | null;
  member_ids: number[];
}

export interface Conversation {
  id: number;
  account_id: number;
  display_id: number;
  contact_id: number;
  inbox_id: number;
  contact_inbox_id: number;
  uuid: string;
  status: 'open' | 'resolved' | 'pending' | 'snoozed';
  priority: 'low' | 'medium' | 'high' | 'urgent' | null;
  assignee_id: number | null;
  /** The bot it is assigned to; never together with an agent. */
  assignee_agent_bot_id: number | null;
  team_id: number | null;
  labels: string[];
  custom_attributes: JsonObject;
  additional_attributes: JsonObject;
  snoozed_until: Date | null;
  first_reply_created_at: Date | null;
  waiting_since: Date | null;
  agent_last_seen_at: Date | null;
  assignee_last_seen_at: Date | null;
  contact_last_seen_at: Date | null;
  created_at: Date;
  updated_at: Date;
  last_activity_at: Date;
}

/** The types of messages in the order of their numbers. */
export const messageTypes = ['incoming', 'outgoing', 'activity', 'template'] as const;

/** A message of a conversation; `message_type` counts as the API does. */
export interface Message {
  id: number;
  account_id: number;
  /** The row of the conversation, not its display id. */
  conversation_id: number;
  inbox_id: number;
  content: string | null;
  /** Place in `messageTypes`. */
  message_type: 0 | 1 | 2 | 3;
  content_type: string;
  content_attributes: JsonObject;
  status: 'sent' | 'delivered' | 'read' | 'failed';
  private: boolean;
  source_id: string | null;
  sender: { type: 'Contact' | 'User' | 'AgentBot'; id: number } | null;
  additional_attributes: JsonObject;
  attachments: JsonObject[];
  created_at: Date;
  updated_at: Date;
}
