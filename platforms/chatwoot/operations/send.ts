import type { ChatwootClient } from '../client.js';
import { call, isEmpty, type Input, type Raw } from './call.js';
import { idOf } from './errors.js';
import type { OperationRequest } from './input.js';
import { recordOrRoute } from './missing.js';
import { toRecord } from './record.js';
import { droppedIn } from './stored.js';
import type { ChatwootField, ChatwootWrite } from './entry.js';

/** What a write came to. */
interface Sent {
  record: Raw;
  /** The fields whose values the answer shows not to be there. */
  dropped: ChatwootField[];
}

export async function send(
  client: ChatwootClient,
  operation: ChatwootWrite,
  input: Input,
  { path, query, body }: OperationRequest,
): Promise<Sent> {
  const answer = await call(client, operation, input, {
    method: operation.method,
    path,
    query,
    ...(!isEmpty(body) && { body }),
    ...(operation.repeatable && { repeatable: true }),
  }).catch(async (failure: unknown) => {
    throw await recordOrRoute(client, operation, input, failure);
  });
  const id = idOf(operation, input);
  // With a body it takes something out of the record, which stays.
  const isDeletion = operation.method === 'DELETE' && isEmpty(body);
  const known = { ...(id !== undefined && { id }), ...(isDeletion && { deleted: true }) };
  if (Array.isArray(answer)) {
    const record = { ...known, [operation.listAs ?? 'records']: answer.map(toRecord) };
    return { record, dropped: [] };
  }
  return {
    record: { ...known, ...(answer && toRecord(answer)) },
    dropped: answer ? droppedIn(operation, input, body, answer) : [],
  };
}
