import {
  addConversation,
  addMessage,
  type NewConversation,
} from '../conversations/conversation_records.js';
import type { JsonObject } from '../rails/params.js';
import { hoursAfter } from './seed_time.js';
import { seeded } from './seeded.js';
import type { Conversation, Store } from '../store.js';

const at = hoursAfter('2026-02-10T08:00:00.000Z');
const agent = { type: 'User', id: 2 } as const;

/** Adds conversations of every status and priority, in every inbox, and their messages. */
export function addSeedConversations(store: Store): void {
  addWebsiteConversation(store);
  addSecureAppConversation(store);
  addEmailConversation(store);
  addWhatsappConversation(store);
  addLockedConversation(store);
}

function addWebsiteConversation(store: Store): void {
  const conversation = open(store, [9, 1, '7f1d2c3b-4a59-4687-9b0c-1d2e3f4a5b60'], [0, 5], {
    display_id: seeded.conversations.website,
    priority: 'urgent',
    additional_attributes: {
      browser_language: 'pt-BR',
      conversation_language: 'pt',
      referer: 'https://www.example.com/pricing',
    },
    custom_attributes: { order_number: '2002' },
    first_reply_created_at: at(1),
  });
  say(store, conversation, 0, 'Do you ship to Portugal?');
  reply(store, conversation, 1, 'Yes, within a week.');
  addMessage(store, conversation, {
    content: 'Asked the warehouse about customs.',
    message_type: 1,
    private: true,
    sender: agent,
    created_at: at(2),
  });
  addMessage(store, conversation, {
    content: 'Here is the form',
    attachments: [pdf()],
    created_at: at(4),
  });
  say(store, conversation, 5, 'And how much is it?');
}

function addSecureAppConversation(store: Store): void {
  const conversation = open(store, [8, 3, 'c7b9e0d4-1a2f-4e63-8b7d-90f5a4c3e621'], [10, 11], {
    display_id: seeded.conversations.secureApp,
    status: 'pending',
    priority: 'low',
  });
  say(store, conversation, 11, 'My sign-in fails.');
}

function addEmailConversation(store: Store): void {
  const conversation = open(store, [10, 4, 'ben.castellan@example.com'], [20, 22], {
    display_id: seeded.conversations.email,
    status: 'resolved',
    priority: 'medium',
    assignee_id: agent.id,
    team_id: 1,
    labels: ['lead', 'vip'],
    custom_attributes: { order_number: '4004', gift: true },
    additional_attributes: { mail_subject: 'Invoice for February', source: 'email' },
    first_reply_created_at: at(22),
    waiting_since: null,
    agent_last_seen_at: at(22),
    assignee_last_seen_at: at(22),
  });
  addMessage(store, conversation, {
    content: 'Please send the invoice again.',
    content_type: 'incoming_email',
    source_id: '<invoice-4004@mail.example.com>',
    created_at: at(20),
  });
  reply(store, conversation, 22, 'It is on its way.');
}

function addWhatsappConversation(store: Store): void {
  const conversation = open(store, [1, 5, '5511987654321'], [30, 31], {
    display_id: seeded.conversations.whatsapp,
    status: 'snoozed',
    priority: 'high',
    snoozed_until: new Date('2036-01-01T09:00:00.000Z'),
    assignee_id: 1,
  });
  say(store, conversation, 31, 'Is my order there?');
}

function addLockedConversation(store: Store): void {
  const conversation = open(store, [9, 6, '0b6a2d1e-3c4f-4d5a-8e9b-6f7a8b9c0d12'], [40, 42], {
    display_id: seeded.conversations.locked,
    uuid: '8c1e7d52-3b6f-4a09-b1c4-5d2e9f7a6b38',
    first_reply_created_at: at(41),
    waiting_since: null,
  });
  say(store, conversation, 40, 'Thank you!');
  reply(store, conversation, 41, 'You are welcome.');
  addMessage(store, conversation, {
    content: 'Please rate this conversation',
    message_type: 3,
    content_type: 'input_csat',
    sender: null,
    // Surveys close after two weeks, so this one is always fresh.
    created_at: new Date(),
  });
}

function open(
  store: Store,
  [contactId, inboxId, sourceId]: [contactId: number, inboxId: number, sourceId: string],
  [createdHour, activeHour]: [createdHour: number, activeHour: number],
  values: NewConversation,
): Conversation {
  const contact = store.contact(1, contactId);
  const inbox = store.inboxes.find((row) => row.id === inboxId);
  if (!contact || !inbox)
    throw new Error(`The seed has no contact ${contactId} or inbox ${inboxId}`);
  const session =
    store.session(inboxId, sourceId) ?? store.addContactInbox(contact, inbox, sourceId);
  return addConversation(store, session, {
    created_at: at(createdHour),
    updated_at: at(activeHour),
    last_activity_at: at(activeHour),
    ...values,
  });
}

function say(store: Store, conversation: Conversation, hours: number, content: string): void {
  addMessage(store, conversation, { content, created_at: at(hours) });
}

function reply(store: Store, conversation: Conversation, hours: number, content: string): void {
  const created = at(hours);
  addMessage(store, conversation, { content, message_type: 1, sender: agent, created_at: created });
}

function pdf(): JsonObject {
  return {
    id: 1,
    file_type: 'file',
    extension: 'pdf',
    content_type: 'application/pdf',
    data_url: 'https://chat.example.com/rails/active_storage/blobs/redirect/a1b2c3/form.pdf',
    thumb_url: '',
    file_size: 48_211,
    width: null,
    height: null,
  };
}
