import type { PlainInputField, PlainOutputField, ZObject } from 'zapier-platform-core';
import type { Contact } from '../objects/contact.js';
import type { Connection } from './connection.js';

/** One entry of the platform list: what the connection form offers, and how to connect. */
export interface Platform {
  /** Value of the connection's `platform` field; public, never changed. */
  key: string;
  label: string;
  /** Where the user finds the key, with a Markdown link, for the connection's help text. */
  keyHelp: string;
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
}

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

/** Contacts of one platform. */
export interface Contacts {
  /** The platform's own input fields beyond `email` and `phone`, the account's attributes among them. */
  inputFields(): Promise<PlainInputField[]>;
  /** Labels for what the account's attributes are called in later steps. */
  outputFields(): Promise<PlainOutputField[]>;
  /** What `clear_fields` may hold: every field the platform can empty. */
  clearableFields(): Promise<Choice[]>;
  /** The same question for one field, answered without a request. */
  isClearable(key: string): boolean;
  /** A page of contacts to pick from; the choice's id is the contact's `by`. */
  choices(by: ContactKey, page: number): Promise<ChoicePage>;
  labelChoices(): Promise<Choice[]>;
  /** Checks an id's form before any request. @throws Problem */
  checkId(id: string): void;
  /** Contacts that match one of the keys exactly, best key first; `[]` for a miss. */
  find(keys: Partial<Record<ContactKey, string>>): Promise<Contact[]>;
  /** Contacts with the text in their name, e-mail, phone or external id. */
  search(text: string): Promise<Contact[]>;
  /** Checks a change in the platform's own terms. @throws Problem naming the field */
  draft(change: ContactChange): Promise<ContactDraft>;
}
