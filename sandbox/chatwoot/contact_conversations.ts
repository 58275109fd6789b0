import { agentJson, seesInbox } from './account_lists.js';
import type { AccountRoute } from './auth.js';
import { contactJson, unixSeconds } from './contact_json.js';
import { findContact } from './contacts.js';
import type { Conversation, Store } from './store.js';

/** Adds the list of a contact's latest conversations. */
export function contactConversationRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/contacts/:contact_id/conversations', (context) => {
    const contact = findContact(store, context, 'contact_id');
    const visible = store.inboxes.filter((inbox) =>
      seesInbox(inbox, context.user, context.accountUser.role),
    );
    return {
      payload: store.conversations
        .filter((row) => row.contact_id === contact.id)
        .filter((row) => visible.some((inbox) => inbox.id === row.inbox_id))
        .toSorted((a, b) => b.last_activity_at.getTime() - a.last_activity_at.getTime())
        .slice(0, 20)
        .map((row) => conversationJson(store, row)),
    };
  });
}

function conversationJson(store: Store, conversation: Conversation): object {
  const contact = store.contact(conversation.account_id, conversation.contact_id);
  const inbox = store.inboxes.find((row) => row.id === conversation.inbox_id);
  const session = store.contactInboxes.find((row) => row.id === conversation.contact_inbox_id);
  const assignee = store.users.find((row) => row.id === conversation.assignee_id);
  return {
    meta: {
      sender: contact ? contactJson(store, contact, false) : null,
      channel: inbox?.channel_type ?? null,
      ...(assignee && {
        assignee: agentJson(store, assignee, conversation.account_id),
        assignee_type: 'User',
      }),
      hmac_verified: session?.hmac_verified ?? null,
    },
    id: conversation.display_id,
    messages: [],
    account_id: conversation.account_id,
    uuid: conversation.uuid,
    additional_attributes: conversation.additional_attributes,
    agent_last_seen_at: 0,
    assignee_last_seen_at: 0,
    can_reply: true,
    contact_last_seen_at: 0,
    custom_attributes: conversation.custom_attributes,
    inbox_id: conversation.inbox_id,
    labels: conversation.labels,
    muted: false,
    snoozed_until: null,
    status: conversation.status,
    created_at: unixSeconds(conversation.created_at),
    updated_at: conversation.updated_at.getTime() / 1000,
    timestamp: unixSeconds(conversation.last_activity_at),
    first_reply_created_at: 0,
    unread_count: 0,
    last_non_activity_message: null,
    last_activity_at: unixSeconds(conversation.last_activity_at),
    priority: conversation.priority,
    waiting_since: 0,
    sla_policy_id: null,
  };
}
