import type { Contact } from '../../objects/contact.js';
import type { LabelChange, RecordChange } from './change.js';
import type { Feed } from './feed.js';
import type { Choice, Grouped, InputField, OutputField } from './form.js';
import type { ListKey } from './list.js';

/** What a contact can be found by, exactly. */
export type ContactKey = 'id' | 'email' | 'phone' | 'external_id';

/** What the fields of a contact's form are about. */
export type ContactGroup =
  'who' | 'address' | 'custom_fields' | 'labels' | 'do_not_disturb' | 'more';

/** What to look a contact up by. */
export interface ContactKeys extends Partial<Record<ContactKey, string>> {
  /** Other ways in which the phone number may have been written: for when no key finds anybody. */
  otherPhones?: readonly string[];
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
  /**
   * Creates a contact with the change's values; what is to be emptied is empty in a new one.
   * @param key names it besides them: what a lookup found nobody by, checked as the change's values are
   */
  create(key?: Partial<Record<ContactKey, string>>): Promise<Contact>;
}

/** A note on a contact, as its step gives it out. */
export interface ContactNote {
  id: string;
  contact_id: string;
  content: string;
  created_at?: string;
}

/** Contacts by their last change, and what can change of them. */
export interface ChangedContacts {
  feed(): Feed<Contact>;
  /** What a trigger can be asked to look at: keys of a contact, those of attributes behind `custom_attributes.`. */
  fields(): Promise<Choice[]>;
  /** Whether `fields` has a key, or would take one that nobody lists. */
  isField(key: string): Promise<boolean>;
  /** What a contact of the feed has under a key of `fields`. */
  valueOf(contact: Contact, key: string): unknown;
}

/** Contacts of one platform; what it can't do is absent. */
export interface Contacts {
  /** The platform's own input fields beyond `email`, `phone` and labels, the account's attributes among them. */
  inputFields(purpose: 'create' | 'update'): Promise<Grouped<ContactGroup>[]>;
  /** Whether a key is one of `inputFields`, answered without a request. */
  isInput(key: string): boolean;
  /** Labels of what it tells of a contact beyond what all platforms do. */
  outputFields: readonly OutputField[];
  /** Labels for what the account's attributes are called in later steps; absent where nothing lists them. */
  attributeOutputs?: () => Promise<OutputField[]>;
  /** What `clear_fields` may hold: every field the platform can empty. */
  clearableFields(): Promise<Choice[]>;
  /** Whether one field can be emptied, answered without a request. */
  isClearable(key: string): boolean;
  /** Whether a text can be the ID of a contact here, told by its form. */
  isId(text: string): boolean;
  /** @throws Problem naming the field, with what IDs look like, for what `isId` says no to */
  checkId(id: string, field: string): void;
  /** Contacts that match one of the keys exactly, best key first; `[]` for a miss. */
  find(keys: ContactKeys): Promise<Contact[]>;
  /**
   * All contacts that match the key, where `find` may tell of one though there are several: for what can't be
   * undone. Absent where `find` tells of all.
   */
  findEvery?: (keys: ContactKeys) => Promise<Contact[]>;
  /** Absent where looking many up at once takes no fewer requests than one by one. */
  many?: ManyContacts;
  /** Contacts with the text in their name, e-mail, phone or external id. */
  search(text: string): Promise<Contact[]>;
  /** Checks a change in the platform's own terms. @throws Problem naming the field */
  draft(change: RecordChange): Promise<ContactDraft>;
  /** New contacts; `label`: only those that have it. */
  newest(filter: { label: string | undefined }): Feed<Contact>;
  changed?: ChangedContacts;
  /** Contacts by their last change, once for each of the tags asked for that they have. */
  tagged?: (tags: readonly string[]) => Feed<Contact & { tag: string }>;
  /** Labels or tags, whatever the platform calls them. */
  labels?: ContactLabels;
  /** Deletes for good. */
  remove?: (id: string) => Promise<void>;
  /** The platform's own fields of Add Contact Note, beyond `note`; absent where it has none. */
  noteFields?: readonly InputField[];
  /** @param more the filled ones of `noteFields` */
  addNote?: (id: string, content: string, more?: Record<string, unknown>) => Promise<ContactNote>;
  /** Moves everything of the second contact to the first, and deletes the second. @returns the first */
  merge?: (keptId: string, mergedId: string) => Promise<Contact>;
}

/** Contacts looked up many at once. */
export interface ManyContacts {
  /** So many are looked up by one call. */
  most: number;
  /**
   * @param wanted each with one key, though never an ID; its other phones count where nobody has the number itself
   * @returns for each what `find` would; undefined where `find` must be asked
   */
  find(wanted: readonly ContactKeys[]): Promise<(readonly Contact[] | undefined)[]>;
}

/** Labels or tags of contacts. */
export interface ContactLabels {
  /** What the platform calls one, and several of them, in a title: `Tag`, `Tags`. */
  words: { one: string; many: string };
  /** What becomes of one that isn't there yet, for help texts. */
  newOnes: string;
  /** The list of the platform's that holds them. */
  list: ListKey;
  choices(): Promise<Choice[]>;
  /** @returns the labels after the change */
  change(contactId: string, change: LabelChange): Promise<string[]>;
  /** Absent where the platform adds them to one contact at a time. */
  addToMany?: LabelsForMany;
}

/** Labels added to many contacts at once; their other labels stay, and a repeat does no harm. */
export interface LabelsForMany {
  /** So many contacts get them by one call. */
  most: number;
  /** @returns for each contact, in order, why it has not all of the labels; undefined where it has */
  add(contactIds: readonly string[], labels: readonly string[]): Promise<(string | undefined)[]>;
}
