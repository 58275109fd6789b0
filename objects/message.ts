/** A message of a conversation as every step gives it out. What the platform doesn't say is absent. */
export interface Message {
  id: string;
  conversation_id?: string;
  content?: string;
  subject?: string;
  /** Seen from the team: the contact's messages are incoming. */
  direction?: 'incoming' | 'outgoing';
  /** True for a note that only the team sees. */
  private?: boolean;
  /** What it came over: `Whatsapp`, `SMS`, `Email` … */
  channel?: string;
  /** How far it got: `sent`, `delivered`, `read`, `failed` … */
  status?: string;
  inbox_id?: string;
  contact_id?: string;
  /** `contact`, `user` or `agent_bot`. */
  sender_type?: string;
  sender_id?: string;
  sender_name?: string;
  sender_email?: string;
  attachments?: { url: string; type?: string }[];
  /** ISO 8601 with offset. */
  created_at?: string;
  /** The conversation's page in the platform's own app. */
  conversation_url?: string;
  /** The platform's other fields, under its API's names. */
  [field: string]: unknown;
}

/** Choices of a field for the direction, on every platform. */
export const directionChoices = {
  incoming: 'Incoming (from the contact)',
  outgoing: 'Outgoing (from the team)',
};

/** The sample of a message that was just sent: not every platform says when. */
export const sentMessageSample = {
  id: '90216',
  conversation_id: '318',
  content: 'Hello Jane, how can we help you?',
  direction: 'outgoing',
} satisfies Message;

/** The one sample of a message: only what all platforms always have. */
export const messageSample = {
  id: '90215',
  conversation_id: '318',
  content: 'Hello, I would like to know more about the Pro plan.',
  direction: 'incoming',
  created_at: '2026-03-14T09:31:08.000Z',
} satisfies Message;

/** Labels of what all platforms tell of a message; each has more of its own. */
export const messageOutputFields = [
  { key: 'id', label: 'Message ID', type: 'string' },
  { key: 'conversation_id', label: 'Conversation ID', type: 'string' },
  { key: 'content', label: 'Text', type: 'string' },
  { key: 'direction', label: 'Direction', type: 'string' },
  { key: 'private', label: 'Private Note', type: 'boolean' },
  { key: 'channel', label: 'Channel', type: 'string' },
  { key: 'status', label: 'Status', type: 'string' },
  { key: 'contact_id', label: 'Contact ID', type: 'string' },
  { key: 'sender_type', label: 'Sender Type', type: 'string' },
  { key: 'sender_id', label: 'Sender ID', type: 'string' },
  { key: 'attachments[]url', label: 'Attachment URL', type: 'string' },
  { key: 'created_at', label: 'Created At', type: 'datetime' },
  { key: 'conversation_url', label: 'Conversation Page URL', type: 'string' },
] as const;
