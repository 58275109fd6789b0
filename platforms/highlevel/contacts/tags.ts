import { asText } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import type { LabelChange } from '../../contract/change.js';
import type { Choice } from '../../contract/form.js';
import { listIn, rowsIn } from '../../toolkit/answer.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';

/** What HighLevel calls labels, in a title. */
export const TAG_WORDS = { one: 'Tag', many: 'Tags' };

/** The location's tags, for dropdowns. A tag that isn't there yet is made when it is first used. */
export async function tagChoices(client: HighlevelClient): Promise<Choice[]> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: path`/locations/${client.locationId}/tags`,
    scope: 'locations/tags.readonly',
  });
  return rowsIn(client.wire, data, { at: ['tags'], has: ['name'] }).map((tag) => {
    const name = asText(tag['name']);
    return { id: name, label: name };
  });
}

/**
 * Changes a contact's tags: the server adds and removes by itself, one request for each.
 * @returns the tags after the change
 */
export async function changeTags(
  client: HighlevelClient,
  contactId: string,
  change: LabelChange,
): Promise<string[]> {
  if (change.replace) return replaceTags(client, contactId, change.replace);
  let tags: string[] = [];
  if (change.add.length > 0) tags = await addTags(client, contactId, change.add);
  if (change.remove.length > 0) tags = await removeTags(client, contactId, change.remove);
  return tags;
}

/** Adds tags; those that are there stay. @returns all tags the contact then has */
export async function addTags(
  client: HighlevelClient,
  contactId: string,
  tags: readonly string[],
): Promise<string[]> {
  return writeTags(client, 'POST', contactId, tags);
}

/** Takes tags off; those the contact doesn't have do no harm. @returns the tags that are left */
export async function removeTags(
  client: HighlevelClient,
  contactId: string,
  tags: readonly string[],
): Promise<string[]> {
  return writeTags(client, 'DELETE', contactId, tags);
}

async function writeTags(
  client: HighlevelClient,
  method: 'POST' | 'DELETE',
  contactId: string,
  tags: readonly string[],
): Promise<string[]> {
  return highlevelRequest(
    client,
    {
      method,
      path: path`/contacts/${contactId}/tags`,
      body: { tags },
      subject: `contact ${contactId}`,
      scope: 'contacts.write',
      repeatable: true,
    },
    (data) => listIn(client.wire, data, ['tags']).map(asText),
  );
}

/** Only an update of the contact itself replaces the whole list. */
async function replaceTags(
  client: HighlevelClient,
  contactId: string,
  tags: readonly string[],
): Promise<string[]> {
  return highlevelRequest(
    client,
    {
      method: 'PUT',
      path: path`/contacts/${contactId}`,
      body: { tags },
      subject: `contact ${contactId}`,
      scope: 'contacts.write',
    },
    (data) => listIn(client.wire, data, ['contact', 'tags']).map(asText),
  );
}
