import type { Catalogue, Paging } from '../../catalogue/port.js';
import type { ChatwootClient } from '../client.js';
import { withPicture } from '../contacts/picture.js';
import { ofDropped } from './dropped.js';
import type { ChatwootRead, ChatwootWrite } from './entry.js';
import { chatwootOperations } from './index.js';
import { toRecord } from './record.js';
import { send } from './send.js';
import { shapeOf } from './shape.js';
import { chatwootValues } from './values.js';

/** Pages have numbers, and the one behind the last is empty. */
const NUMBERED: Paging = {
  ask: (cursor) => ({ query: { page: Number(cursor ?? 1) } }),
  next: ({ cursor, rows }) => (rows.length > 0 ? String(Number(cursor ?? 1) + 1) : undefined),
};

/** The catalogue on a connection. */
export function catalogueOf(client: ChatwootClient): Catalogue<ChatwootRead, ChatwootWrite> {
  const { wire, memory } = client;
  return {
    ...{ wire, memory, entries: chatwootOperations, values: chatwootValues, toRecord },
    shapeOf: (entry) => shapeOf(client, entry),
    paging: () => NUMBERED,
    send: (filled, asked, read) => send(client, filled, asked, read),
    ofDropped: (filled, keys) => ofDropped(client, filled, keys),
    withPicture: ({ label, given }, use) => withPicture(client, label, given, use),
  };
}
