import { inParts } from '../toolkit/values/in_parts.js';
import { writeInOrder } from '../toolkit/writes/in_order.js';
import type { Parts, WriteEntry } from './entry.js';
import type { Filled } from './fill.js';
import type { Port, Raw } from './port.js';
import { sendWrite } from './send.js';

/**
 * Sends a write whose list is longer than the server takes at once in several requests; a value that is named
 * twice is sent once.
 * @returns the rows of all answers as one list, with what the entry says of it
 * @throws Problem that says which part is done, where a later one fails
 */
export async function writeParts<Write extends WriteEntry>(
  port: Port<Write>,
  filled: Filled<Write>,
  { name, most }: Parts,
): Promise<Raw> {
  const { entry, body } = filled;
  const { listAs = 'records', summary, fields } = entry;
  const label = fields.find(({ key, name: sent = key }) => sent === name)?.label ?? name;
  const all = [...new Set(itemsIn(body[name]))];
  const record = await writeInOrder<Raw>(
    inParts(all, most).map((items, index) => {
      const before = index * most;
      return {
        what: `${label} ${String(before + 1)} to ${String(before + items.length)}`,
        run: async (sentBefore) => {
          const part = { ...filled, body: { ...body, [name]: items } };
          const { record: sent } = await sendWrite(port, part);
          return { ...sent, [listAs]: [...itemsIn(sentBefore[listAs]), ...itemsIn(sent[listAs])] };
        },
      };
    }),
    {},
  );
  return { ...summary?.(itemsIn(record[listAs]) as Raw[]), ...record };
}

function itemsIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
