import type { Conversation } from '../../objects/conversation.js';
import type { RecordChange } from './change.js';
import type { Feed } from './feed.js';
import type { Choice, FormInput, Grouped, InputField, OutputField } from './form.js';

/** A conversation as its create step gives it out. */
export type StartedConversation = Conversation & {
  /** False for one that was there already: some inboxes keep a single conversation with each contact. */
  is_new: boolean;
};

/** What the fields of Create and Update Conversation are about. */
export type ConversationGroup = 'conversation' | 'state' | 'custom_fields' | 'labels' | 'more';

/** Conversations of one platform; what it can't do is absent. */
export interface Conversations {
  /** The platform's own filters of the trigger for new conversations. */
  feedFields(): InputField[];
  /** New conversations. @param filter the filled fields of `feedFields` @throws Problem naming the field */
  newest(filter: Record<string, unknown>): Feed<Conversation>;
  /** Labels of what it tells of a conversation beyond what all platforms do. */
  outputFields: readonly OutputField[];
  /** Labels for what the account's attributes are called in later steps; absent where nothing lists them. */
  attributeOutputs?: () => Promise<OutputField[]>;
  /** Checks an id's form before any request. @throws Problem naming the field */
  checkId(id: string): void;
  /** The platform's own fields of Find Conversation. */
  findFields(): InputField[];
  /**
   * Conversations with the id, else of the contact, that pass the filters: open ones first, then the last
   * active. `[]` for a miss.
   * @param query `conversation` and `contact` as ids, and the filled fields of `findFields`
   */
  find(query: Record<string, unknown>): Promise<Conversation[]>;
  /** The platform's own fields of Create Conversation; some depend on what is filled already. */
  createFields(input: Record<string, unknown>): Promise<Grouped<ConversationGroup>[]>;
  /** @param input the filled fields of `createFields` */
  create(contactId: string, input: FormInput): Promise<StartedConversation>;
  /** The platform's own fields of Update Conversation. */
  updateFields(): Promise<Grouped<ConversationGroup>[]>;
  /** What `clear_fields` may hold. */
  clearableFields(): Promise<Choice[]>;
  /** @returns the conversation after the change */
  update(id: string, change: RecordChange): Promise<Conversation>;
}
