import { isRecord } from '../../../http/body.js';
import { isMissing } from '../../../http/problem.js';
import type { ApiRequest, Reader } from '../../../http/request.js';
import { ask } from '../../catalogue/ask.js';
import type { Filled } from '../../catalogue/fill.js';
import type { Answer } from '../../catalogue/port.js';
import type { ChatwootClient } from '../client.js';
import { hasRelease, versionTold } from '../server.js';
import type { ChatwootEntry } from './entry.js';
import { missOf } from './missing.js';
import { partOf, sendToPart } from './parts.js';
import { sinceOf, tooOldFor } from './releases.js';

/** Sends an operation's request, with what servers of every release need for it. */
export async function send(
  client: ChatwootClient,
  filled: Filled<ChatwootEntry>,
  asked: ApiRequest,
  read: Reader<Answer>,
): Promise<Answer> {
  const whole = await withWhole(client, filled, asked);
  const answer = await sendToPart(client, filled, whole, read).catch((failure: unknown) => {
    if (!isMissing(failure)) throw failure;
    return missOf(client, filled, failure);
  });
  await refuseUnknown(client, filled, answer);
  return answer;
}

/** The request with what an old server would lose of a part that it replaces as a whole. */
async function withWhole(
  client: ChatwootClient,
  filled: Filled<ChatwootEntry>,
  asked: ApiRequest,
): Promise<ApiRequest> {
  const { entry } = filled;
  const whole = entry.kind === 'create' ? entry.whole : undefined;
  const part = whole && asked.body?.[whole.name];
  if (!whole || !isRecord(part) || whole.keys.every((key) => key in part)) return asked;
  if (hasRelease(await versionTold(client, false), whole.until)) return asked;
  const stored = await ask(partOf(client), filled, { method: 'GET', path: asked.path });
  const kept = isRecord(stored) ? whole.keep(stored) : {};
  return { ...asked, body: { ...asked.body, [whole.name]: { ...kept, ...part } } };
}

/** @throws Problem where the list is empty because the server is too old for what it is asked for */
async function refuseUnknown(
  client: ChatwootClient,
  filled: Filled<ChatwootEntry>,
  answer: Answer,
): Promise<void> {
  const { entry } = filled;
  const isGuarded = entry.kind === 'search' && entry.unknownIsEmpty;
  const since = isGuarded ? sinceOf(filled) : undefined;
  if (since === undefined || !Array.isArray(answer) || answer.length > 0) return;
  const version = await versionTold(client);
  if (hasRelease(version, since) === false) throw tooOldFor(filled, { since, version });
}
