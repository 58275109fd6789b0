import { path } from '../../http/path.js';
import type { Choice } from '../form.js';
import type { InboxContacts } from '../platform.js';
import { attributeFields } from './attribute_inputs.js';
import type { ChatwootClient } from './client.js';
import { inboxContactIn, notStoredIn, readRequest, sendContact } from './client_api_contact.js';
import { updateInboxContact } from './inbox_contact_update.js';
import { readInboxes } from './inboxes.js';

/**
 * Contacts through the client API of API inboxes (`/public/api/v1`), which takes no key: who knows the
 * inbox's and the contact's identifier may change the contact.
 * @param hmacToken the inbox's, where the identity of contacts is verified
 */
export function inboxContactsOf(
  client: ChatwootClient,
  hmacToken: string | undefined,
): InboxContacts {
  return {
    inboxChoices: () => apiInboxChoices(client),
    inputFields: (purpose) =>
      attributeFields(client, 'contact', purpose === 'update' ? 'by null' : 'none'),
    create: async (change) => {
      const { body } = await readRequest(client, change.values, change.fieldMeta);
      const target = path`/public/api/v1/inboxes/${change.inbox}/contacts`;
      const { inbox } = change;
      const data = await sendContact(
        client,
        { method: 'POST', target, inbox, sourceId: '' },
        body,
        hmacToken,
      );
      const contact = inboxContactIn(data, '');
      const lost = leftAsItWas(body, data);
      return lost.length > 0 ? { ...contact, not_stored: lost } : contact;
    },
    update: (change) => updateInboxContact(client, change, hmacToken),
  };
}

async function apiInboxChoices(client: ChatwootClient): Promise<Choice[]> {
  const inboxes = await readInboxes(client);
  return inboxes
    .filter(({ identifier }) => identifier)
    .map(({ identifier, name }) => ({ id: identifier, label: name }));
}

/** A contact that was there is given back untouched: where that shows, nothing of the step is in it. */
function leftAsItWas(body: Record<string, unknown>, data: Record<string, unknown>): string[] {
  const lost = notStoredIn(body, data);
  const others = [
    ...('avatar_url' in body ? ['Avatar URL'] : []),
    ...('custom_attributes' in body ? ['Custom Attributes'] : []),
  ];
  return lost.length > 0 ? [...new Set([...lost, ...others])] : [];
}
