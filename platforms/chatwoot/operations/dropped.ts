import type { ProblemText } from '../../../http/problem.js';
import type { Filled } from '../../catalogue/fill.js';
import type { ChatwootClient } from '../client.js';
import { chatwootTexts } from '../errors.js';
import { hasRelease, versionTold } from '../server.js';
import type { ChatwootEntry } from './entry.js';

/** Whether the server is too old for values that it didn't store, or of the edition that hasn't them. */
export async function ofDropped(
  client: ChatwootClient,
  { entry }: Filled<ChatwootEntry>,
  keys: readonly string[],
): Promise<Partial<ProblemText>> {
  const dropped = entry.fields.filter(({ key }) => keys.includes(key));
  const labels = dropped.map(({ label }) => label);
  if (dropped.every(({ edition }) => edition !== undefined)) {
    return { what: chatwootTexts.droppedByEdition(labels) };
  }
  const releases = dropped.flatMap(({ since }) =>
    typeof since === 'object' ? Object.values(since) : [since],
  );
  const [release, ...others] = [...new Set(releases)];
  const version = await versionTold(client, true);
  const isTooOld = others.length === 0 && hasRelease(version, release ?? '') === false;
  return {
    ...(isTooOld && { what: chatwootTexts.droppedByOld(labels, release ?? '', version ?? '') }),
    todo: chatwootTexts.droppedTodo,
  };
}
