import type { PlainInputField, PlainOutputField, ZObject } from 'zapier-platform-core';
import type { Contact } from '../objects/contact.js';
import type { Conversation } from '../objects/conversation.js';
import type { Message } from '../objects/message.js';
import type { Connection } from './connection.js';
import type { EventSource } from './events.js';
import type { Feed } from './feed.js';
import type { ListKey } from './list_key.js';
import type { Operations } from './operations.js';

/** One entry of the platform list: what the connection form offers, and how to connect. */
export interface Platform {
  /** Value of the connection's `platform` field; public, never changed. */
  key: string;
  label: string;
  /** Where the user finds the key, with a Markdown link, for the connection's help text. */
  keyHelp: string;
  /** What belongs into the connection's API URL, and when it may stay blank. */
  urlHelp: string;
  /** What belongs into Account ID or Location ID; absent where nothing does. */
  accountHelp?: string;
  /** @throws Problem when the connection lacks what the platform needs */
  connect(z: ZObject, connection: Connection): ConnectedPlatform;
}

/** A platform with its connection: what actions work with. What the platform can't do is absent. */
export interface ConnectedPlatform {
  /** The platform's name as the user knows it. */
  name: string;
  /**
   * Checks key and address in one request.
   * @returns the connection's label, without secrets
   */
  test(): Promise<{ label: string }>;
  contacts: Contacts;
  /** What dropdowns of fields from `inputFields` choose from, by the key of their hidden trigger. */
  lists: Partial<Record<ListKey, List>>;
  inboxContacts?: InboxContacts;
  conversations?: Conversations;
  messages?: Messages;
  events?: EventSource;
  operations?: Operations;
  /** For what the platform hasn't: what to do instead, as sentences. */
  instead: Partial<Record<Lacking, string>>;
}

/** One page of choices, from 1; empty behind the last. @param input what the step's form holds already */
export type List = (page: number, input: Record<string, unknown>) => Promise<Choice[]>;

/** Triggers that not every platform can have; `events` stands for all instant ones. */
export type Lacking =
  'new_conversation' | 'updated_contact' | 'new_message' | 'contact_tagged' | 'events';

/** What a contact can be found by, exactly. */
export type ContactKey = 'id' | 'email' | 'phone' | 'external_id';

/** One entry of a dropdown. */
export interface Choice {
  id: string;
  label: string;
}

export interface ChoicePage {
  results: Choice[];
  /** Number of the next page as text; null on the last. */
  paging_token: string | null;
}

/** What the editor remembered about the fields of a step: `bundle.meta.inputFields`. */
export type FieldMeta = Record<string, Record<string, string | number | boolean> | undefined>;

/** The changes a step asks for; blank fields are already gone. */
export interface ContactChange {
  /** By input key; e-mail checked and phone in E.164. */
  values: Record<string, unknown>;
  /** Input keys of the fields to empty. */
  clear: string[];
  labels: LabelChange;
  fieldMeta: FieldMeta;
}

export interface LabelChange {
  add: string[];
  remove: string[];
  /** The whole new list; undefined leaves the list alone. */
  replace: string[] | undefined;
}

/** The contact to change; what a lookup found out about it isn't read again. */
export interface ContactTarget {
  id: string;
  known?: Contact;
}

/** A change that passed the platform's own checks, ready to be sent. */
export interface ContactDraft {
  /** @returns the contact after the change */
  update(target: ContactTarget): Promise<Contact>;
  /** Creates a contact with the change's values. */
  create(): Promise<Contact>;
}

/** A note on a contact, as its step gives it out. */
export interface ContactNote {
  id: string;
  contact_id: string;
  content: string;
  created_at?: string;
}

/** Contacts of one platform; what it can't do is absent. */
export interface Contacts {
  /** The platform's own input fields beyond `email` and `phone`, the account's attributes among them. */
  inputFields(purpose: 'create' | 'update'): Promise<PlainInputField[]>;
  /** Labels for what the account's attributes are called in later steps. */
  outputFields(): Promise<PlainOutputField[]>;
  /** What `clear_fields` may hold: every field the platform can empty. */
  clearableFields(): Promise<Choice[]>;
  /** The same question for one field, answered without a request. */
  isClearable(key: string): boolean;
  /** A page of contacts to pick from; the choice's id is the contact's `by`. */
  choices(by: ContactKey, page: number): Promise<ChoicePage>;
  /** Checks an id's form before any request. @throws Problem naming the field */
  checkId(id: string, field: string): void;
  /** Contacts that match one of the keys exactly, best key first; `[]` for a miss. */
  find(keys: Partial<Record<ContactKey, string>>): Promise<Contact[]>;
  /** Contacts with the text in their name, e-mail, phone or external id. */
  search(text: string): Promise<Contact[]>;
  /** Checks a change in the platform's own terms. @throws Problem naming the field */
  draft(change: ContactChange): Promise<ContactDraft>;
  /** New contacts; `label`: only those that have it. */
  newest(filter: { label: string | undefined }): Feed<Contact>;
  /** Contacts by their last change. */
  changed?: () => Feed<Contact>;
  /** Contacts that have a tag, by their last change. */
  tagged?: (tag: string) => Feed<Contact>;
  /** Labels or tags, whatever the platform calls them. */
  labels?: ContactLabels;
  /** Deletes for good. */
  remove?: (id: string) => Promise<void>;
  addNote?: (id: string, content: string) => Promise<ContactNote>;
  /** Moves everything of the second contact to the first, and deletes the second. @returns the first */
  merge?: (keptId: string, mergedId: string) => Promise<Contact>;
}

