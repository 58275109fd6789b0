import { idOf, type Row } from './check.js';
import type { LiveServer } from './server.js';

// What scenarios set up, by the server's API.

interface ApiInbox {
  id: string;
  /** Its name in the client API. */
  identifier: string;
  hmacToken: string;
}

/** Makes a contact. @returns its ID, and its email */
export async function newContact(
  server: LiveServer,
  values: Row = {},
): Promise<{ id: string; email: string }> {
  const email = `${server.fresh()}@example.com`;
  const body = { name: `Jane ${server.mark}`, email, ...values };
  const { payload } = await server.api.call<{ payload: { contact: Row } }>(
    'POST',
    '/contacts',
    body,
  );
  return { id: idOf(payload.contact), email };
}

/** A contact as the server holds it. */
export async function storedContact(server: LiveServer, id: string): Promise<Row> {
  const { payload } = await server.api.call<{ payload: Row }>('GET', `/contacts/${id}`);
  return payload;
}

export async function labelsOf(server: LiveServer, id: string): Promise<string[]> {
  const { payload } = await server.api.call<{ payload: string[] }>('GET', `/contacts/${id}/labels`);
  return payload.toSorted();
}

/** Makes labels of the account. @returns their names, in order of the alphabet */
export async function newLabels(server: LiveServer, count: number): Promise<string[]> {
  const titles = Array.from({ length: count }, () => server.fresh());
  for (const title of titles) {
    // Servers that fail over the account's labels take them on contacts all the same.
    await server.api
      .call('POST', '/labels', { title, color: '#ff0000', show_on_sidebar: true })
      .catch((fault: unknown) => {
        if (!String(fault).includes(' 500 ')) throw fault;
      });
  }
  return titles.toSorted();
}

/** Defines an attribute of contacts. @param type as the API calls it, such as `number` */
export async function newAttribute(
  server: LiveServer,
  type: string,
  more: Row = {},
): Promise<string> {
  const key = server.fresh();
  // The API takes the number of a type, and some servers nothing else.
  const attribute_display_type = TYPES.indexOf(type);
  await server.api.call('POST', '/custom_attribute_definitions', {
    attribute_display_name: key,
    attribute_key: key,
    attribute_model: 1,
    attribute_display_type,
    ...more,
  });
  return key;
}

const TYPES = ['text', 'number', 'currency', 'percent', 'link', 'date', 'list', 'checkbox'];

/** Makes an API inbox. @param hmac whether it wants the identity of contacts proved */
export async function newInbox(
  server: LiveServer,
  { hmac = false, more = {} }: { hmac?: boolean; more?: Row } = {},
): Promise<ApiInbox> {
  const made = await server.api.call('POST', '/inboxes', {
    name: `Inbox ${server.fresh()}`,
    channel: { type: 'api', webhook_url: '', ...(hmac && { hmac_mandatory: true }) },
    ...more,
  });
  const id = idOf(made);
  const { inbox_identifier: identifier, hmac_token: token } = made;
  return { id, identifier: String(identifier), hmacToken: String(token) };
}

/** Starts a conversation of a new contact in a new API inbox. */
export async function newConversation(
  server: LiveServer,
  known: { inboxId?: string; contactId?: string } = {},
): Promise<{ id: string; inboxId: string; contactId: string }> {
  const inboxId = known.inboxId ?? (await newInbox(server)).id;
  const contactId = known.contactId ?? (await newContact(server)).id;
  const source = await server.api.call('POST', `/contacts/${contactId}/contact_inboxes`, {
    inbox_id: Number(inboxId),
  });
  const made = await server.api.call('POST', '/conversations', {
    source_id: source['source_id'],
    inbox_id: Number(inboxId),
    contact_id: Number(contactId),
    status: 'open',
  });
  return { id: idOf(made), inboxId, contactId };
}

/** An address for a webhook that is only looked at: the events of other scenarios go there too. */
export function webhookUrl(server: LiveServer): string {
  return `${server.receiver?.url ?? 'https://hooks.example.com'}/${server.fresh()}`;
}

export function storedConversation(server: LiveServer, id: string): Promise<Row> {
  return server.api.call('GET', `/conversations/${id}`);
}

/** Who has the administrator's and the agent's key. */
export async function personOf(server: LiveServer, key: string): Promise<Row> {
  return server.api.root('GET', '/api/v1/profile', undefined, key);
}
