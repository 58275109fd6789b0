import { isBlank } from '../../../http/blanks.js';
import { asText, isRecord } from '../../../http/body.js';
import { Problem, problem } from '../../../http/problem.js';
import { within } from '../../toolkit/answer.js';
import { notStored } from '../../toolkit/writes/not_stored.js';
import type { ChatwootField, ChatwootWrite } from './entry.js';
import type { ChatwootClient } from '../client.js';
import { chatwootTexts } from '../errors.js';
import { hasRelease, versionTold } from '../server.js';

type Raw = Record<string, unknown>;

/**
 * The filled fields whose values an answer shows not to be there: servers drop some without a word. Only what
 * can't be a matter of spelling counts: a choice, number or yes-or-no that is another one, a text that is blank.
 * @param answer the record as the server answered it
 */
export function droppedIn(
  operation: ChatwootWrite,
  input: Raw,
  body: Raw,
  answer: Raw,
): ChatwootField[] {
  const { again = [], fields } = operation;
  return fields.filter((field) => {
    const { key, name = key, held = name } = field;
    const isSent = input[key] !== undefined && !again.includes(name);
    const sent = isSent ? within(body, name.split('.')) : undefined;
    return sent !== undefined && isDropped(field, sent, placeOf(answer, held.split('.')));
  });
}

/**
 * Says which values of a write that was answered like any other aren't there, and whether the server is too
 * old for them.
 * @param record what was written: a new one must not be made again
 */
export async function explainDropped(
  client: ChatwootClient,
  operation: ChatwootWrite,
  dropped: readonly ChatwootField[],
  record: Raw,
): Promise<Problem> {
  const fields = dropped.map(({ label }) => label);
  const releases = dropped.flatMap(({ since }) =>
    typeof since === 'object' ? Object.values(since) : [since],
  );
  const [release, ...others] = [...new Set(releases)];
  const version = await versionTold(client, true);
  const isTooOld = others.length === 0 && hasRelease(version, release ?? '') === false;
  const what = isTooOld
    ? chatwootTexts.droppedByOld(fields, release ?? '', version ?? '')
    : chatwootTexts.dropped(fields, client.wire.platform);
  const isNew = operation.method === 'POST' && !operation.repeatable;
  return isNew
    ? new Problem('halted', { what, todo: chatwootTexts.droppedOfNew(asText(record['id'])) })
    : problem({ what, todo: chatwootTexts.droppedOfUpdate });
}

/** A value of an answer; absent where the server doesn't tell it. */
type Place = { value: unknown } | undefined;

function placeOf(answer: Raw, keys: readonly string[]): Place {
  const outer = within(answer, keys.slice(0, -1));
  const last = keys.at(-1) ?? '';
  return isRecord(outer) && Object.hasOwn(outer, last) ? { value: outer[last] } : undefined;
}

function isDropped({ type, choices, since }: ChatwootField, sent: unknown, place: Place): boolean {
  // Newer servers tell it, so that what isn't told wasn't taken.
  if (!place) return since !== undefined;
  const { value } = place;
  if (type === 'json') return typeof since === 'object' && lacks(value, sent, Object.keys(since));
  if (Array.isArray(sent) || isBlank(sent)) return false;
  if (isBlank(value)) return true;
  const isExact = choices !== undefined || ['boolean', 'number'].includes(typeof sent);
  if (!isExact || typeof sent !== typeof value) return false;
  return notStored([{ field: '', sent, held: value }]).length > 0;
}

function lacks(held: unknown, sent: unknown, names: readonly string[]): boolean {
  const has = (json: unknown, name: string): boolean => isRecord(json) && Object.hasOwn(json, name);
  return names.some((name) => has(sent, name) && !has(held, name));
}
