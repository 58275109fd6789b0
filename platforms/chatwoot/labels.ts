import { asText, isRecord } from '../../http/body.js';
import { path } from '../../http/path.js';
import { wireProblems } from '../../http/problems.js';
import type { Choice, LabelChange } from '../platform.js';
import { accountRequest, type ChatwootClient } from './client.js';

/** The account's labels, for dropdowns. */
export async function labelChoices(client: ChatwootClient): Promise<Choice[]> {
  const data = await accountRequest(client, { method: 'GET', path: '/labels' });
  if (!isRecord(data) || !Array.isArray(data['payload'])) {
    throw wireProblems.unexpectedAnswer(client.wire.platform);
  }
  return data['payload'].filter(isRecord).map((label) => {
    const title = asText(label['title']);
    return { id: title, label: title };
  });
}

/**
 * Changes a contact's labels. The server only replaces the whole list, so adding and removing read it
 * first, and write only when something changes.
 * @returns the labels after the change
 */
export async function changeLabels(
  client: ChatwootClient,
  contactId: string,
  change: LabelChange,
): Promise<string[]> {
  if (change.replace) return writeLabels(client, contactId, splitCommas(change.replace));
  const current = await readLabels(client, contactId);
  const removed = new Set(splitCommas(change.remove).map(fold));
  const kept = current.filter((label) => !removed.has(fold(label)));
  const known = new Set(kept.map(fold));
  const added = splitCommas(change.add).filter((label) => !known.has(fold(label)));
  if (added.length === 0 && kept.length === current.length) return current;
  return writeLabels(client, contactId, [...kept, ...added]);
}

async function readLabels(client: ChatwootClient, contactId: string): Promise<string[]> {
  const data = await accountRequest(client, {
    method: 'GET',
    path: path`/contacts/${contactId}/labels`,
    subject: `contact ${contactId}`,
  });
  return labelsIn(client, data);
}

async function writeLabels(
  client: ChatwootClient,
  contactId: string,
  labels: string[],
): Promise<string[]> {
  const data = await accountRequest(client, {
    method: 'POST',
    path: path`/contacts/${contactId}/labels`,
    body: { labels },
    subject: `contact ${contactId}`,
  });
  return labelsIn(client, data);
}

function labelsIn(client: ChatwootClient, data: unknown): string[] {
  if (!isRecord(data) || !Array.isArray(data['payload'])) {
    throw wireProblems.unexpectedAnswer(client.wire.platform);
  }
  return data['payload'].map(asText);
}

/** A label can't hold a comma, so `vip, lead` in one entry means two labels. */
function splitCommas(labels: readonly string[]): string[] {
  const parts = labels.flatMap((label) => label.split(',')).map((label) => label.trim());
  return [...new Set(parts.filter(Boolean))];
}

/** The server takes labels that differ only in case for the same one. */
function fold(label: string): string {
  return label.toLowerCase();
}
