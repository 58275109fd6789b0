import type { Json } from './rails/params.js';
import type { Contact, Conversation, Message } from './records/index.js';

/** What a webhook can subscribe to. */
export const webhookEvents = [
  'conversation_status_changed',
  'conversation_updated',
  'conversation_created',
  'contact_created',
  'contact_updated',
  'message_created',
  'message_updated',
  'webwidget_triggered',
  'inbox_created',
  'inbox_updated',
  'conversation_typing_on',
  'conversation_typing_off',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** An address that wants to hear of an account's events. */
export interface Webhook {
  id: number;
  account_id: number;
  /** Stored and shown, but it filters nothing. */
  inbox_id: number | null;
  name: string | null;
  url: string;
  subscriptions: WebhookEvent[];
  /** Signs deliveries; null on releases that know no secrets. */
  secret: string | null;
}

/** What a change did to a record: the values before and after, by attribute. */
export type Changes = Record<string, { previous_value: Json; current_value: Json }>;

/** Something that happened to a record, told to whoever listens (the account's webhooks). */
export type StoreEvent =
  | { name: 'contact_created'; contact: Contact }
  | { name: 'contact_updated'; contact: Contact; changes: Changes }
  | { name: 'conversation_created'; conversation: Conversation }
  | {
      name: 'conversation_updated' | 'conversation_status_changed';
      conversation: Conversation;
      changes: Changes;
    }
  | { name: 'message_created' | 'message_updated'; message: Message };
