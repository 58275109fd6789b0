import { asText, isRecord } from '../../http/body.js';
import { path } from '../../http/path.js';
import { wireProblems } from '../../http/problems.js';
import type { ContactNote } from '../contacts.js';
import { highlevelRequest, type HighlevelClient } from './client.js';
import { toInstant } from './times.js';

/** Deletes a contact with its notes, tasks and conversations. */
export async function removeContact(client: HighlevelClient, id: string): Promise<void> {
  await highlevelRequest(client, {
    method: 'DELETE',
    path: path`/contacts/${id}`,
    subject: `contact ${id}`,
    scope: 'contacts.write',
    emptyAnswer: true,
  });
}

/** Adds a note, in no user's name: the token belongs to none. */
export async function addNote(
  client: HighlevelClient,
  contactId: string,
  content: string,
): Promise<ContactNote> {
  const data = await highlevelRequest(client, {
    method: 'POST',
    path: path`/contacts/${contactId}/notes`,
    body: { body: content },
    subject: `contact ${contactId}`,
    scope: 'contacts.write',
  });
  if (!isRecord(data) || !isRecord(data['note'])) {
    throw wireProblems.unexpectedAnswer(client.wire.platform);
  }
  const { note } = data;
  const created = toInstant(note['dateAdded']);
  return {
    id: asText(note['id']),
    contact_id: contactId,
    content: asText(note['body']),
    ...(created && { created_at: created }),
  };
}
