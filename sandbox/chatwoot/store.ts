import { randomBytes } from 'node:crypto';
import type { Article, Category, Portal } from './help_center_records.js';
import type { IntegrationHook } from './integration_records.js';
import type {
  AccountDetails,
  AutomationRule,
  CannedResponse,
  CustomFilter,
} from './admin_records.js';
import type { Json, JsonObject } from './params.js';
import type { AccountSettings } from './platform_records.js';
import type { ReportingEvent } from './reporting_records.js';

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

/** A message of a conversation; `message_type` counts as the API does. */
export interface Message {
  id: number;
  account_id: number;
  /** The row of the conversation, not its display id. */
  conversation_id: number;
  inbox_id: number;
  content: string | null;
  /** 0 incoming, 1 outgoing, 2 activity, 3 template. */
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

export const webhookEvents = [
  'conversation_status_changed',
  'conversation_updated',
  'conversation_created',
  'contact_created',
  'contact_updated',
  'message_created',
  'message_updated',
  'webwidget_triggered',
  'inbox_created',
  'inbox_updated',
  'conversation_typing_on',
  'conversation_typing_off',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** An address that wants to hear of an account's events. */
export interface Webhook {
  id: number;
  account_id: number;
  /** Stored and shown, but it filters nothing. */
  inbox_id: number | null;
  name: string | null;
  url: string;
  subscriptions: WebhookEvent[];
  /** Signs deliveries; null on releases that know no secrets. */
  secret: string | null;
}

/** What a change did to a record: the values before and after, by attribute. */
export type Changes = Record<string, { previous_value: Json; current_value: Json }>;

/** Something that happened to a record, told to whoever listens (the account's webhooks). */
export type StoreEvent =
  | { name: 'contact_created'; contact: Contact }
  | { name: 'contact_updated'; contact: Contact; changes: Changes }
  | { name: 'conversation_created'; conversation: Conversation }
  | {
      name: 'conversation_updated' | 'conversation_status_changed';
      conversation: Conversation;
      changes: Changes;
    }
  | { name: 'message_created' | 'message_updated'; message: Message };

/** What a test must tell of a contact; the rest gets the columns' defaults. */
export type NewContact = Partial<Omit<Contact, 'account_id'>>;

/** Everything the emulated server knows. Tests may read and change it freely. */
export class Store {
  accounts: Account[] = [];
  users: User[] = [];
  accountUsers: AccountUser[] = [];
  agentBots: AgentBot[] = [];
  platformApps: PlatformApp[] = [];
  contacts: Contact[] = [];
  inboxes: Inbox[] = [];
  contactInboxes: ContactInbox[] = [];
  labels: Label[] = [];
  customAttributeDefinitions: CustomAttributeDefinition[] = [];
  notes: Note[] = [];
  teams: Team[] = [];
  conversations: Conversation[] = [];
  cannedResponses: CannedResponse[] = [];
  automationRules: AutomationRule[] = [];
  customFilters: CustomFilter[] = [];
  accountDetails: AccountDetails[] = [];
  messages: Message[] = [];
  reportingEvents: ReportingEvent[] = [];
  integrationHooks: IntegrationHook[] = [];
  portals: Portal[] = [];
  categories: Category[] = [];
  articles: Article[] = [];
  webhooks: Webhook[] = [];

  /** Contact searches per account and minute before 429; null switches the limit off. */
  contactSearchLimit: number | null = 100;
  /** How long background jobs (avatars, bulk actions, webhooks) take, in milliseconds. */
  jobDelayMs = 20;

  /** One function per waiting job, which drops it. */
  readonly #jobs = new Set<() => void>();
  readonly #lastIds = new Map<string, number>();
  /** How the version compares with others: asked thousands of times for one list. */
  readonly #releases = new Map<string, number>();
  readonly #searches = new Map<string, number>();
  readonly #listeners: ((event: StoreEvent) => void)[] = [];
  /** What was published inside the running transaction. */
  #unpublished: StoreEvent[] | undefined;

  constructor(readonly version: string) {}

  /** Empties every table, drops waiting jobs and sets the settings back. */
  clear(): void {
    this.cancelJobs();
    this.#lastIds.clear();
    this.#searches.clear();
    Object.assign(this, new Store(this.version));
  }

  /** Whether the emulated release is `release` or later. */
  atLeast(release: string): boolean {
    let order = this.#releases.get(release);
    if (order === undefined) {
      order = this.version.localeCompare(release, 'en', { numeric: true });
      this.#releases.set(release, order);
    }
    return order >= 0;
  }

  /** Takes the next id of a table; ids of deleted rows never come back. */
  nextId(table: string, rows: { id: number }[]): number {
    const highest = Math.max(this.#lastIds.get(table) ?? 0, ...rows.map((row) => row.id));
    this.#lastIds.set(table, highest + 1);
    return highest + 1;
  }

  /** Inserts a contact as it is, past every validation. */
  addContact(accountId: number, values: NewContact = {}): Contact {
    const now = new Date();
    const contact: Contact = {
      id: values.id ?? this.nextId('contacts', this.contacts),
      account_id: accountId,
      name: '',
      email: null,
      phone_number: null,
      identifier: null,
      blocked: false,
      additional_attributes: {},
      custom_attributes: {},
      contact_type: values.email || values.phone_number ? 'lead' : 'visitor',
      labels: [],
      thumbnail: '',
      online: false,
      last_activity_at: null,
      created_at: now,
      updated_at: values.created_at ?? now,
      ...values,
    };
    this.contacts.push(contact);
    return contact;
  }

  /** Removes a contact with everything that belongs to it. */
  removeContact(contact: Contact): void {
    const stays = (row: { contact_id: number }): boolean => row.contact_id !== contact.id;
    this.contacts = this.contacts.filter((row) => row !== contact);
    this.contactInboxes = this.contactInboxes.filter(stays);
    this.notes = this.notes.filter(stays);
    this.conversations = this.conversations.filter(stays);
    const kept = new Set(this.conversations.map((row) => row.id));
    this.messages = this.messages.filter((row) => kept.has(row.conversation_id));
  }

  /** Inserts a contact inbox as it is, past every validation. */
  addContactInbox(contact: Contact, inbox: Inbox, sourceId: string): ContactInbox {
    const now = new Date();
    const contactInbox: ContactInbox = {
      id: this.nextId('contact_inboxes', this.contactInboxes),
      contact_id: contact.id,
      inbox_id: inbox.id,
      source_id: sourceId,
      hmac_verified: false,
      pubsub_token: randomBytes(18).toString('base64url'),
      created_at: now,
      updated_at: now,
    };
    this.contactInboxes.push(contactInbox);
    return contactInbox;
  }

  /** All contacts of an account. */
  contactsOf(accountId: number): Contact[] {
    return this.contacts.filter((contact) => contact.account_id === accountId);
  }

  /** One contact of an account. */
  contact(accountId: number, id: number): Contact | undefined {
    return this.contacts.find((contact) => contact.id === id && contact.account_id === accountId);
  }

  /** The contact's sessions, in the order they were made. */
  contactInboxesOf(contact: Contact): ContactInbox[] {
    return this.contactInboxes.filter((row) => row.contact_id === contact.id);
  }

  /**
   * Runs `work`; when it throws, contacts and what belongs to them are as they were.
   * What it publishes is told at the end, and only when it didn't throw.
   */
  transaction<Result>(work: () => Result): Result {
    const { contacts, contactInboxes, notes, conversations, messages } = this;
    const tables = { contacts, contactInboxes, notes, conversations, messages };
    const before = Object.values(tables)
      .flat()
      .map((row) => ({ row, values: { ...row } }));
    const rows = Object.entries(tables).map(([name, table]) => [name, [...table]]);
    const outer = this.#unpublished;
    const unpublished: StoreEvent[] = [];
    this.#unpublished = unpublished;
    let result: Result;
    try {
      result = work();
    } catch (error) {
      for (const { row, values } of before) Object.assign(row, values);
      Object.assign(this, Object.fromEntries(rows));
      throw error;
    } finally {
      this.#unpublished = outer;
    }
    for (const event of unpublished) this.publish(event);
    return result;
  }

  /** Counts one contact search; false when it is one too many for the current minute. */
  countSearch(account: string): boolean {
    const key = `${account} ${Math.floor(Date.now() / 60_000)}`;
    const count = (this.#searches.get(key) ?? 0) + 1;
    this.#searches.set(key, count);
    return this.contactSearchLimit === null || count <= this.contactSearchLimit;
  }

  /** Calls `listener` for everything that is published from now on, also after `clear`. */
  listen(listener: (event: StoreEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** Tells that something happened to a record; call it after the change. */
  publish(event: StoreEvent): void {
    if (this.#unpublished) this.#unpublished.push(event);
    else for (const listener of this.#listeners) listener(event);
  }

  /** Runs `job` in the background, after the answer. */
  later(job: () => void): void {
    const run = (): void => {
      this.#jobs.delete(cancel);
      job();
    };
    let cancel: () => void;
    if (this.jobDelayMs > 0) {
      const timer = setTimeout(run, this.jobDelayMs);
      cancel = () => clearTimeout(timer);
    } else {
      const immediate = setImmediate(run);
      cancel = () => clearImmediate(immediate);
    }
    this.#jobs.add(cancel);
  }

  /** Whether background jobs are waiting to run. */
  get hasJobs(): boolean {
    return this.#jobs.size > 0;
  }

  /** Drops background jobs that haven't run yet. */
  cancelJobs(): void {
    for (const cancel of this.#jobs) cancel();
    this.#jobs.clear();
  }
}

/** Whether the server lists the contact: it needs an e-mail, a phone number or an identifier. */
export function isResolved(contact: Contact): boolean {
  return isFilled(contact.email) || isFilled(contact.phone_number) || isFilled(contact.identifier);
}

function isFilled(value: string | null): boolean {
  return value !== null && value !== '';
}
