import type { EntryField } from '../../catalogue/entry.js';
import type { HighlevelEntry } from './entry.js';

const email = {
  key: 'email',
  label: 'Email',
  required: true,
  helpText: 'Its ID, as New Message, Find Message and Send Message give it for an email.',
} as const satisfies EntryField;

const scheduled = {
  noun: 'Message',
  scope: 'conversations/message.write',
  method: 'DELETE',
  gives: 'record',
  has: [],
  saysDone: 'status',
  sample: { id: 've9EPM428h8vShlRW1KT', deleted: true },
} as const satisfies Partial<HighlevelEntry>;

/** A single e-mail, and what is yet to be sent. */
export const emails: HighlevelEntry[] = [
  {
    key: 'find_email',
    kind: 'search',
    noun: 'Email',
    scope: 'conversations/message.readonly',
    label: 'Find Email',
    description: 'Reads one email by its ID: subject, body, addresses, and whether it arrived.',
    path: '/conversations/messages/email/{email}',
    gives: 'record',
    envelope: 'emailMessage',
    fields: [email],
    sample: {
      id: 've9EPM428h8vShlRW1KT',
      threadId: 'ocQHyuzHvysMo5N5VsXc',
      contactId: 'sx6wyHhbFdRXh302LLNR',
      conversationId: 'tDtDnQdgm2LXpyiqYvZ6',
      subject: 'Your appointment',
      body: 'See you on Friday at 10:00.',
      direction: 'outbound',
      status: 'delivered',
      dateAdded: '2026-01-06T09:00:00.000Z',
    },
    more: {
      contentType: 'string',
      source: 'string',
      from: 'string',
      to: 'list',
      cc: 'list',
      bcc: 'list',
      attachments: 'list',
      replyToMessageId: 'string',
      provider: 'string',
      error: 'string',
      altId: 'string',
    },
  },
  {
    ...scheduled,
    key: 'cancel_scheduled_message',
    kind: 'create',
    label: 'Cancel Scheduled Message',
    description: 'Takes back a message that is yet to be sent.',
    path: '/conversations/messages/{message}/schedule',
    id: 'message',
    fields: [
      {
        key: 'message',
        label: 'Message',
        required: true,
        helpText: 'Its ID, as Send Message gave it. For an email, use Cancel Scheduled Email.',
      },
    ],
  },
  {
    ...scheduled,
    key: 'cancel_scheduled_email',
    kind: 'create',
    label: 'Cancel Scheduled Email',
    description: 'Takes back an email that is yet to be sent.',
    path: '/conversations/messages/email/{email}/schedule',
    id: 'email',
    fields: [email],
  },
];
