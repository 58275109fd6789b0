import { locationId } from './keys.js';
import { RateWindow } from '../rate_window.js';

/** An address, with whose it is. */
interface Place {
  name: string;
  address: string;
  city: string;
  state: string;
  country: string;
  postalCode: string;
  website: string;
  timezone: string;
}

export interface Location extends Place {
  id: string;
  companyId: string;
  domain: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  business: Place;
  social: Record<string, string>;
  settings: {
    allowDuplicateContact: boolean;
    allowDuplicateOpportunity: boolean;
    allowFacebookNameMerge: boolean;
    disableContactTimezone: boolean;
    /** The order in which duplicates are looked for. */
    contactUniqueIdentifiers: ('email' | 'phone')[];
  };
}

export type DataType =
  | 'TEXT'
  | 'LARGE_TEXT'
  | 'NUMERICAL'
  | 'MONETORY'
  | 'PHONE'
  | 'DATE'
  | 'TIME'
  | 'SINGLE_OPTIONS'
  | 'MULTIPLE_OPTIONS'
  | 'RADIO'
  | 'CHECKBOX'
  | 'TEXTBOX_LIST'
  | 'FILE_UPLOAD';

export interface CustomField {
  id: string;
  name: string;
  /** With the model in front: `contact.nickname`. */
  fieldKey: string;
  placeholder: string;
  dataType: DataType;
  position: number;
  /** Objects for TEXTBOX_LIST, strings for the choices. */
  picklistOptions?: string[] | { id: string; label: string }[];
  locationId: string;
  model: 'contact' | 'opportunity';
}

export type CustomFieldValue = string | number | string[] | Record<string, unknown>;

export interface DndSetting {
  status: 'active' | 'inactive' | 'permanent';
  message?: string;
  code?: string;
}

/** The texts of a contact that requests write as they are. */
export const contactTexts = [
  ...(['firstName', 'lastName', 'email', 'companyName', 'source', 'assignedTo'] as const),
  ...(['address1', 'city', 'state', 'country', 'postalCode', 'timezone', 'website'] as const),
  ...(['keyword', 'ssn'] as const),
];
export type ContactText = (typeof contactTexts)[number];

export interface Contact extends Partial<Record<ContactText, string>> {
  id: string;
  locationId: string;
  /** E.164. */
  phone?: string;
  /** `YYYY-MM-DD`. */
  dateOfBirth?: string;
  type: string;
  dnd: boolean;
  dndSettings: Record<string, DndSetting>;
  inboundDndSettings: Record<string, DndSetting>;
  tags: string[];
  /** By custom field id; a field without a value is absent. */
  customFields: Record<string, CustomFieldValue>;
  followers: string[];
  businessId?: string;
  dateAdded: string;
  dateUpdated: string;
}

export interface Tag {
  id: string;
  name: string;
  locationId: string;
}

/** A company that contacts belong to. */
export interface Business {
  id: string;
  name: string;
  locationId: string;
}

/** A text of the location that its templates use. */
export interface CustomValue {
  id: string;
  name: string;
  /** How a template names it: `{{ custom_values.opening_hours }}`. */
  fieldKey: string;
  value: string;
  locationId: string;
}

export interface User {
  id: string;
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  extension: string;
  roles: { type: string; role: string; locationIds: string[] };
  deleted: boolean;
}

export interface Note {
  id: string;
  contactId: string;
  body: string;
  userId?: string;
  title?: string;
  color?: string;
  pinned: boolean;
  dateAdded: string;
}

export interface Task {
  id: string;
  contactId: string;
  title: string;
  /** HTML, whatever was sent. */
  body?: string;
  assignedTo?: string;
  /** ISO 8601 in UTC. */
  dueDate: string;
  completed: boolean;
}

export interface Workflow {
  id: string;
  name: string;
  status: 'draft' | 'published';
  version: number;
  createdAt: string;
  updatedAt: string;
  locationId: string;
  /** The contacts that are in it; no answer tells. */
  contactIds: string[];
}

export interface Campaign {
  id: string;
  name: string;
  status: 'draft' | 'published';
  locationId: string;
  /** The contacts that are in it; no answer tells. */
  contactIds: string[];
}

export interface Appointment {
  id: string;
  calendarId: string;
  contactId: string;
  locationId: string;
  title: string;
  status: string;
  appointmentStatus: string;
  assignedUserId: string;
  /** `YYYY-MM-DD HH:MM:SS`, without a zone. */
  startTime: string;
  endTime: string;
  dateAdded: string;
  dateUpdated: string;
}

export interface Conversation {
  id: string;
  contactId: string;
  locationId: string;
  /** 1 phone, 2 e-mail, 3 Facebook, 4 review, 5 group SMS. */
  type: number;
  unreadCount: number;
  starred: boolean;
  inbox: boolean;
  deleted: boolean;
  dateAdded: string;
  dateUpdated: string;
}

