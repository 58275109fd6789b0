import { asText } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import type { EntryField } from '../../catalogue/entry.js';
import type { ContactNote } from '../../contract/contacts.js';
import { recordIn, rowsIn } from '../../toolkit/answer.js';
import { droppedProblems, droppedTexts } from '../../toolkit/problems.js';
import { toBoolean, toText } from '../../toolkit/values/index.js';
import { addOnce, isSince } from '../../toolkit/writes/add_once.js';
import { notStored } from '../../toolkit/writes/not_stored.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { htmlToText } from '../html.js';
import { highlevelTodos } from '../problems.js';
import { toInstant } from '../times.js';

/** What a note has besides its text. */
export const noteFields = [
  { key: 'title', label: 'Title' },
  { key: 'color', label: 'Color', helpText: 'A color code, like `#FFAA00`.' },
  { key: 'pinned', label: 'Pinned', type: 'boolean' },
  {
    key: 'user',
    label: 'Author',
    dynamic: 'list_users',
    name: 'userId',
    helpText: 'The user in whose name the note is.',
  },
] as const satisfies readonly EntryField[];

/**
 * Adds a note; in no user's name unless told: the token belongs to none.
 * @param more the filled ones of `noteFields`
 * @throws Problem (halted) where the note is there, but the answer shows another value than asked for
 */
export async function addNote(
  client: HighlevelClient,
  contactId: string,
  content: string,
  more: Record<string, unknown> = {},
): Promise<ContactNote> {
  const { memory, wire } = client;
  const target = { path: path`/contacts/${contactId}/notes`, subject: `contact ${contactId}` };
  const asked = readFields(more);
  const sent = Object.fromEntries(asked.map(({ name, value }) => [name, value]));
  const missing: string[] = [];
  const note = await addOnce({
    platform: wire.platform,
    memory,
    key: [target.path, content, sent],
    add: () =>
      highlevelRequest(
        client,
        { ...target, method: 'POST', body: { body: content, ...sent }, scope: 'contacts.write' },
        (data) => {
          const record = recordIn(wire, data, { at: ['note'] });
          const told = asked.filter(({ name }) => Object.hasOwn(record, name));
          missing.push(
            ...notStored(
              told.map(({ label, name, value }) => ({
                field: label,
                sent: value,
                held: record[name],
              })),
            ),
          );
          return toNote(record, contactId);
        },
      ),
    find: async (earlier) => {
      const data = await highlevelRequest(client, {
        ...target,
        method: 'GET',
        scope: 'contacts.readonly',
      });
      return rowsIn(wire, data, { at: ['notes'] })
        .map((record) => toNote(record, contactId))
        .find((one) => one.content === htmlToText(content) && isSince(one.created_at, earlier));
    },
  });
  if (missing.length > 0) {
    const what = droppedTexts.what(wire.platform, missing);
    throw droppedProblems.ofNew({ what, todo: highlevelTodos.updateNote }, note.id);
  }
  return note;
}

/** The filled fields as the API takes them. @throws Problem naming the field */
function readFields(more: Record<string, unknown>) {
  return noteFields.flatMap((field: EntryField) => {
    const { key, label, type, name = key } = field;
    const given = more[key];
    if (given === undefined) return [];
    return [{ label, name, value: type === 'boolean' ? toBoolean(label, given) : toText(given) }];
  });
}

function toNote(note: Record<string, unknown>, contactId: string): ContactNote {
  const created = toInstant(note['dateAdded']);
  return {
    id: asText(note['id']),
    contact_id: contactId,
    content: htmlToText(asText(note['body'])),
    ...(created && { created_at: created }),
  };
}
