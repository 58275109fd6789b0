import type { Catalogue } from '../../catalogue/port.js';
import { toText } from '../../toolkit/values/index.js';
import type { HighlevelClient } from '../client.js';
import type { HighlevelRead, HighlevelWrite } from './entry.js';
import { highlevelOperations } from './index.js';
import { toRecord } from './record.js';
import { send } from './send.js';

/** The catalogue on a connection. */
export function catalogueOf(client: HighlevelClient): Catalogue<HighlevelRead, HighlevelWrite> {
  const { wire, memory } = client;
  return {
    ...{ wire, memory, entries: highlevelOperations, toRecord },
    values: { toId: (_label, given) => toText(given), biggest: Number.MAX_SAFE_INTEGER },
    send: (filled, asked, read) => send(client, filled, asked, read),
    // None of the lists has pages.
    paging: () => ({ ask: () => ({}), next: () => undefined }),
  };
}