/** What a message and an e-mail both tell. */
interface Sent {
  id: string;
  locationId: string;
  contactId: string;
  conversationId: string;
  dateAdded: string;
  direction: 'inbound' | 'outbound';
  status: string;
  contentType: string;
  attachments: string[];
  source: string;
}

/** A message. One of the type e-mail is a thread, and its direction that of the first, whoever wrote the last. */
export interface Message extends Sent {
  type: number;
  messageType: string;
  /** When it last changed: a thread of e-mails when one comes to it. */
  dateUpdated: string;
  /** Absent for e-mails, whose texts stand in their own records. */
  body?: string;
  userId?: string;
  /** All e-mails of a thread, the newest last. */
  meta?: { email: { messageIds: string[]; subject?: string } };
}

/** One e-mail, as `GET /conversations/messages/email/{id}` has it. */
export interface Email extends Sent {
  /** The message whose thread it is in. */
  threadId: string;
  subject?: string;
  body: string;
  from: string;
  to: string[];
  replyToMessageId?: string;
}

/** What a test may say of a new message; text and subject of an e-mail go into its record. */
export type NewMessage = Partial<Message> & { subject?: string };

/** A write that the search index does not show yet. */
interface HiddenChange {
  contactId: string;
  /** The contact as search still sees it; `undefined`: it was not there. */
  before: Contact | undefined;
  visibleAt: number;
}

/** Everything the sandbox knows; tests may read and change all of it. */
export class HighlevelStore {
  locations: Location[] = [];
  customFields: CustomField[] = [];
  contacts = new Map<string, Contact>();
  tags: Tag[] = [];
  businesses: Business[] = [];
  customValues: CustomValue[] = [];
  users: User[] = [];
  notes: Note[] = [];
  tasks: Task[] = [];
  workflows: Workflow[] = [];
  campaigns: Campaign[] = [];
  appointments: Appointment[] = [];
  conversations: Conversation[] = [];
  messages: Message[] = [];
  emails: Email[] = [];
  /** How long `POST /contacts/search` does not see a write, in milliseconds. */
  searchLagMs = 0;
  rateLimit = { max: 100, intervalMs: 10_000, daily: 200_000 };
  burstWindow = new RateWindow();
  dayWindow = new RateWindow();
  private hidden: HiddenChange[] = [];
  private lastNumbers: Record<string, number> = {};

  /** Empties the store and puts the settings back to their defaults. */
  clear(): void {
    Object.assign(this, new HighlevelStore());
  }

  /** Begins every limit anew. */
  forgetRequests(): void {
    this.burstWindow = new RateWindow();
    this.dayWindow = new RateWindow();
  }

  /** The location the tokens belong to. */
  get location(): Location {
    const location = this.locations.find((known) => known.id === locationId);
    if (!location) throw new Error(`The store has no location ${locationId}`);
    return location;
  }

  /** The next id: 20 letters and digits as HighLevel's are, but readable. */
  nextId(kind: string): string {
    const last = (this.lastNumbers[kind] ?? 0) + 1;
    this.lastNumbers[kind] = last;
    return kind + String(last).padStart(20 - kind.length, '0');
  }

  /** Adds a contact as if a user had typed it in; what is not given gets HighLevel's defaults. */
  addContact(values: Partial<Contact> = {}): Contact {
    const now = new Date().toISOString();
    const contact: Contact = {
      id: this.nextId('contact'),
      locationId,
      type: 'lead',
      dnd: false,
      dndSettings: {},
      inboundDndSettings: {},
      customFields: {},
      followers: [],
      dateAdded: now,
      dateUpdated: values.dateAdded ?? now,
      ...values,
      tags: lowerCaseTags(values.tags ?? []),
    };
    this.hideFromSearch(contact.id);
    this.contacts.set(contact.id, contact);
    this.addTags(contact.locationId, contact.tags);
    return contact;
  }

  /** Changes a contact and its `dateUpdated`. Which edits really move that date is unverified. */
  updateContact(contact: Contact, changes: Partial<Contact>): Contact {
    this.hideFromSearch(contact.id);
    Object.assign(contact, changes, { dateUpdated: new Date().toISOString() });
    contact.tags = lowerCaseTags(contact.tags);
    this.addTags(contact.locationId, contact.tags);
    return contact;
  }

  /** Removes a contact with its notes, tasks, conversations and messages. */
  deleteContact(contact: Contact): void {
    this.hideFromSearch(contact.id);
    this.contacts.delete(contact.id);
    this.notes = this.notes.filter((note) => note.contactId !== contact.id);
    this.tasks = this.tasks.filter((task) => task.contactId !== contact.id);
    this.conversations = this.conversations.filter((item) => item.contactId !== contact.id);
    this.messages = this.messages.filter((message) => message.contactId !== contact.id);
    this.emails = this.emails.filter((email) => email.contactId !== contact.id);
  }

