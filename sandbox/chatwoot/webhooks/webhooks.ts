import { randomBytes } from 'node:crypto';
import { array, integer, string, unwritten } from '../rails/columns.js';
import { pick } from '../rails/params.js';
import { textLimit } from '../rails/root_key.js';
import { resource } from '../resource.js';
import { webhookEvents, type Store, type WebhookEvent } from '../store.js';

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** The account's webhooks, for administrators only. There is no route for a single one. */
export const webhooks = resource({
  path: '/webhooks',
  rows: (store) => store.webhooks,
  administrators: ['list', 'create', 'update', 'delete'],
  roleFirst: true,
  root: 'webhook',
  columns: {
    url: string({ limit: textLimit }),
    name: string({ since: '4.8.0' }),
    inbox_id: integer(),
    webhook_type: unwritten(0),
    // What a new one hears of unless told.
    subscriptions: { ...array(), initially: webhookEvents.slice(0, 8) },
    secret: { ...unwritten<string | null>(null), since: '4.12.0' },
  },
  fresh: ({ store }) => ({ secret: store.atLeast('4.12.0') ? newSecret() : null }),

  save(draft, errors, { store }) {
    const url = draft.url ?? '';
    errors.uniqueness(store.webhooks, { ...draft, url }, 'url', 'account_id');
    // The server's own rule: an address of the two kinds anywhere in the text.
    if (!/https?:/i.test(url)) errors.add('url', 'is invalid');
    const names = draft.subscriptions.map(String);
    const known = names.filter((name) => isWebhookEvent(store, name));
    if (known.length === 0 || known.length < names.length) {
      errors.add('subscriptions', 'Invalid events');
    }
    errors.raise();
    return { ...draft, url, subscriptions: known };
  },

  json(webhook, { store }) {
    const inbox = store.inboxes.find((row) => row.id === webhook.inbox_id);
    return {
      ...pick(webhook, 'id', 'url', 'account_id', 'subscriptions'),
      ...(store.atLeast('4.8.0') && { name: webhook.name }),
      ...(store.atLeast('4.12.0') && { secret: webhook.secret }),
      ...(inbox && { inbox: pick(inbox, 'id', 'name') }),
    };
  },
  list: (rows) => ({ payload: { webhooks: rows } }),
  one: (webhook) => ({ payload: { webhook } }),
});

function isWebhookEvent(store: Store, name: string): name is WebhookEvent {
  if (name.startsWith('conversation_typing') && !store.atLeast('4.2.0')) return false;
  return webhookEvents.some((event) => event === name);
}

function newSecret(): string {
  return Array.from(randomBytes(24), (byte) => base58.charAt(byte % base58.length)).join('');
}
