import { path } from '../../../http/path.js';
import { addOnce } from '../../toolkit/writes/add_once.js';
import type {
  InboxContact,
  InboxContactRequest,
  InboxContacts,
} from '../../contract/inbox_contacts.js';
import { attributeFields } from '../custom_attributes/inputs.js';
import type { ChatwootClient } from '../client.js';
import { inboxContactIn, notStoredIn, readRequest, sendContact } from './client_api_contact.js';
import { updateInboxContact } from './update.js';
import { apiInboxChoices } from '../inboxes.js';

/**
 * Contacts through the client API of API inboxes (`/public/api/v1`), which takes no key: who knows the
 * inbox's and the contact's identifier may change the contact.
 */
export function inboxContactsOf(client: ChatwootClient): InboxContacts {
  return {
    inboxChoices: () => apiInboxChoices(client),
    inputFields: (purpose) =>
      attributeFields(client, 'contact', purpose === 'update' ? 'by null' : 'none'),
    create: (change) => create(client, change),
    update: (change) => updateInboxContact(client, change),
  };
}

/**
 * Creates a contact, or gives one that is there an identifier in the inbox. The server takes the identifier
 * from whoever asks, and gives back what has it: a repeat sends the one of the run before.
 */
async function create(client: ChatwootClient, asked: InboxContactRequest): Promise<InboxContact> {
  const { inbox } = asked;
  const { body } = await readRequest(client, asked);
  const target = path`/public/api/v1/inboxes/${inbox}/contacts`;
  const data = await addOnce({
    platform: client.wire.platform,
    memory: client.memory,
    key: [target, body],
    add: (token) =>
      sendContact(
        client,
        { method: 'POST', target, inbox, sourceId: '' },
        { ...body, source_id: token },
      ),
    find: () => Promise.resolve(undefined),
  });
  const lost = leftAsItWas(body, data);
  const contact = inboxContactIn(data, '');
  return lost.length > 0 ? { ...contact, not_stored: lost } : contact;
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
