import { randomBytes } from 'node:crypto';
import {
  accountRow,
  requireAdministrator,
  type AccountContext,
  type AccountRoute,
} from '../auth.js';
import { parameterMissing, ValidationErrors } from '../rails/errors.js';
import {
  isBlank,
  isObject,
  permitList,
  permitScalars,
  readBody,
  toInteger,
  toText,
  type JsonObject,
} from '../rails/params.js';
import { webhookEvents, type Store, type Webhook, type WebhookEvent } from '../store.js';

// What a new webhook hears of unless told.
const defaultSubscriptions = webhookEvents.slice(0, 8);
const columns = 'id account_id inbox_id url created_at updated_at webhook_type subscriptions';
const limits = { url: 20_000, name: 255 } as const;
const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Values of a webhook as a request gives them; any text can be among the subscriptions. */
type WebhookValues = Partial<
  Pick<Webhook, 'inbox_id' | 'name'> & { url: string | null; subscriptions: string[] }
>;

/** Adds the account's webhooks, for administrators only. There is no route for a single one. */
export function webhookRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/webhooks', (context) => {
    requireAdministrator(context);
    const webhooks = store.webhooks.filter((row) => row.account_id === context.account.id);
    return { payload: { webhooks: webhooks.map((row) => webhookJson(store, row)) } };
  });

  route('POST', '/webhooks', (context) => {
    requireAdministrator(context);
    const webhook: Webhook = {
      account_id: context.account.id,
      inbox_id: null,
      name: null,
      ...validate(store, context, { subscriptions: defaultSubscriptions }),
      id: store.nextId('webhooks', store.webhooks),
      secret: store.atLeast('4.12.0') ? newSecret() : null,
    };
    store.webhooks.push(webhook);
    return { payload: { webhook: webhookJson(store, webhook) } };
  });

  route(['PUT', 'PATCH'], '/webhooks/:id', (context) => {
    requireAdministrator(context);
    const webhook = accountRow(store.webhooks, context);
    Object.assign(webhook, validate(store, context, webhook));
    return { payload: { webhook: webhookJson(store, webhook) } };
  });

  route('DELETE', '/webhooks/:id', (context) => {
    requireAdministrator(context);
    const webhook = accountRow(store.webhooks, context);
    store.webhooks = store.webhooks.filter((row) => row !== webhook);
    return undefined;
  });
}

/**
 * The values of `before` with those of the request over them.
 * @throws 422 when the webhook wouldn't be valid
 */
function validate(
  store: Store,
  context: AccountContext,
  before: WebhookValues,
): WebhookValues & Pick<Webhook, 'url' | 'subscriptions'> {
  const next = { ...before, ...permittedValues(store, context) };
  const { subscriptions = [] } = next;
  const url = next.url ?? '';
  const errors = new ValidationErrors();
  for (const name of ['url', 'name'] as const) {
    if (Array.from(next[name] ?? '').length > limits[name]) {
      errors.add(name, `is too long (maximum is ${limits[name]} characters)`);
    }
  }
  const isTaken = store.webhooks
    .filter((row) => row !== before && row.account_id === context.account.id)
    .some((row) => row.url === url);
  if (isTaken) errors.add('url', 'has already been taken');
  // The server's own rule: an address of the two kinds anywhere in the text.
  if (!/https?:/i.test(url)) errors.add('url', 'is invalid');
  const known = subscriptions.filter((name) => isWebhookEvent(store, name));
  if (known.length === 0 || known.length < subscriptions.length) {
    errors.add('subscriptions', 'Invalid events');
  }
  errors.raise();
  return { ...next, url, subscriptions: known };
}

function isWebhookEvent(store: Store, name: string): name is WebhookEvent {
  if (name.startsWith('conversation_typing') && !store.atLeast('4.2.0')) return false;
  return webhookEvents.some((event) => event === name);
}

function permittedValues(store: Store, { params, request }: AccountContext): WebhookValues {
  const root = params['webhook'] ?? wrapped(store, readBody(request));
  if (isBlank(root) || !isObject(root)) throw parameterMissing('webhook');
  const { inbox_id: inboxId, name, url } = permitScalars(root, ['inbox_id', 'name', 'url']);
  const subscriptions = permitList(root, 'subscriptions');
  return {
    ...(inboxId !== undefined && { inbox_id: isBlank(inboxId) ? null : toInteger(inboxId) }),
    ...(name !== undefined && store.atLeast('4.8.0') && { name: toText(name) }),
    ...(url !== undefined && { url: toText(url) }),
    ...(subscriptions && { subscriptions: subscriptions.map(String) }),
  };
}

/** What Rails puts below `webhook` of a body without that key: whatever is called like a column. */
function wrapped(store: Store, body: JsonObject): JsonObject {
  const names = columns.split(' ');
  if (store.atLeast('4.8.0')) names.push('name');
  if (store.atLeast('4.12.0')) names.push('secret');
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
}

function webhookJson(store: Store, webhook: Webhook): object {
  const inbox = store.inboxes.find((row) => row.id === webhook.inbox_id);
  return {
    id: webhook.id,
    ...(store.atLeast('4.8.0') && { name: webhook.name }),
    url: webhook.url,
    account_id: webhook.account_id,
    subscriptions: webhook.subscriptions,
    ...(store.atLeast('4.12.0') && { secret: webhook.secret }),
    ...(inbox && { inbox: { id: inbox.id, name: inbox.name } }),
  };
}

function newSecret(): string {
  return Array.from(randomBytes(24), (byte) => base58.charAt(byte % base58.length)).join('');
}
