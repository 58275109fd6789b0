import { asText, isRecord } from '../../../http/body.js';
import type { Contact } from '../../../objects/contact.js';
import type { Choice } from '../../contract/form.js';
import { choiceLabel } from '../../toolkit/output.js';
import { toOptionalText } from '../../toolkit/values/index.js';
import { accountRequest, type ChatwootClient } from '../client.js';
import { readInboxes } from '../inboxes.js';
import { TOTAL_ORDER } from '../contacts/order.js';
import { contactsIn } from '../contacts/shape.js';

/** The server lists contacts of all inboxes, 15 at a time: so many of its pages are looked through for one. */
const PAGES = 4;

/**
 * Contacts of an API inbox for a dropdown, by the identifiers they have there; none until an inbox is chosen.
 * A dropdown's page ends where four of the server's hold nobody.
 * @param inbox the inbox's public identifier
 */
export async function inboxContactChoices(
  client: ChatwootClient,
  inbox: unknown,
  page: number,
): Promise<Choice[]> {
  const identifier = toOptionalText(inbox);
  if (identifier === undefined) return [];
  const chosen = (await readInboxes(client)).find((one) => one.identifier === identifier);
  if (!chosen) return [];
  const first = (page - 1) * PAGES + 1;
  const pages = Array.from({ length: PAGES }, (_, at) => first + at);
  const found = await Promise.all(pages.map((number) => readSources(client, chosen.id, number)));
  return found.flat();
}

async function readSources(
  client: ChatwootClient,
  inboxId: string,
  page: number,
): Promise<Choice[]> {
  return accountRequest(
    client,
    { method: 'GET', path: '/contacts', query: { sort: TOTAL_ORDER, page } },
    (data, own) =>
      contactsIn(own, data).flatMap((contact) =>
        sessionsOf(contact)
          .filter((session) => session['inbox_id'] === inboxId)
          .map((session) => ({ id: asText(session['source_id']), label: choiceLabel(contact) })),
      ),
  );
}

function sessionsOf({ contact_inboxes: sessions }: Contact): Record<string, unknown>[] {
  return Array.isArray(sessions) ? sessions.filter(isRecord) : [];
}
