import { asText, isRecord } from '../../http/body.js';
import { path } from '../../http/path.js';
import { wireProblems } from '../../http/problems.js';
import type { Contact } from '../../objects/contact.js';
import type { ContactNote } from '../contacts.js';
import { accountRequest, type ChatwootClient } from './client.js';
import { contactIn } from './contact_shape.js';

/** Deletes a contact with its conversations; the server lets administrators alone do it. */
export async function removeContact(client: ChatwootClient, id: string): Promise<void> {
  await accountRequest(client, {
    method: 'DELETE',
    path: path`/contacts/${id}`,
    subject: `contact ${id}`,
    emptyAnswer: true,
  });
}

/** Adds a note in the name of the key's owner. */
export async function addNote(
  client: ChatwootClient,
  contactId: string,
  content: string,
): Promise<ContactNote> {
  const note = await accountRequest(client, {
    method: 'POST',
    path: path`/contacts/${contactId}/notes`,
    body: { content },
    subject: `contact ${contactId}`,
  });
  if (!isRecord(note)) throw wireProblems.unexpectedAnswer(client.wire.platform);
  // The answer's own contact_id is always null (`_note.json.jbuilder`).
  const created = note['created_at'];
  return {
    id: asText(note['id']),
    contact_id: contactId,
    content: asText(note['content']),
    ...(typeof created === 'number' && { created_at: new Date(created * 1000).toISOString() }),
  };
}

/** Merges two contacts: where both have a value, the kept one's stays. */
export async function mergeContacts(
  client: ChatwootClient,
  keptId: string,
  mergedId: string,
): Promise<Contact> {
  const data = await accountRequest(client, {
    method: 'POST',
    path: '/actions/contact_merge',
    body: { base_contact_id: Number(keptId), mergee_contact_id: Number(mergedId) },
    subject: `contact ${keptId} or ${mergedId}`,
  });
  return contactIn(client, data);
}
