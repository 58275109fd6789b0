import type { Contacts } from './contacts.js';
import type { Conversations } from './conversations.js';
import type { EventKind, EventSource } from './events.js';
import type { List } from './form.js';
import type { InboxContacts } from './inbox_contacts.js';
import type { ListKey } from './list.js';
import type { Messages } from './messages.js';
import type { Operation, Operations } from './operations.js';

/** What a platform does, part by part; what it can't do is absent. */
export interface Parts {
  contacts: Contacts;
  /** What dropdowns of fields from `inputFields` choose from, by the key of their hidden trigger. */
  lists: Partial<Record<ListKey, List>>;
  inboxContacts?: InboxContacts;
  conversations?: Conversations;
  messages?: Messages;
  events?: EventSource;
  operations?: Operations & { catalogue: readonly Operation[] };
}

const eventsOf =
  (kind: EventKind) =>
  ({ events }: Parts) =>
    events?.kinds.includes(kind) ? events : undefined;

/** What not every platform can do, and the part that does it. */
export const capabilities = {
  contact_labels: ({ contacts }: Parts) => contacts.labels,
  contact_notes: ({ contacts }: Parts) => contacts.addNote,
  contact_removal: ({ contacts }: Parts) => contacts.remove,
  contact_merge: ({ contacts }: Parts) => contacts.merge,
  changed_contacts: ({ contacts }: Parts) => contacts.changed,
  tagged_contacts: ({ contacts }: Parts) => contacts.tagged,
  inbox_contacts: ({ inboxContacts }: Parts) => inboxContacts,
  conversations: ({ conversations }: Parts) => conversations,
  messages: ({ messages }: Parts) => messages,
  new_messages: ({ messages }: Parts) => messages?.newest,
  new_contact_events: eventsOf('new_contact'),
  updated_contact_events: eventsOf('updated_contact'),
  new_conversation_events: eventsOf('new_conversation'),
  updated_conversation_events: eventsOf('updated_conversation'),
  conversation_status_changed_events: eventsOf('conversation_status_changed'),
  new_message_events: eventsOf('new_message'),
};

export type Capability = keyof typeof capabilities;

/** The part behind a capability, where a platform has it. */
export type PartOf<Name extends Capability> = NonNullable<ReturnType<(typeof capabilities)[Name]>>;

/** What a step may need of a platform: a capability, one of its lists, or an operation of its catalogue. */
export type Need = Capability | ListKey | Operation;

/** Everything that a platform's parts have of what steps may need. */
export function offersIn(parts: Parts): ReadonlySet<Need> {
  const names = Object.keys(capabilities) as Capability[];
  return new Set<Need>([
    ...names.filter((name) => capabilities[name](parts) !== undefined),
    ...(Object.keys(parts.lists) as ListKey[]),
    ...(parts.operations?.catalogue ?? []),
  ]);
}
