import { asText, isRecord } from '../../http/body.js';
import { missAsNone } from '../../http/problem.js';
import type { OperationPage } from '../contract/operations.js';
import { within } from '../toolkit/answer.js';
import { ask } from './ask.js';
import type { ReadEntry } from './entry.js';
import { idOf, type Filled, type Match } from './fill.js';
import type { Port, Raw } from './port.js';

/** Reads one record when the operation's id is filled, else its list. @returns no results for a miss */
export async function read<Read extends ReadEntry>(
  port: Port<Read>,
  filled: Filled<Read>,
  cursor: string | undefined,
): Promise<OperationPage> {
  const { entry, one, path, query, body, matches } = filled;
  const { method = 'GET' } = entry;
  const paging = entry.paged && !one ? port.paging(entry) : undefined;
  const page = paging?.ask(cursor);
  let data: unknown;
  const answer = await missAsNone(
    ask(
      port,
      filled,
      {
        method,
        path,
        query: { ...entry.query, ...query, ...page?.query },
        ...(method === 'POST' && { body: { ...body, ...page?.body }, readOnly: true }),
      },
      (given) => {
        data = given;
      },
    ),
  );
  if (answer === undefined) return { results: [], paging_token: null };
  const rows = entry.records ? entry.records(answer).filter(isRecord) : [answer].flat();
  const id = idOf(filled);
  const given = (await port.shapeOf?.(entry, rows)) ?? port.toRecord;
  const results = rows
    .map((record) => ({ ...(id !== undefined && { id }), ...given(record) }))
    .filter((record) => fits(record, matches));
  return { results, paging_token: paging?.next({ cursor, data, rows }) ?? null };
}

function fits(record: Raw, matches: readonly Match[]): boolean {
  return matches.every(({ key, value, exact }) => {
    const found = within(record, key.split('.'));
    const held = (typeof found === 'boolean' ? String(found) : asText(found)).toLowerCase();
    return exact ? held === value.toLowerCase() : held.includes(value.toLowerCase());
  });
}