  /** The contacts as the search index sees them: without the writes of the last `searchLagMs`. */
  searchableContacts(): Contact[] {
    this.hidden = this.hidden.filter((change) => change.visibleAt > Date.now());
    const seen = new Map(this.contacts);
    for (const { contactId, before } of this.hidden.toReversed()) {
      if (before) seen.set(contactId, before);
      else seen.delete(contactId);
    }
    return [...seen.values()];
  }

  /** Adds a conversation of a contact. */
  addConversation(contact: Contact, values: Partial<Conversation> = {}): Conversation {
    const now = new Date().toISOString();
    const conversation: Conversation = {
      id: this.nextId('conversation'),
      contactId: contact.id,
      locationId: contact.locationId,
      type: 1,
      unreadCount: 0,
      starred: false,
      inbox: true,
      deleted: false,
      dateAdded: now,
      dateUpdated: values.dateAdded ?? now,
      ...values,
    };
    this.conversations.push(conversation);
    return conversation;
  }

  /** Adds a message; an inbound one makes its conversation unread. An e-mail begins a thread. */
  addMessage(conversation: Conversation, { subject, ...values }: NewMessage = {}): Message {
    const now = new Date().toISOString();
    const message: Message = {
      id: this.nextId('message'),
      type: 2,
      messageType: 'TYPE_SMS',
      locationId: conversation.locationId,
      contactId: conversation.contactId,
      conversationId: conversation.id,
      dateAdded: now,
      dateUpdated: values.dateAdded ?? now,
      body: '',
      direction: 'inbound',
      status: 'delivered',
      contentType: 'text/plain',
      attachments: [],
      source: 'app',
      ...values,
    };
    this.messages.push(message);
    noteActivity(conversation, message.direction, message.dateUpdated);
    if (message.messageType === 'TYPE_EMAIL') {
      const { body = '', dateAdded, direction, status, contentType, attachments, source } = message;
      message.meta = { email: { messageIds: [], subject } };
      delete message.body;
      const shared = { dateAdded, direction, status, contentType, attachments, source };
      this.pushEmail(message, { ...shared, subject, body });
    }
    return message;
  }

  /** Adds an e-mail to a thread, whose row moves up with it: no message is made. */
  addReply(thread: Message, values: Partial<Email> = {}): Email {
    const email = this.pushEmail(thread, values);
    thread.dateUpdated = email.dateAdded;
    const conversation = this.conversations.find(({ id }) => id === thread.conversationId);
    if (conversation) noteActivity(conversation, email.direction, email.dateAdded);
    return email;
  }

  /** The text of a message, for an e-mail that of the last in its thread. */
  textOf(message: Message): string {
    const lastId = message.meta?.email.messageIds.at(-1);
    return this.emails.findLast(({ id }) => id === lastId)?.body ?? message.body ?? '';
  }

  private pushEmail(thread: Message, values: Partial<Email>): Email {
    thread.meta ??= { email: { messageIds: [] } };
    const { email: meta } = thread.meta;
    const contact = this.contacts.get(thread.contactId);
    const people = [contact?.email ?? 'unknown@example.com', this.location.email];
    const direction = values.direction ?? 'inbound';
    const [from = '', to = ''] = direction === 'inbound' ? people : people.reverse();
    const email: Email = {
      id: this.nextId('email'),
      threadId: thread.id,
      locationId: thread.locationId,
      contactId: thread.contactId,
      conversationId: thread.conversationId,
      dateAdded: new Date().toISOString(),
      subject: meta.subject,
      body: '',
      direction,
      status: 'delivered',
      contentType: 'text/html',
      attachments: [],
      from,
      to: [to],
      source: 'app',
      ...values,
    };
    this.emails.push(email);
    meta.messageIds.push(email.id);
    return email;
  }

  private addTags(ofLocation: string, names: string[]): void {
    for (const name of names) {
      if (this.tags.some((tag) => tag.locationId === ofLocation && tag.name === name)) continue;
      this.tags.push({ id: this.nextId('tag'), name, locationId: ofLocation });
    }
  }

  private hideFromSearch(contactId: string): void {
    if (this.searchLagMs === 0) return;
    const before = structuredClone(this.contacts.get(contactId));
    this.hidden.push({ contactId, before, visibleAt: Date.now() + this.searchLagMs });
  }
}

function noteActivity(
  conversation: Conversation,
  direction: Message['direction'],
  at: string,
): void {
  conversation.dateUpdated = at;
  if (direction === 'inbound') conversation.unreadCount += 1;
}

function lowerCaseTags(names: string[]): string[] {
  return [...new Set(names.map((name) => name.trim().toLowerCase()))];
}
