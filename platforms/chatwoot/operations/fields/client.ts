import type { ChatwootField } from '../entry.js';

/** The inbox of a client API step, by its identifier. */
export const apiInbox = {
  key: 'inbox',
  label: 'Inbox',
  dynamic: 'list_api_inboxes',
  required: true,
  helpText:
    'An API inbox: one that an app of your own feeds. Choose it, or enter its Inbox Identifier.',
} as const satisfies ChatwootField;

/** The contact of a client API step, by its source id. */
export const contactIdentifier = {
  key: 'contact_identifier',
  label: 'Contact Identifier',
  dynamic: 'list_inbox_contacts',
  required: true,
  helpText:
    'The ID that the contact has in this inbox alone. Choose the contact, or map the ID from a Create Contact in API Inbox step, or from Contact Inboxes of a Find Contact step.',
} as const satisfies ChatwootField;

/** A conversation of that contact in that inbox. */
export const inboxConversation = {
  key: 'conversation',
  label: 'Conversation',
  dynamic: 'list_conversations',
  search: 'find_inbox_conversation.id',
  helpText: 'A conversation that the contact has in this inbox.',
} as const satisfies ChatwootField;

/** Where the client API has a contact's conversations. */
export const INBOX_CONVERSATIONS = '/inboxes/{inbox}/contacts/{contact_identifier}/conversations';
