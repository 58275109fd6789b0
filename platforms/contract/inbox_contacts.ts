import type { Choice, FormInput, Grouped } from './form.js';

/** What the fields of a form for them are about. */
export type InboxContactGroup = 'who' | 'custom_fields' | 'more';

/** Contacts through an inbox's own API, which needs no key. */
export interface InboxContacts {
  /** Inboxes that have such an API; the choice's id is the inbox's public identifier. */
  inboxChoices(): Promise<Choice[]>;
  /** The account's attributes as fields of both steps, and fields that take any. */
  inputFields(purpose: 'create' | 'update'): Promise<Grouped<InboxContactGroup>[]>;
  /** Creates a contact in the inbox, or gives back the one that has its identifier, e-mail or phone. */
  create(request: InboxContactRequest): Promise<InboxContact>;
  /** Changes the contact that `sourceId` names. */
  update(request: InboxContactRequest & { sourceId: string }): Promise<InboxContact>;
}

/** A change through an inbox's own API; once it is checked, with the phone in E.164. */
export interface InboxContactRequest extends FormInput {
  /** The inbox's public identifier. */
  inbox: string;
  sourceId?: string;
  /** What to do when another contact has the e-mail or phone, which makes the server merge the two. */
  ifClash: IfClash;
}

export type IfClash = 'stop' | 'merge';

/** What an inbox's API tells of a contact: the same for every server version. */
export interface InboxContact {
  id: string;
  /** Names the contact within the inbox. */
  source_id: string;
  name?: string;
  first_name?: string;
  last_name?: string;
  email?: string;
  phone?: string;
  /** Labels of the fields whose values aren't there all the same; absent where all are. */
  not_stored?: string[];
}
