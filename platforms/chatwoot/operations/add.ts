import type { ChatwootClient } from '../client.js';
import { pick, type Input, type Raw } from './call.js';
import { pickEarlier, type Earlier } from './earlier.js';
import { idOf } from './errors.js';
import { chatwootOperations } from './index.js';
import type { OperationRequest } from './input.js';
import { read } from './read.js';
import { send } from './send.js';
import { explainDropped } from './stored.js';
import type { Lookup } from '../../catalogue/entry.js';
import type { ChatwootField, ChatwootRead, ChatwootWrite } from './entry.js';
import { repeatProblems } from '../../toolkit/problems.js';
import { addOnce, type Mark, type Rest } from '../../toolkit/writes/add_once.js';

/** Pages of a list that are read for what an earlier run added. */
const MOST_PAGES = 10;

/** Adds something, once for all repeats of the run. @param rest what comes after it */
export async function add(
  client: ChatwootClient,
  operation: ChatwootWrite,
  input: Input,
  asked: OperationRequest,
  rest: Rest<Raw> | undefined,
): Promise<Raw> {
  const { memory, wire } = client;
  const { path, query, body } = asked;
  const dropped: ChatwootField[] = [];
  const record = await addOnce({
    platform: wire.platform,
    memory,
    key: ['operation', operation.key, path, query, body],
    add: async () => {
      const sent = await send(client, operation, input, asked);
      dropped.push(...sent.dropped);
      return sent.record;
    },
    ...(operation.lookup && {
      find: (earlier) => findEarlier(client, operation, input, body, earlier),
    }),
    ...(rest && { rest }),
  });
  if (dropped.length > 0) throw await explainDropped(client, operation, dropped, record);
  return record;
}

/**
 * What an earlier run added. @returns undefined where there is nothing
 * @throws Problem (halted) where nobody can tell
 */
async function findEarlier(
  client: ChatwootClient,
  operation: ChatwootWrite,
  input: Input,
  sent: Raw,
  earlier: Mark,
): Promise<Raw | undefined> {
  const found = await look(client, operation, { input, sent, earlier });
  if (found === 'unclear') throw repeatProblems.mayBeThere(client.wire.platform);
  if (found === 'absent') return undefined;
  const id = idOf(operation, input);
  return { ...found.record, ...(id !== undefined && { id }) };
}

/** Reads the list until it shows what an earlier run added. */
async function look(
  client: ChatwootClient,
  operation: ChatwootWrite,
  facts: { input: Input; sent: Raw; earlier: Mark },
): Promise<Earlier> {
  const { lookup } = operation;
  const search = lookup && searchOf(lookup);
  if (!search) return 'unclear';
  const { path, fields } = search;
  const filled = fields.filter(
    ({ key }) => path.includes(`{${key}}`) || lookup.narrow?.includes(key),
  );
  const asked = pick(
    facts.input,
    filled.map(({ key }) => key).filter((key) => facts.input[key] !== undefined),
  );
  const listed: Raw[] = [];
  let cursor: string | null | undefined;
  for (let count = 0; count < MOST_PAGES && cursor !== null; count += 1) {
    const page = await read(client, search, asked, cursor);
    listed.push(...page.results);
    cursor = page.paging_token;
  }
  return pickEarlier(operation, lookup, facts, listed, cursor === null);
}

function searchOf({ search }: Lookup<ChatwootRead>): ChatwootRead | undefined {
  if (typeof search !== 'string') return search;
  return chatwootOperations.find(
    (operation): operation is ChatwootRead =>
      operation.kind === 'search' && operation.key === search,
  );
}
