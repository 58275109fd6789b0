import { asText } from '../../http/body.js';
import { path } from '../../http/path.js';
import type { Choice } from '../contract/form.js';
import { rowsIn } from '../toolkit/answer.js';
import { toText } from '../toolkit/values/index.js';
import { highlevelRequest, type HighlevelClient } from './client.js';
import { isContactId } from './ids.js';
import { htmlToText } from './html.js';

const LONGEST_LABEL = 60;

/** A contact's tasks, open ones first, for a dropdown; none while the form names no contact by its ID. */
export async function taskChoices(
  client: HighlevelClient,
  input: Record<string, unknown>,
): Promise<Choice[]> {
  const rows = await ofContact(client, input, 'tasks');
  return rows
    .toSorted(
      (one, other) => Number(one['completed'] === true) - Number(other['completed'] === true),
    )
    .map((row) => {
      const state = row['completed'] === true ? 'completed' : asText(row['dueDate']).slice(0, 10);
      return choice(row, `${asText(row['title'])}${state ? ` (${state})` : ''}`);
    });
}

/** A contact's notes, for a dropdown; none while the form names no contact by its ID. */
export async function noteChoices(
  client: HighlevelClient,
  input: Record<string, unknown>,
): Promise<Choice[]> {
  const rows = await ofContact(client, input, 'notes');
  return rows.map((row) => {
    const text = asText(row['title']) || htmlToText(asText(row['body'])).replaceAll(/\s+/g, ' ');
    const label = text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL)}…` : text;
    return choice(row, label);
  });
}

/** The location's published workflows: a draft takes contacts without a word, and does nothing with them. */
export async function workflowChoices(client: HighlevelClient): Promise<Choice[]> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: '/workflows/',
    query: { locationId: client.locationId },
    scope: 'workflows.readonly',
  });
  return rowsIn(client.wire, data, { at: ['workflows'] })
    .filter((row) => row['status'] === 'published')
    .map((row) => choice(row, asText(row['name'])));
}

/** The location's published campaigns. */
export async function campaignChoices(client: HighlevelClient): Promise<Choice[]> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: '/campaigns/',
    query: { locationId: client.locationId, status: 'published' },
    scope: 'campaigns.readonly',
  });
  return rowsIn(client.wire, data, { at: ['campaigns'] }).map((row) =>
    choice(row, asText(row['name'])),
  );
}

/** The location's businesses. */
export async function businessChoices(client: HighlevelClient): Promise<Choice[]> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: '/businesses/',
    query: { locationId: client.locationId },
    scope: 'businesses.readonly',
  });
  return rowsIn(client.wire, data, { at: ['businesses'] }).map((row) =>
    choice(row, asText(row['name'])),
  );
}

/** The location's custom values. */
export async function customValueChoices(client: HighlevelClient): Promise<Choice[]> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: path`/locations/${client.locationId}/customValues`,
    scope: 'locations/customValues.readonly',
  });
  return rowsIn(client.wire, data, { at: ['customValues'] }).map((row) =>
    choice(row, asText(row['name'])),
  );
}

async function ofContact(
  client: HighlevelClient,
  input: Record<string, unknown>,
  what: 'tasks' | 'notes',
): Promise<Record<string, unknown>[]> {
  const contact = toText(input['contact'] ?? '').trim();
  if (!isContactId(contact)) return [];
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: `${path`/contacts/${contact}`}/${what}`,
    subject: `contact ${contact}`,
    scope: 'contacts.readonly',
  });
  return rowsIn(client.wire, data, { at: [what] });
}

function choice(row: Record<string, unknown>, label: string): Choice {
  const id = asText(row['id']);
  return { id, label: label || id };
}
