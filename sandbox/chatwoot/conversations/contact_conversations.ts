import type { AccountRoute } from '../auth.js';
import { findContact } from '../contacts/contacts.js';
import { listedConversations } from './conversation_access.js';
import { conversationJson } from './conversation_json.js';
import type { Store } from '../store.js';

/** Adds the list of a contact's latest conversations. */
export function contactConversationRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/contacts/:contact_id/conversations', (context) => {
    const contact = findContact(store, context, 'contact_id');
    return {
      payload: listedConversations(store, context)
        .filter((row) => row.contact_id === contact.id)
        // By their last activity since chatwoot/chatwoot#10825.
        .toSorted((a, b) =>
          store.atLeast('4.1.0')
            ? b.last_activity_at.getTime() - a.last_activity_at.getTime()
            : b.id - a.id,
        )
        .slice(0, 20)
        .map((row) => conversationJson(store, row, context.user)),
    };
  });
}
