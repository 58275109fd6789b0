import type { Conversation, Store } from '../store.js';

/** Code stays as it is; a placeholder names a record and one of its values. */
const codeOrPlaceholder = /(`[^`]*`)|\{\{-?\s*([\w.]+)[^{}]*\}\}/g;

/**
 * The text of an outgoing message as the server keeps it: `{{contact.name}}` and its like are filled in, with
 * nothing where there is no such value. What is no placeholder that can be read stays.
 */
export function filledIn(store: Store, conversation: Conversation, text: string): string {
  const contact = store.contact(conversation.account_id, conversation.contact_id);
  const agent = store.users.find((row) => row.id === conversation.assignee_id);
  const inbox = store.inboxes.find((row) => row.id === conversation.inbox_id);
  const account = store.accounts.find((row) => row.id === conversation.account_id);
  const values: Record<string, string | number | null | undefined> = {
    'contact.name': inCapitals(contact?.name),
    'contact.email': contact?.email,
    'contact.phone_number': contact?.phone_number,
    'agent.name': inCapitals(agent?.name),
    'agent.email': agent?.email,
    'conversation.display_id': conversation.display_id,
    'inbox.name': inbox?.name,
    'account.name': account?.name,
  };
  return text.replace(codeOrPlaceholder, (_all, code?: string, name?: string) => {
    if (code !== undefined) return code;
    return String(values[name ?? ''] ?? '');
  });
}

/** Names are put in with each word's first letter in upper case, and no other. */
function inCapitals(name: string | null | undefined): string {
  const words = (name ?? '').split(/\s+/).filter((word) => word !== '');
  return words
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join(' ');
}
