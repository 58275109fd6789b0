import { asText } from '../../http/body.js';
import { path } from '../../http/path.js';
import { recordIn, rowsIn } from '../toolkit/answer.js';
import type { Choice } from '../contract/form.js';
import { toOptionalText } from '../toolkit/values/index.js';
import { accountRequest, type ChatwootClient } from './client.js';
import { isId } from './ids.js';

/** An inbox, as far as dropdowns need it. Administrators are sent secrets too: they stay here. */
export interface Inbox {
  id: string;
  name: string;
  /** `Api`, `WebWidget`, `Email`, `Whatsapp` … */
  channel: string;
  /** Public name of an API inbox, for the client API; '' for other inboxes. */
  identifier: string;
}

/** The inboxes the key's owner may see. The answer holds passwords, so it reaches no log. */
export async function readInboxes(client: ChatwootClient): Promise<Inbox[]> {
  const data = await accountRequest(client, { method: 'GET', path: '/inboxes', secret: true });
  return rowsIn(client.wire, data, { at: ['payload'] }).map((inbox) => ({
    id: asText(inbox['id']),
    name: asText(inbox['name']),
    channel: channelIn(inbox),
    identifier: asText(inbox['inbox_identifier']),
  }));
}

/** Inboxes that have an API of their own; a choice goes by the inbox's public identifier. */
export async function apiInboxChoices(client: ChatwootClient): Promise<Choice[]> {
  const inboxes = await readInboxes(client);
  return inboxes
    .filter(({ identifier }) => identifier)
    .map(({ identifier, name }) => ({ id: identifier, label: name }));
}

/** Inboxes in which a conversation with the contact can be started; none until a contact is chosen. */
export async function contactInboxChoices(
  client: ChatwootClient,
  contact: unknown,
): Promise<Choice[]> {
  const id = toOptionalText(contact);
  if (id === undefined || !isId(id)) return [];
  const data = await accountRequest(client, {
    method: 'GET',
    path: path`/contacts/${id}/contactable_inboxes`,
    subject: `contact ${id}`,
  });
  const rows = rowsIn(client.wire, data, { at: ['payload'], has: ['inbox'] });
  return rows.map((row) => {
    const inbox = recordIn(client.wire, row, { at: ['inbox'] });
    return { id: asText(inbox['id']), label: `${asText(inbox['name'])} (${channelIn(inbox)})` };
  });
}

/** What an inbox of an answer runs over: `Api`, `WebWidget`, `Email`, `Whatsapp` … */
export function channelIn(inbox: Record<string, unknown>): string {
  return asText(inbox['channel_type']).replace('Channel::', '');
}
