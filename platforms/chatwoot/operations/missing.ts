import { asText } from '../../../http/body.js';
import { missAsNone } from '../../../http/problem.js';
import { ask } from '../../catalogue/ask.js';
import { fill, type Filled } from '../../catalogue/fill.js';
import type { Answer, Raw } from '../../catalogue/port.js';
import { omit, toText } from '../../toolkit/values/index.js';
import type { ChatwootClient } from '../client.js';
import { checkServer, hasRelease, versionFor } from '../server.js';
import type { ChatwootEntry, ChatwootRead, ChatwootWrite } from './entry.js';
import { partOf } from './parts.js';
import { sinceOf, tooOldFor } from './releases.js';
import { chatwootValues } from './values.js';

/**
 * What a 404 of a record comes to, where the server may not have the route, or can't show the record alone.
 * @returns the record all the same, from its list
 * @throws the 404, or what it was meant to say
 */
export async function missOf(
  client: ChatwootClient,
  filled: Filled<ChatwootEntry>,
  failure: unknown,
): Promise<Answer> {
  const { entry } = filled;
  if (entry.kind === 'create') throw await recordOrRoute(client, entry, filled, failure);
  const { base = 'account', one, path } = entry;
  if (base !== 'platform' && base !== 'public') throw failure;
  // These parts of the API answer a wrong path, and one that came later, as they answer an unknown record.
  const version = await checkServer(client, failure);
  const since = sinceOf(filled);
  if (!one || since === undefined || hasRelease(version, since)) throw failure;
  return listed(client, filled, { path, field: one.field });
}

/** What a change was refused for, where the server says the same of a missing record and a missing route. */
async function recordOrRoute(
  client: ChatwootClient,
  { listedAt, id }: ChatwootWrite,
  filled: Filled<ChatwootEntry>,
  failure: unknown,
): Promise<unknown> {
  const since = sinceOf(filled);
  if (!listedAt || !id || since === undefined) return failure;
  const version = await versionFor(client, failure);
  if (hasRelease(version, since)) return failure;
  // What can't be told by the list is said as the server said it.
  const place = { path: listedAt, field: id };
  const record = await listed(client, filled, place).catch(() => undefined);
  return record ? tooOldFor(filled, { since, version, failure }) : failure;
}

/** A record that the server may not have, or that it can't show alone: it is looked for in its list. */
async function listed(
  client: ChatwootClient,
  { entry, input }: Filled<ChatwootEntry>,
  { path, field }: { path: string; field: string },
): Promise<Raw | undefined> {
  const { key, numbers, noun, label, description, base, fields } = entry;
  const list: ChatwootRead = {
    ...{ key, numbers, noun, label, description, path },
    ...(base && { base }),
    kind: 'search',
    fields: fields.filter((own) => own.key !== field),
  };
  const asked = fill(chatwootValues, list, omit(input, [field]));
  const rows = await missAsNone(
    ask(partOf(client), asked, { method: 'GET', path: asked.path, query: asked.query }),
  );
  return [rows ?? []].flat().find(({ id }) => asText(id) === toText(input[field]));
}
