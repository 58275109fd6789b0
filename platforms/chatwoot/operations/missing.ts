import { asText } from '../../../http/body.js';
import { isMissing, missAsNone } from '../../../http/problem.js';
import type { ChatwootClient } from '../client.js';
import { call, type Input, type Raw } from './call.js';
import { toRequest } from './input.js';
import { sinceOf, tooOldFor } from './releases.js';
import { hasRelease, versionFor } from '../server.js';
import type { ChatwootEntry, ChatwootRead, ChatwootWrite } from './entry.js';
import { omit, toText } from '../../toolkit/values/index.js';

/** A record that the server may not have, or that it can't show alone: it is looked for in its list. */
export async function listed(
  client: ChatwootClient,
  { key, numbers, noun, label, description, base, fields }: ChatwootEntry,
  input: Input,
  path: string,
  field: string,
): Promise<Raw | undefined> {
  const list: ChatwootRead = {
    ...{ key, numbers, noun, label, description, path },
    ...(base && { base }),
    kind: 'search',
    fields: fields.filter((own) => own.key !== field),
  };
  const others = omit(input, [field]);
  const { path: filled, query } = toRequest(list, path, others);
  const rows = await missAsNone(call(client, list, others, { method: 'GET', path: filled, query }));
  return [rows ?? []].flat().find(({ id }) => asText(id) === toText(input[field]));
}

/** What a change was refused for, where the server says the same of a missing record and a missing route. */
export async function recordOrRoute(
  client: ChatwootClient,
  operation: ChatwootWrite,
  input: Input,
  failure: unknown,
): Promise<unknown> {
  const { listedAt, id } = operation;
  const since = sinceOf(operation, input);
  if (!listedAt || !id || since === undefined || !isMissing(failure)) return failure;
  const version = await versionFor(client, failure);
  if (hasRelease(version, since)) return failure;
  // What can't be told by the list is said as the server said it.
  const record = await listed(client, operation, input, listedAt, id).catch(() => undefined);
  return record ? tooOldFor(operation, input, since, version, failure) : failure;
}
