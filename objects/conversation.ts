import { contactSample, type Contact } from './contact.js';

/** A conversation as every step gives it out. What the platform doesn't say is absent. */
export interface Conversation {
  id: string;
  /** `open`, `pending`, `snoozed` or `resolved`. */
  status?: string;
  priority?: string;
  /** What it runs over: `WebWidget`, `Whatsapp`, `Email`, `SMS` … */
  channel?: string;
  inbox_id?: string;
  assignee_id?: string;
  assignee_name?: string;
  /** `User` or `AgentBot`, where the platform knows both. */
  assignee_type?: string;
  team_id?: string;
  team_name?: string;
  labels?: string[];
  starred?: boolean;
  unread_count?: number;
  custom_attributes?: Record<string, unknown>;
  /** The person on the other side, in the contact's shape as far as the answer tells. */
  contact?: Contact;
  last_message?: string;
  /** ISO 8601 with offset, like every time here. */
  created_at?: string;
  updated_at?: string;
  last_activity_at?: string;
  snoozed_until?: string;
  /** The conversation's page in the platform's own app. */
  url?: string;
  /** The platform's other fields, under its API's names. */
  [field: string]: unknown;
}

/** The one sample of a conversation: only what all platforms always have. */
export const conversationSample = {
  id: '318',
  channel: 'Whatsapp',
  unread_count: 1,
  contact: {
    id: contactSample.id,
    name: contactSample.name,
    first_name: contactSample.first_name,
    last_name: contactSample.last_name,
    email: contactSample.email,
    phone: contactSample.phone,
  },
  created_at: '2026-03-14T09:26:53.000Z',
  last_activity_at: '2026-03-14T09:31:08.000Z',
  url: 'https://chat.example.com/app/accounts/1/conversations/318',
} satisfies Conversation;

/** The sample of a conversation after a change, of which not every platform tells the rest. */
export const changedConversationSample = {
  id: conversationSample.id,
  unread_count: conversationSample.unread_count,
  contact: { id: contactSample.id },
  last_activity_at: conversationSample.last_activity_at,
  url: conversationSample.url,
} satisfies Conversation;

/** Labels of what all platforms tell of a conversation; each has more of its own. */
export const conversationOutputFields = [
  { key: 'id', label: 'Conversation ID', type: 'string' },
  { key: 'channel', label: 'Channel', type: 'string' },
  { key: 'assignee_id', label: 'Assigned Agent ID', type: 'string' },
  { key: 'unread_count', label: 'Unread Messages', type: 'integer' },
  { key: 'contact__id', label: 'Contact ID', type: 'string' },
  { key: 'contact__name', label: 'Contact Name', type: 'string' },
  { key: 'contact__first_name', label: 'Contact First Name', type: 'string' },
  { key: 'contact__last_name', label: 'Contact Last Name', type: 'string' },
  { key: 'contact__email', label: 'Contact Email', type: 'string' },
  { key: 'contact__phone', label: 'Contact Phone', type: 'string' },
  { key: 'contact__url', label: 'Contact Page URL', type: 'string' },
  { key: 'last_message', label: 'Last Message', type: 'string' },
  { key: 'created_at', label: 'Created At', type: 'datetime' },
  { key: 'updated_at', label: 'Updated At', type: 'datetime' },
  { key: 'last_activity_at', label: 'Last Activity At', type: 'datetime' },
  { key: 'url', label: 'Conversation Page URL', type: 'string' },
] as const;
