import { path } from '../../../http/path.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { doneIn } from '../done.js';

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
