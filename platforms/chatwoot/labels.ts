import { asText, isRecord } from '../../http/body.js';
import { path } from '../../http/path.js';
import type { ApiRequest } from '../../http/request.js';
import { listIn, rowsIn } from '../toolkit/answer.js';
import type { LabelChange } from '../contract/change.js';
import type { Choice } from '../contract/form.js';
import { areSameLabels, holdsLabel, isSameLabel, toLabels } from '../toolkit/labels.js';
import { accountRequest, isServerError, reportRequest, type ChatwootClient } from './client.js';
import { chatwootProblems } from './problems.js';

/** What the app calls them, in a title. */
export const LABEL_WORDS = { one: 'Label', many: 'Labels' };

/** The account's labels, for dropdowns of labels by their names. @throws Problem as `readRows` does */
export async function labelChoices(client: ChatwootClient): Promise<Choice[]> {
  return (await readRows(client)).map(({ title }) => ({ id: title, label: title }));
}

/** The account's labels for dropdowns that go by their ids. */
export async function labelIdChoices(client: ChatwootClient): Promise<Choice[]> {
  return (await readRows(client)).map(({ id, title }) => ({ id, label: title }));
}

/**
 * The account's labels. Where the server fails over them for every key (chatwoot/chatwoot#15097) they are
 * taken from a report about no inbox, which administrators may read.
 * @throws Problem that says what to type instead, where no way leads to them
 */
async function readRows(client: ChatwootClient): Promise<{ id: string; title: string }[]> {
  try {
    const data = await accountRequest(client, { method: 'GET', path: '/labels' });
    return rowsIn(client.wire, data, { at: ['payload'], has: ['id', 'title'] }).map(toRow);
  } catch (failure) {
    if (!isServerError(failure)) throw failure;
    const report: ApiRequest = {
      method: 'GET',
      path: '/reports/inbox_label_matrix',
      query: { 'inbox_ids[]': 0 },
    };
    const data = await reportRequest(client, report).catch(() => undefined);
    if (isRecord(data) && Array.isArray(data['labels'])) {
      return data['labels'].filter(isRecord).map(toRow);
    }
    throw chatwootProblems.noLabelList(client.wire.platform);
  }
}

function toRow(label: Record<string, unknown>): { id: string; title: string } {
  return { id: asText(label['id']), title: asText(label['title']) };
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
  if (change.replace) return writeLabels(client, contactId, toOwnLabels(change.replace));
  const current = await readLabels(client, contactId);
  const labels = labelsAfter(current, change);
  // Of a contact the server keeps the spelling that was there first, so writing another changes nothing.
  return areSameLabels(labels, current) ? current : writeLabels(client, contactId, labels);
}

/** What is to be on the record after the change; what it doesn't name stays as it is spelled. */
export function labelsAfter(current: readonly string[], change: LabelChange): string[] {
  if (change.replace) return toOwnLabels(change.replace);
  const removed = toOwnLabels(change.remove);
  const added = toOwnLabels(change.add);
  const kept = current
    .filter((label) => !holdsLabel(removed, label))
    .map((label) => added.find((other) => isSameLabel(other, label)) ?? label);
  return [...kept, ...added.filter((label) => !holdsLabel(kept, label))];
}

/**
 * Labels as the server's own are: in lower case (`label.rb`). Others are stored as well, but match no label
 * of the account, so nobody sees them. A comma ends a label there: `vip, lead` in one entry means two.
 */
export function toOwnLabels(labels: readonly string[]): string[] {
  return toLabels(labels.join(',')).map(toOwnLabel);
}

/** One label as the server's own are. */
export function toOwnLabel(label: string): string {
  return label.toLowerCase();
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
  return accountRequest(
    client,
    {
      method: 'POST',
      path: path`/contacts/${contactId}/labels`,
      body: { labels },
      subject: `contact ${contactId}`,
      repeatable: true,
    },
    (data) => labelsIn(client, data),
  );
}

/** The labels of an answer. @throws Problem when it holds none */
export function labelsIn(client: ChatwootClient, data: unknown): string[] {
  return listIn(client.wire, data, ['payload']).map(asText);
}