/** The changes a step asks for in a conversation: the same as in a contact. */
export type ConversationChange = ContactChange;

/** A conversation as its create step gives it out. */
export type StartedConversation = Conversation & {
  /** False for one that was there already: some inboxes keep a single conversation with each contact. */
  is_new: boolean;
};

/** Conversations of one platform; what it can't do is absent. */
export interface Conversations {
  /** The platform's own filters of the trigger for new conversations. */
  feedFields(): PlainInputField[];
  /** New conversations. @param filter the filled fields of `feedFields` @throws Problem naming the field */
  newest(filter: Record<string, unknown>): Feed<Conversation>;
  /** Labels for what the account's attributes of conversations are called in later steps. */
  outputFields(): Promise<PlainOutputField[]>;
  /** A page of conversations to pick from, the last active first. */
  choices(page: number): Promise<ChoicePage>;
  /** Checks an id's form before any request. @throws Problem naming the field */
  checkId(id: string): void;
  /** The platform's own fields of Find Conversation. */
  findFields(): PlainInputField[];
  /**
   * Conversations with the id, else of the contact, that pass the filters: open ones first, then the last
   * active. `[]` for a miss.
   * @param query `conversation` and `contact` as ids, and the filled fields of `findFields`
   */
  find(query: Record<string, unknown>): Promise<Conversation[]>;
  /** The platform's own fields of Create Conversation; some depend on what is filled already. */
  createFields(input: Record<string, unknown>): Promise<PlainInputField[]>;
  /** @param values the filled fields of `createFields` */
  create(
    contactId: string,
    values: Record<string, unknown>,
    fieldMeta: FieldMeta,
  ): Promise<StartedConversation>;
  /** The platform's own fields of Update Conversation. */
  updateFields(): Promise<PlainInputField[]>;
  /** What `clear_fields` may hold. */
  clearableFields(): Promise<Choice[]>;
  /** @returns the conversation after the change */
  update(id: string, change: ConversationChange): Promise<Conversation>;
}

/** A page of a search; core insists on the token's key. */
export interface MessagePage {
  results: Message[];
  paging_token: string | null;
}

/** Messages of one platform; what it can't do is absent. */
export interface Messages {
  /** The platform's own filters of the trigger for new messages. */
  feedFields(): PlainInputField[];
  /** New messages of all conversations. @param filter the filled fields of `feedFields` */
  newest?: (filter: Record<string, unknown>) => Feed<Message>;
  /** The platform's own fields of Send Message, beyond `message`; some depend on what is filled already. */
  sendFields(input: Record<string, unknown>): Promise<PlainInputField[]>;
  /** @param values `message` and the filled fields of `sendFields` @returns the message as accepted */
  send(values: Record<string, unknown>, fieldMeta: FieldMeta): Promise<Message>;
  /** The platform's own filters of Find Message. */
  findFields(): PlainInputField[];
  /**
   * A page of a conversation's messages, newest first.
   * @param filter the filled fields of `findFields`
   * @param cursor the token of the page before
   */
  find(
    conversationId: string,
    filter: Record<string, unknown>,
    cursor: string | undefined,
  ): Promise<MessagePage>;
}

export interface ContactLabels {
  choices(): Promise<Choice[]>;
  /** @returns the labels after the change */
  change(contactId: string, change: LabelChange): Promise<string[]>;
}

/** Contacts through an inbox's own API, which needs no key (Chatwoot's client API). */
export interface InboxContacts {
  /** Inboxes that have such an API; the choice's id is the inbox's public identifier. */
  inboxChoices(): Promise<Choice[]>;
  inputFields(): Promise<PlainInputField[]>;
  /** Creates a contact in the inbox, or gives back the one that has its identifier, e-mail or phone. */
  create(request: InboxContactRequest): Promise<InboxContact>;
  /** Changes the contact that `sourceId` names. */
  update(request: InboxContactRequest & { sourceId: string }): Promise<InboxContact>;
}

/** A change through an inbox's own API; blank fields are already gone. */
export interface InboxContactRequest {
  /** The inbox's public identifier. */
  inbox: string;
  sourceId?: string;
  /** What to do when another contact has the e-mail or phone, which makes the server merge the two. */
  ifClash: IfClash;
  /** By input key; e-mail checked and phone in E.164. */
  values: Record<string, unknown>;
  fieldMeta: FieldMeta;
}

export type IfClash = 'stop' | 'merge';

/** What an inbox's API tells of a contact: the same for every server version. */
export interface InboxContact {
  id: string;
  /** Names the contact within the inbox. */
  source_id: string;
  name?: string;
  email?: string;
  phone?: string;
}
