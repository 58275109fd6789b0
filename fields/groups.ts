import type { ContactGroup } from '../platforms/contract/contacts.js';
import type { ConversationGroup } from '../platforms/contract/conversations.js';
import type { Grouped } from '../platforms/contract/form.js';
import type { MessageGroup } from '../platforms/contract/messages.js';
import type { InboxContactGroup } from '../platforms/contract/inbox_contacts.js';

/** A group of a form, as Zapier takes it: shown at once when emphasized, else folded up behind its label. */
export interface FieldGroup<Key extends string> {
  key: Key;
  label: string;
  emphasize?: true;
}

// The lists are static, for all platforms: what is one platform's own word stands in the fields.

/** Create and Update Contact. */
export const contactGroups: FieldGroup<ContactGroup>[] = [
  { key: 'who', label: 'Contact', emphasize: true },
  { key: 'address', label: 'Address' },
  { key: 'custom_fields', label: 'Custom Fields', emphasize: true },
  { key: 'labels', label: 'Labels and Tags' },
  { key: 'do_not_disturb', label: 'Do Not Disturb and Opt-Ins' },
  { key: 'more', label: 'More' },
];

/** Create and Update Inbox Contact. */
export const inboxContactGroups: FieldGroup<InboxContactGroup>[] = [
  { key: 'who', label: 'Contact', emphasize: true },
  { key: 'custom_fields', label: 'Custom Fields', emphasize: true },
  { key: 'more', label: 'More' },
];

/** Create and Update Conversation. */
export const conversationGroups: FieldGroup<ConversationGroup>[] = [
  { key: 'conversation', label: 'Conversation', emphasize: true },
  { key: 'state', label: 'Status and Assignment', emphasize: true },
  { key: 'custom_fields', label: 'Custom Fields', emphasize: true },
  { key: 'labels', label: 'Labels and Tags' },
  { key: 'more', label: 'More' },
];

/** Send Message. */
export const messageGroups: FieldGroup<MessageGroup>[] = [
  { key: 'message', label: 'Message', emphasize: true },
  { key: 'interactive', label: 'Buttons, Cards and Forms' },
  { key: 'email', label: 'Email' },
  { key: 'more', label: 'More' },
];

/** Fields by their groups, in the order of these; within a group they stay as they come. */
export function inOrder<Group extends string>(
  groups: readonly FieldGroup<Group>[],
  fields: readonly Grouped<Group>[],
): Grouped<Group>[] {
  return groups.flatMap(({ key }) => fields.filter(({ group }) => group === key));
}
