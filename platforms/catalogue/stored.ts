import { isBlank } from '../../http/blanks.js';
import { asText, isRecord } from '../../http/body.js';
import type { Problem } from '../../http/problem.js';
import { within } from '../toolkit/answer.js';
import { droppedProblems, droppedTexts } from '../toolkit/problems.js';
import { notStored } from '../toolkit/writes/not_stored.js';
import type { EntryField, WriteEntry } from './entry.js';
import type { Filled } from './fill.js';
import type { Port, Raw } from './port.js';

/**
 * The filled fields whose values an answer shows not to be there: servers drop some without a word. Only what
 * can't be a matter of spelling counts: a choice, number or yes-or-no that is another one, a text that is blank.
 * @param answer the record as the server answered it
 */
export function droppedIn({ entry, input, body }: Filled<WriteEntry>, answer: Raw): EntryField[] {
  const { again = [], fields } = entry;
  return fields.filter((field) => {
    const { key, name = key, held = name } = field;
    const isSent = input[key] !== undefined && !again.includes(name);
    const sent = isSent ? within(body, name.split('.')) : undefined;
    return sent !== undefined && isDropped(field, sent, placeOf(answer, held.split('.')));
  });
}

/**
 * Says which values of a write that was answered like any other aren't there, and what the platform knows of
 * the reason.
 * @param record what was written: a new one must not be made again
 */
export async function explainDropped<Write extends WriteEntry>(
  { wire, ofDropped }: Port<Write>,
  filled: Filled<Write>,
  dropped: readonly EntryField[],
  record: Raw,
): Promise<Problem> {
  const { method, repeatable } = filled.entry;
  const keys = dropped.map(({ key }) => key);
  const labels = dropped.map(({ label }) => label);
  const text = {
    what: droppedTexts.what(wire.platform, labels),
    todo: droppedTexts.todo,
    ...(await ofDropped?.(filled, keys)),
  };
  return method === 'POST' && !repeatable
    ? droppedProblems.ofNew(text, asText(record['id']))
    : droppedProblems.ofUpdate(text);
}

/** A value of an answer; absent where the server doesn't tell it. */
type Place = { value: unknown } | undefined;

function placeOf(answer: Raw, keys: readonly string[]): Place {
  const outer = within(answer, keys.slice(0, -1));
  const last = keys.at(-1) ?? '';
  return isRecord(outer) && Object.hasOwn(outer, last) ? { value: outer[last] } : undefined;
}

function isDropped({ type, choices, told }: EntryField, sent: unknown, place: Place): boolean {
  if (!place) return told !== undefined;
  const { value } = place;
  if (type === 'json') return typeof told === 'object' && lacks(value, sent, told);
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
