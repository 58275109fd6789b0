import { asText } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import type { Contact } from '../../../objects/contact.js';
import { nothingIn, recordIn, rowsIn } from '../../toolkit/answer.js';
import type { ContactNote } from '../../contract/contacts.js';
import { addOnce, isSince } from '../../toolkit/writes/add_once.js';
import { inputProblems } from '../../toolkit/problems.js';
import { accountRequest, type ChatwootClient } from '../client.js';
import { contactIn } from './shape.js';
import { time } from '../read.js';

/** A text column's limit on the server (`application_record.rb`). */
const LONGEST_NOTE = 20_000;

/** Deletes a contact with its conversations; the server lets administrators alone do it. */
export async function removeContact(client: ChatwootClient, id: string): Promise<void> {
  await accountRequest(
    client,
    {
      method: 'DELETE',
      path: path`/contacts/${id}`,
      subject: `contact ${id}`,
      emptyAnswer: true,
    },
    (data) => nothingIn(client.wire, data),
  );
}

/** Adds a note in the name of the key's owner. @throws Problem for one that is longer than the server takes */
export async function addNote(
  client: ChatwootClient,
  contactId: string,
  content: string,
): Promise<ContactNote> {
  // Characters as the server counts them: an emoji is one.
  const { length } = Array.from(content);
  if (length > LONGEST_NOTE) throw inputProblems.tooLong('Note', length, LONGEST_NOTE);
  const { memory, wire } = client;
  const target = { path: path`/contacts/${contactId}/notes`, subject: `contact ${contactId}` };
  return addOnce({
    platform: wire.platform,
    memory,
    key: [target.path, content],
    add: () =>
      accountRequest(client, { ...target, method: 'POST', body: { content } }, (data) =>
        noteIn(client, data, contactId),
      ),
    find: async (earlier) => {
      const notes = await accountRequest(client, { ...target, method: 'GET' });
      return rowsIn(wire, notes)
        .map((note) => noteIn(client, note, contactId))
        .find((note) => note.content === content && isSince(note.created_at, earlier));
    },
  });
}

function noteIn(client: ChatwootClient, data: unknown, contactId: string): ContactNote {
  const note = recordIn(client.wire, data);
  const created = time(note['created_at']);
  return {
    id: asText(note['id']),
    // The answer's own contact_id is always null (`_note.json.jbuilder`).
    contact_id: contactId,
    content: asText(note['content']),
    ...(created && { created_at: created }),
  };
}

/** Merges two contacts: where both have a value, the kept one's stays. */
export async function mergeContacts(
  client: ChatwootClient,
  keptId: string,
  mergedId: string,
): Promise<Contact> {
  return accountRequest(
    client,
    {
      method: 'POST',
      path: '/actions/contact_merge',
      body: { base_contact_id: Number(keptId), mergee_contact_id: Number(mergedId) },
      subject: `contact ${keptId} or ${mergedId}`,
      // Once merged, the second contact isn't there any more.
      repeatable: true,
    },
    (data, own) => contactIn(own, data),
  );
}
