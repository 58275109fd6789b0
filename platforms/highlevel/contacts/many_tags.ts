import { asText } from '../../../http/body.js';
import type { Wire } from '../../../http/wire.js';
import { rowsIn } from '../../toolkit/answer.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { highlevelReasons } from '../problems.js';

/** What changes the tags of many contacts at once. The vendor's document names no scope of it. */
export const BULK_TAGS = {
  add: '/contacts/bulk/tags/update/add',
  remove: '/contacts/bulk/tags/update/remove',
} as const;

/** Reported; the vendor's document names none. */
export const MOST_CONTACTS = 500;

/** Whose tags were to be changed, and which. */
interface Asked {
  contacts: readonly string[];
  tags: readonly string[];
}

/** A contact's tags as an answer tells them. */
interface TagsTold {
  before: string[];
  added: string[];
  removed: string[];
}

const isDone = {
  add: (tag: string, { before, added }: TagsTold) => before.includes(tag) || added.includes(tag),
  remove: (tag: string, { before, removed }: TagsTold) =>
    !before.includes(tag) || removed.includes(tag),
};

/**
 * Adds tags to many contacts in one request; their other tags stay.
 * @param asked contacts, at most `MOST_CONTACTS`
 * @returns for each contact, in order, why it has not all of them; undefined where it has
 */
export async function addTagsToMany(
  client: HighlevelClient,
  asked: Asked,
): Promise<(string | undefined)[]> {
  const { locationId, wire } = client;
  return highlevelRequest(
    client,
    {
      method: 'POST',
      path: BULK_TAGS.add,
      body: { locationId, contacts: asked.contacts, tags: asked.tags },
      scope: 'contacts.write',
      repeatable: true,
    },
    (data) => tagReasons(wire, data, { ...asked, change: 'add' }),
  );
}

/**
 * Reads what became of each contact: the answer's status says that it was done, whatever became of them.
 * @returns for each contact, in order, why its tags aren't as asked for; undefined where they are
 */
export function tagReasons(
  wire: Wire,
  answer: unknown,
  { contacts, tags, change }: Asked & { change: keyof typeof BULK_TAGS },
): (string | undefined)[] {
  const rows = rowsIn(wire, answer, { at: ['responses'], has: ['contactId', 'type'] });
  const asked = tags.map((tag) => tag.toLowerCase());
  return contacts.map((id) => {
    const row = rows.find(({ contactId }) => asText(contactId) === id);
    if (!row) return highlevelReasons.notMentioned();
    if (row['type'] !== 'success') return highlevelReasons.refused(asText(row['message']));
    const lists = [row['oldTags'], row['tagsAdded'], row['tagsRemoved']];
    // What isn't told can't be compared.
    if (!lists.every(Array.isArray)) return undefined;
    const [before = [], added = [], removed = []] = lists.map((list) => list.map(asText));
    const left = asked.filter((tag) => !isDone[change](tag, { before, added, removed }));
    return left.length > 0 ? highlevelReasons.tagsNotChanged(left) : undefined;
  });
}
