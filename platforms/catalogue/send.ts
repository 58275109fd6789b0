import { ask } from './ask.js';
import type { EntryField, WriteEntry } from './entry.js';
import { idOf, type Filled } from './fill.js';
import { isEmpty, type Port, type Raw } from './port.js';
import { droppedIn } from './stored.js';

/** What a write came to. */
export interface Sent {
  record: Raw;
  /** The fields whose values the answer shows not to be there. */
  dropped: EntryField[];
}

/** Sends a write's own request. */
export async function sendWrite<Write extends WriteEntry>(
  port: Port<Write>,
  filled: Filled<Write>,
): Promise<Sent> {
  const { entry, path, query, body } = filled;
  const answer = await ask(port, filled, {
    method: entry.method,
    path,
    query,
    ...(!isEmpty(body) && { body }),
    ...(entry.repeatable && { repeatable: true }),
  });
  const id = idOf(filled);
  // With a body it takes something out of the record, which stays.
  const isDeletion = entry.method === 'DELETE' && isEmpty(body) && !entry.stays;
  const known = { ...(id !== undefined && { id }), ...(isDeletion && { deleted: true }) };
  if (Array.isArray(answer)) {
    const record = { ...known, [entry.listAs ?? 'records']: answer.map(port.toRecord) };
    return { record, dropped: [] };
  }
  return {
    record: { ...known, ...(answer && port.toRecord(answer)) },
    dropped: answer ? droppedIn(filled, answer) : [],
  };
}
