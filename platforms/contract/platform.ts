import type { Host } from '../../http/host.js';
import type { Connection } from './connection.js';
import type { Contacts } from './contacts.js';
import type { Conversations } from './conversations.js';
import type { EventSource } from './events.js';
import type { Choice, FieldMeta, InputField, List } from './form.js';
import type { ListKey, Lists } from './list.js';
import type { Messages } from './messages.js';
import type { Operation, Operations } from './operations.js';

/** One entry of the platform list: what the connection form offers, and how to connect. */
export interface Platform {
  /** Value of the connection's `platform` field; public, never changed. */
  key: string;
  label: string;
  connection: ConnectionForm;
  /** Its catalogue: operations of its API beyond the steps that all platforms share, each a step of its own. */
  operations?: readonly Operation[];
  /** What its dropdowns choose from; absent where no hidden trigger fills one. */
  lists?: Lists;
  /** @throws Problem when the connection lacks what the platform needs */
  connect(host: Host, connection: Connection): ConnectedPlatform;
}

/** What the connection's form asks for, said of the platform alone: Markdown, each help under 300 characters. */
export interface ConnectionForm {
  /** Where the user finds the key. */
  keyHelp: string;
  /** The address of its API; absent where it has a single one. */
  url?: { help: string; required?: true; placeholder: string };
  /** What the platform calls an account; absent where a key has no choice. */
  account?: { label: string; help: string; required?: true };
  /** Users may run the server themselves: with patience, certificates, a proxy and verified contacts of its own. */
  isOwnServer?: true;
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
  operations?: Operations & { catalogue: readonly Operation[] };
  /** For what the platform hasn't: what to do instead, as sentences. */
  instead: Partial<Record<Lacking, string>>;
}

/** Triggers that not every platform can have; `events` stands for all instant ones. */
export type Lacking =
  'new_conversation' | 'updated_contact' | 'new_message' | 'contact_tagged' | 'events';

/** Contacts through an inbox's own API, which needs no key. */
export interface InboxContacts {
  /** Inboxes that have such an API; the choice's id is the inbox's public identifier. */
  inboxChoices(): Promise<Choice[]>;
  /** The account's attributes as fields of both steps, and fields that take any. */
  inputFields(purpose: 'create' | 'update'): Promise<InputField[]>;
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
  /** Labels of the fields whose values aren't there all the same; absent where all are. */
  not_stored?: string[];
}
