import { isRecord } from '../../../http/body.js';
import type { Catalogue, Paging, Raw } from '../../catalogue/port.js';
import { toText } from '../../toolkit/values/index.js';
import type { HighlevelClient } from '../client.js';
import { contactShape } from '../contacts/shape.js';
import type { HighlevelEntry, HighlevelRead, HighlevelWrite } from './entry.js';
import { highlevelOperations } from './index.js';
import { toRecord } from './record.js';
import { send } from './send.js';

/** Records to a page, as many as HighLevel's other lists of contacts are sure to give. */
const SIZE = 100;

/** Pages begin behind so many records; the answer tells how many there are, or a short page is the last. */
const BY_OFFSET: Paging = {
  ask: (cursor) => ({ query: { limit: String(SIZE), skip: cursor ?? '0' } }),
  next: ({ cursor, data, rows }) => {
    const read = Number(cursor ?? 0) + rows.length;
    const count = isRecord(data) ? data['count'] : undefined;
    const isLast = typeof count === 'number' ? read >= count : rows.length < SIZE;
    return isLast || rows.length === 0 ? undefined : String(read);
  },
};

/** The catalogue on a connection. */
export function catalogueOf(client: HighlevelClient): Catalogue<HighlevelRead, HighlevelWrite> {
  const { wire, memory } = client;
  return {
    ...{ wire, memory, entries: highlevelOperations, toRecord },
    values: { toId: (_label, given) => toText(given), biggest: Number.MAX_SAFE_INTEGER },
    send: (filled, asked, read) => send(client, filled, asked, read),
    paging: () => BY_OFFSET,
    shapeOf: (entry, rows) => shapeOf(client, entry, rows),
  };
}

/** How an operation gives its records out: contacts as the steps that all platforms share do. */
async function shapeOf(
  client: HighlevelClient,
  entry: HighlevelEntry,
  rows: readonly Raw[],
): Promise<(raw: Raw) => Raw> {
  const isContact = entry.kind === 'search' && entry.shape === 'contact';
  return isContact ? contactShape(client, rows) : toRecord;
}
