import { asText } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import type { ContactNote } from '../../contract/contacts.js';
import { recordIn, rowsIn } from '../../toolkit/answer.js';
import { addOnce, isSince } from '../../toolkit/writes/add_once.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { doneIn } from '../done.js';
import { toInstant } from '../times.js';

/** Deletes a contact with its notes, tasks and conversations. */
export async function removeContact(client: HighlevelClient, id: string): Promise<void> {
  await highlevelRequest(
    client,
    {
      method: 'DELETE',
      path: path`/contacts/${id}`,
      subject: `contact ${id}`,
      scope: 'contacts.write',
    },
    (data) => doneIn(client.wire, data),
  );
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
        (data) => toNote(recordIn(wire, data, { at: ['note'] }), contactId),
      ),
    find: async (earlier) => {
      const data = await highlevelRequest(client, {
        ...target,
        method: 'GET',
        scope: 'contacts.readonly',
      });
      return rowsIn(wire, data, { at: ['notes'] })
        .map((note) => toNote(note, contactId))
        .find((note) => note.content === content && isSince(note.created_at, earlier));
    },
  });
}

function toNote(note: Record<string, unknown>, contactId: string): ContactNote {
  const created = toInstant(note['dateAdded']);
  return {
    id: asText(note['id']),
    contact_id: contactId,
    content: asText(note['body']),
    ...(created && { created_at: created }),
  };
}
