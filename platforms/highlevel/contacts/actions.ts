import { asText, isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { wireProblems } from '../../../http/problems.js';
import type { ContactNote } from '../../contract/contacts.js';
import { addOnce, isSince } from '../../toolkit/writes/add_once.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { toInstant } from '../times.js';

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
  const { memory, wire } = client;
  const target = { path: path`/contacts/${contactId}/notes`, subject: `contact ${contactId}` };
  return addOnce({
    platform: wire.platform,
    memory,
    key: [target.path, content],
    add: () =>
      highlevelRequest(
        client,
        { ...target, method: 'POST', body: { body: content }, scope: 'contacts.write' },
        (data) => noteIn(client, isRecord(data) ? data['note'] : undefined, contactId),
      ),
    find: async (earlier) => {
      const data = await highlevelRequest(client, {
        ...target,
        method: 'GET',
        scope: 'contacts.readonly',
      });
      const notes: unknown = isRecord(data) ? data['notes'] : undefined;
      if (!Array.isArray(notes)) throw wireProblems.unexpectedAnswer(wire.platform);
      return notes
        .map((note) => noteIn(client, note, contactId))
        .find((note) => note.content === content && isSince(note.created_at, earlier));
    },
  });
}

function noteIn(client: HighlevelClient, note: unknown, contactId: string): ContactNote {
  const id = isRecord(note) ? asText(note['id']) : '';
  if (!isRecord(note) || !id) throw wireProblems.unexpectedAnswer(client.wire.platform);
  const created = toInstant(note['dateAdded']);
  return {
    id,
    contact_id: contactId,
    content: asText(note['body']),
    ...(created && { created_at: created }),
  };
}
