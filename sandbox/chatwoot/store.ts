import type { Webhook, StoreEvent } from './events.js';
import { JobQueue } from './jobs.js';
import type { Article, Category, Portal } from './records/help_center.js';
import type { IntegrationHook } from './records/integration.js';
import type {
  AccountDetails,
  AutomationRule,
  CannedResponse,
  CustomFilter,
} from './records/admin.js';
import {
  type Account,
  type User,
  type AccountUser,
  type AgentBot,
  type PlatformApp,
  type Contact,
  type Inbox,
  type ContactInbox,
  type Label,
  type CustomAttributeDefinition,
  type Note,
  type Team,
  type Conversation,
  type Message,
} from './records/index.js';
import type { ReportingEvent } from './records/reporting.js';
import type { Edition, Release } from './releases.js';
import { newToken } from './token.js';

export * from './events.js';
export * from './records/index.js';

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

  /** The names that labels were first written by, by the same in lower case; all accounts share them. */
  readonly #tags = new Map<string, string>();
  /** Contact searches per account and minute before 429; null switches the limit off. */
  contactSearchLimit: number | null = 100;
  /** Whether every request for the account's labels and agent bots is a 500, as in July 2026. */
  failsOverLabelsAndBots: boolean;

  readonly #lastIds = new Map<string, number>();
  /** How the version compares with others: asked thousands of times for one list. */
  readonly #releases = new Map<string, number>();
  readonly #searches = new Map<string, number>();
  readonly #listeners: ((event: StoreEvent) => void)[] = [];
  /** What was published inside the running transaction. */
  #unpublished: StoreEvent[] | undefined;

  readonly version: string;

  constructor(
    readonly release: Release,
    readonly jobs = new JobQueue(false),
    readonly edition: Edition = 'community',
  ) {
    this.version = release.version;
    this.failsOverLabelsAndBots = release.failsOverLabelsAndBots ?? false;
  }

  /** Empties every table, drops waiting jobs and sets the settings back. */
  clear(): void {
    this.jobs.clear();
    this.#lastIds.clear();
    this.forgetRequests();
    this.#tags.clear();
    Object.assign(this, new Store(this.release, this.jobs, this.edition));
  }

  /** Begins every limit anew. */
  forgetRequests(): void {
    this.#searches.clear();
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
      // Written out: simulators make and read thousands, and rows of one plain shape are read twice as fast.
      name: '',
      email: null,
      phone_number: null,
      identifier: null,
      blocked: false,
      additional_attributes: {},
      custom_attributes: {},
      labels: [],
      thumbnail: '',
      online: false,
      last_activity_at: null,
      id: values.id ?? this.nextId('contacts', this.contacts),
      account_id: accountId,
      contact_type: values.email || values.phone_number ? 'lead' : 'visitor',
      created_at: now,
      updated_at: values.created_at ?? now,
      ...values,
    };
    this.contacts.push(contact);
    return contact;
  }

  /**
   * The name a label is stored by: that of the tag which was there first, whatever its case. The account's
   * own labels are something else, and always in lower case.
   */
  tagName(label: string): string {
    const key = label.toLowerCase();
    const known = this.#tags.get(key);
    if (known !== undefined) return known;
    const used = [...this.contacts, ...this.conversations].flatMap(({ labels }) => labels);
    const name = used.find((other) => other.toLowerCase() === key) ?? label;
    this.#tags.set(key, name);
    return name;
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
      pubsub_token: newToken(),
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

  /** A user's place in an account. */
  member(accountId: number, userId: number): AccountUser | undefined {
    return this.accountUsers.find((row) => row.account_id === accountId && row.user_id === userId);
  }

  /** The session of an inbox with a source id. */
  session(inboxId: number, sourceId: unknown): ContactInbox | undefined {
    return this.contactInboxes.find(
      (row) => row.inbox_id === inboxId && row.source_id === sourceId,
    );
  }

  /** The conversation a message is in. */
  conversationOf({
    conversation_id: id,
  }: Pick<Message, 'conversation_id'>): Conversation | undefined {
    return this.conversations.find((row) => row.id === id);
  }

  /** Who of an account is in a list of ids, in the order of the list. */
  usersOf(ids: readonly number[]): User[] {
    return ids.flatMap((id) => this.users.filter((row) => row.id === id));
  }

  /** Who works in an account, administrators included. */
  membersOf(accountId: number): AccountUser[] {
    return this.accountUsers.filter((row) => row.account_id === accountId);
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

  /** Has `job` done in the background, after the answer. */
  later(job: () => void): void {
    this.jobs.add(job);
  }
}

/** Whether the server lists the contact: it needs an e-mail, a phone number or an identifier. */
export function isResolved(contact: Contact): boolean {
  return isFilled(contact.email) || isFilled(contact.phone_number) || isFilled(contact.identifier);
}

function isFilled(value: string | null): boolean {
  return value !== null && value !== '';
}
