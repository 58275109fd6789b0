import { repeatProblems } from '../toolkit/problems.js';
import { addOnce, type Mark, type Rest } from '../toolkit/writes/add_once.js';
import { pickEarlier, type Earlier } from './earlier.js';
import type { EntryField, Lookup, ReadEntry, WriteEntry } from './entry.js';
import { fill, idOf, type Filled } from './fill.js';
import { pick, type Catalogue, type Raw } from './port.js';
import { read } from './read.js';
import { sendWrite } from './send.js';
import { explainDropped } from './stored.js';

/** Pages of a list that are read for what an earlier run added. */
const MOST_PAGES = 10;

/** Adds something, once for all repeats of the run. @param rest what comes after it */
export async function add<Read extends ReadEntry, Write extends WriteEntry<Read>>(
  catalogue: Catalogue<Read, Write>,
  filled: Filled<Write>,
  rest: Rest<Raw> | undefined,
): Promise<Raw> {
  const { memory, wire } = catalogue;
  const { entry, path, query, body } = filled;
  const { lookup } = entry;
  const dropped: EntryField[] = [];
  const record = await addOnce({
    platform: wire.platform,
    memory,
    key: ['operation', entry.key, path, query, body],
    add: async () => {
      const sent = await sendWrite(catalogue, filled);
      dropped.push(...sent.dropped);
      return sent.record;
    },
    ...(lookup && { find: (earlier) => findEarlier(catalogue, filled, lookup, earlier) }),
    ...(rest && { rest }),
  });
  if (dropped.length > 0) throw await explainDropped(catalogue, filled, dropped, record);
  return record;
}

/**
 * What an earlier run added. @returns undefined where there is nothing
 * @throws Problem (halted) where nobody can tell
 */
async function findEarlier<Read extends ReadEntry, Write extends WriteEntry<Read>>(
  catalogue: Catalogue<Read, Write>,
  filled: Filled<Write>,
  lookup: Lookup<Read>,
  earlier: Mark,
): Promise<Raw | undefined> {
  const found = await look(catalogue, filled, lookup, earlier);
  if (found === 'unclear') throw repeatProblems.mayBeThere(catalogue.wire.platform);
  if (found === 'absent') return undefined;
  const id = idOf(filled);
  return { ...found.record, ...(id !== undefined && { id }) };
}

/** Reads the list until it shows what an earlier run added. */
async function look<Read extends ReadEntry, Write extends WriteEntry<Read>>(
  catalogue: Catalogue<Read, Write>,
  filled: Filled<Write>,
  lookup: Lookup<Read>,
  earlier: Mark,
): Promise<Earlier> {
  const search = searchOf(catalogue, lookup);
  if (!search) return 'unclear';
  const { input } = filled;
  const keys = search.fields
    .map(({ key }) => key)
    .filter((key) => search.path.includes(`{${key}}`) || lookup.narrow?.includes(key));
  const asked = fill(catalogue.values, search, pick(input, keys));
  const listed: Raw[] = [];
  let cursor: string | null | undefined;
  for (let count = 0; count < MOST_PAGES && cursor !== null; count += 1) {
    const page = await read(catalogue, asked, cursor);
    listed.push(...page.results);
    cursor = page.paging_token;
  }
  return pickEarlier({ filled, lookup, earlier, listed, isWhole: cursor === null });
}

function searchOf<Read extends ReadEntry, Write extends WriteEntry<Read>>(
  { entries }: Catalogue<Read, Write>,
  { search }: Lookup<Read>,
): Read | undefined {
  if (typeof search !== 'string') return search;
  return entries.find((entry): entry is Read => entry.kind === 'search' && entry.key === search);
}
