import { asText, isRecord } from '../../../http/body.js';
import type { FormPart } from '../../../http/form.js';
import { path as encoded } from '../../../http/path.js';
import { isMissing, missAsNone } from '../../../http/problem.js';
import { request, type ApiRequest } from '../../../http/request.js';
import type {
  Lookup,
  Operation,
  OperationField,
  OperationPage,
  Operations,
  ReadOperation,
  WriteOperation,
} from '../../contract/operations.js';
import { inputProblems, repeatProblems } from '../../toolkit/problems.js';
import { within } from '../../toolkit/answer.js';
import { addOnce, type Mark, type Rest } from '../../toolkit/writes/add_once.js';
import { writeInOrder, type OrderedWrite } from '../../toolkit/writes/in_order.js';
import { omit, toText } from '../../toolkit/values/index.js';
import { isNoRoute, type ChatwootClient } from '../client.js';
import { clientApiErrors, platformErrors } from '../errors.js';
import { withPicture } from '../contacts/picture.js';
import { checkServer, hasRelease, versionFor, versionTold } from '../server.js';
import { givesNothing, readAnswer } from './answer.js';
import { pickEarlier, type Earlier } from './earlier.js';
import { errorsOf, idOf, isOne, subjectOf } from './errors.js';
import { chatwootOperations } from './index.js';
import { toRequest, type Match, type OperationRequest } from './input.js';
import { toRecord } from './record.js';
import { sinceOf, tooOldFor } from './releases.js';
import { droppedIn, explainDropped } from './stored.js';

type Input = Record<string, unknown>;
type Raw = Record<string, unknown>;
type Answer = Raw | Raw[] | undefined;

/** Pages of a list that are read for what an earlier run added. */
const MOST_PAGES = 10;

/** Runs the catalogue's operations on one connection. */
export function operationsOf(client: ChatwootClient): Operations {
  return {
    write: (operation, input) => write(client, operation, input),
    read: (operation, input, cursor) => read(client, operation, input, cursor),
  };
}

/**
 * Changes something. @returns the record of the answer; where it has none, what is known: its id, and
 * `deleted` after a deletion
 */
async function write(
  client: ChatwootClient,
  operation: WriteOperation,
  input: Input,
): Promise<Raw> {
  const asked = toRequest(operation, operation.path, input);
  const { picture } = asked;
  const { deadline } = client.wire;
  if (!picture) return writeBody(client, operation, input, asked);
  return withPicture(client, picture.label, picture.given, async (open) => {
    const what = `the ${operation.noun.toLowerCase()}`;
    const last: OrderedWrite<Raw> = {
      what: `the ${picture.label}`,
      run: async (record) => {
        const part = { name: picture.name, file: await open() };
        return sendPicture(client, operation, input, record, part);
      },
    };
    const id = idOf(operation, input);
    if (id === undefined) {
      return writeBody(client, operation, input, asked, {
        idOf: (made) => asText(made['id']),
        // The picture's answer shows the rest of it.
        read: (made) => Promise.resolve({ id: made }),
        run: (made) =>
          writeInOrder([last], made, { added: `${what} ${asText(made['id'])}`, deadline }),
      });
    }
    const first: OrderedWrite<Raw> = {
      what,
      run: () => writeBody(client, operation, input, asked),
    };
    const isAlone = Object.keys(asked.body).length === 0;
    return writeInOrder(isAlone ? [last] : [first, last], { id });
  });
}

/** Adds a picture to a record that is there. @returns the record of the answer */
async function sendPicture(
  client: ChatwootClient,
  operation: WriteOperation,
  input: Input,
  record: Raw,
  part: FormPart,
): Promise<Raw> {
  const { method, path } = operation.picture ?? operation;
  const data = await call(client, operation, input, {
    method,
    path: path.replace('{id}', () => encoded`${asText(record['id'])}`),
    form: [part],
  });
  return { ...record, ...(isRecord(data) && toRecord(data)) };
}

async function writeBody(
  client: ChatwootClient,
  operation: WriteOperation,
  input: Input,
  asked: OperationRequest,
  rest?: Rest<Raw>,
): Promise<Raw> {
  if (operation.method === 'POST' && !operation.repeatable) {
    return add(client, operation, input, asked, rest);
  }
  const isUpdate = operation.method === 'PATCH' || operation.method === 'PUT';
  if (isUpdate && isEmpty(asked.body)) throw inputProblems.nothingToUpdate();
  const whole = await withWhole(client, operation, input, asked);
  const { record, dropped } = await send(client, operation, input, whole);
  const lost = (operation.again ?? []).filter(
    (name) => name in asked.body && record[name] !== asked.body[name],
  );
  const done =
    lost.length > 0 ? await sendAgain(client, operation, input, asked, { record, lost }) : record;
  if (dropped.length > 0) throw await explainDropped(client, operation, dropped, done);
  return done;
}

/** Sends the values that the server replaced by its own once more, alone. */
async function sendAgain(
  client: ChatwootClient,
  operation: WriteOperation,
  input: Input,
  asked: OperationRequest,
  { record, lost }: { record: Raw; lost: readonly string[] },
): Promise<Raw> {
  const again = { ...asked, body: pick(asked.body, lost) };
  const labels = operation.fields.filter(({ key, name = key }) => lost.includes(name));
  return writeInOrder(
    [
      { what: `the ${operation.noun.toLowerCase()}`, run: () => Promise.resolve(record) },
      {
        what: labels.map(({ label }) => label).join(', '),
        run: async () => (await send(client, operation, input, again)).record,
      },
    ],
    {},
  );
}

/** What a write came to. */
interface Sent {
  record: Raw;
  /** The fields whose values the answer shows not to be there. */
  dropped: OperationField[];
}

/** The request with what an old server would lose of a part that it replaces as a whole. */
async function withWhole(
  client: ChatwootClient,
  operation: WriteOperation,
  input: Input,
  asked: OperationRequest,
): Promise<OperationRequest> {
  const { whole } = operation;
  const part = whole && asked.body[whole.name];
  if (!whole || !isRecord(part) || whole.keys.every((key) => key in part)) return asked;
  if (hasRelease(await versionTold(client, false), whole.until)) return asked;
  const stored = await call(client, operation, input, { method: 'GET', path: asked.path });
  const kept = isRecord(stored) ? whole.keep(stored) : {};
  return { ...asked, body: { ...asked.body, [whole.name]: { ...kept, ...part } } };
}

/** Adds something, once for all repeats of the run. @param rest what comes after it */
async function add(
  client: ChatwootClient,
  operation: WriteOperation,
  input: Input,
  asked: OperationRequest,
  rest: Rest<Raw> | undefined,
): Promise<Raw> {
  const { memory, wire } = client;
  const { path, query, body } = asked;
  const dropped: OperationField[] = [];
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
  operation: WriteOperation,
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
  operation: WriteOperation,
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

function searchOf({ search }: Lookup): ReadOperation | undefined {
  if (typeof search !== 'string') return search;
  return chatwootOperations.find(
    (operation): operation is ReadOperation =>
      operation.kind === 'search' && operation.key === search,
  );
}

async function send(
  client: ChatwootClient,
  operation: WriteOperation,
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

/** Reads one record when the operation's id is filled, else its list. @returns no results for a miss */
async function read(
  client: ChatwootClient,
  operation: ReadOperation,
  input: Input,
  cursor: string | undefined,
): Promise<OperationPage> {
  const single = isOne(operation, input) ? operation.one : undefined;
  const requested = toRequest(operation, single?.path ?? operation.path, input);
  const page = Number(cursor ?? 1);
  const answer = await readOrMiss(client, operation, input, {
    ...requested,
    query: {
      ...operation.query,
      ...requested.query,
      ...(operation.paged && !single && { page }),
    },
  });
  if (answer === undefined) return { results: [], paging_token: null };
  await refuseUnknown(client, operation, input, answer);
  const found = operation.records ? operation.records(answer).filter(isRecord) : [answer].flat();
  const id = idOf(operation, input);
  const results = found
    .map((record) => ({ ...(id !== undefined && { id }), ...toRecord(record) }))
    .filter((record) => fits(record, requested.matches));
  const hasMore = operation.paged && !single && found.length > 0;
  return { results, paging_token: hasMore ? String(page + 1) : null };
}

/** @throws Problem where the list is empty because the server is too old for what it is asked for */
async function refuseUnknown(
  client: ChatwootClient,
  operation: ReadOperation,
  input: Input,
  answer: Raw | Raw[],
): Promise<void> {
  const since = operation.unknownIsEmpty ? sinceOf(operation, input) : undefined;
  if (since === undefined || !Array.isArray(answer) || answer.length > 0) return;
  const version = await versionTold(client);
  if (hasRelease(version, since) === false) throw tooOldFor(operation, input, since, version);
}

/** What the answer holds; undefined where the record that was asked for doesn't exist. */
async function readOrMiss(
  client: ChatwootClient,
  operation: ReadOperation,
  input: Input,
  { path, query, body }: OperationRequest,
): Promise<Answer> {
  const { method = 'GET', base = 'account' } = operation;
  try {
    return await call(client, operation, input, {
      method,
      path,
      query,
      ...(method === 'POST' && { body, readOnly: true }),
    });
  } catch (failure) {
    if (!isMissing(failure)) throw failure;
    if (base !== 'platform' && base !== 'public') return undefined;
    // These parts of the API answer a wrong path, and one that came later, as they answer an unknown record.
    const version = await checkServer(client, failure);
    const since = sinceOf(operation, input);
    const { one } = operation;
    if (!one || since === undefined || hasRelease(version, since)) return undefined;
    return listed(client, operation, input, operation.path, one.field);
  }
}

/** A record that the server may not have, or that it can't show alone: it is looked for in its list. */
async function listed(
  client: ChatwootClient,
  { key, numbers, noun, label, description, base, fields }: Operation,
  input: Input,
  path: string,
  field: string,
): Promise<Raw | undefined> {
  const list: ReadOperation = {
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
async function recordOrRoute(
  client: ChatwootClient,
  operation: WriteOperation,
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

/**
 * What `send` gives for a record that old servers look for among those of one kind alone: where they have none,
 * each other kind is tried. A record that isn't there is a miss once more on newer ones.
 */
async function ofAnyKind(
  client: ChatwootClient,
  { kinds }: Operation,
  asked: ApiRequest,
  send: (asked: ApiRequest) => Promise<Answer>,
): Promise<Answer> {
  return send(asked).catch(async (failure: unknown) => {
    if (!kinds || !isMissing(failure)) throw failure;
    if (hasRelease(await versionTold(client), kinds.until)) throw failure;
    const { name, values } = kinds;
    const body = isRecord(asked.body) ? asked.body : {};
    const tried = asked.query?.[name] ?? body[name] ?? values[0];
    for (const value of values.filter((other) => other !== tried)) {
      try {
        return await send({ ...asked, query: { ...asked.query, [name]: value } });
      } catch (next) {
        if (!isMissing(next)) throw next;
      }
    }
    throw failure;
  });
}

/**
 * Sends a request to the operation's part of the API, and reads its answer. Answers may hold secrets: none
 * reaches the log.
 */
async function call(
  client: ChatwootClient,
  operation: Operation,
  input: Input,
  asked: ApiRequest,
): Promise<Answer> {
  const { z, wire } = client;
  const at = (
    prefix: string,
    { errors = wire.errors, ...changes }: Partial<typeof wire> = {},
  ): Promise<Answer> =>
    ofAnyKind(client, operation, asked, (call) =>
      request(
        z,
        { ...wire, ...changes, errors: errorsOf(operation, input, errors) },
        {
          ...call,
          path: `${prefix}${call.path}`,
          subject: subjectOf(operation, input),
          secret: true,
          emptyAnswer: givesNothing(operation, input),
        },
        (data) => readAnswer(wire, operation, input, data),
      ),
    );
  const ofAccount = (prefix: string): Promise<Answer> =>
    at(prefix).catch(async (failure: unknown) => {
      const since = sinceOf(operation, input);
      if (since === undefined || operation.absent || !isNoRoute(failure)) throw failure;
      throw tooOldFor(operation, input, since, await versionFor(client, failure), failure);
    });
  switch (operation.base ?? 'account') {
    case 'account':
      return ofAccount(`/api/v1/accounts/${await client.accountId()}`);
    case 'account_v2':
      return ofAccount(`/api/v2/accounts/${await client.accountId()}`);
    case 'platform':
      return at('/platform/api/v1', { errors: platformErrors });
    case 'public':
      // It takes no key, so it gets none.
      return at('/public/api/v1', { headers: {}, errors: clientApiErrors });
    case 'server':
      return at('');
  }
}

function isEmpty(record: Raw): boolean {
  return Object.keys(record).length === 0;
}

function pick(record: Raw, keys: readonly string[]): Raw {
  return Object.fromEntries(keys.map((key) => [key, record[key]]));
}

function fits(record: Raw, matches: readonly Match[]): boolean {
  return matches.every(({ key, value, exact }) => {
    const held = asText(within(record, key.split('.'))).toLowerCase();
    return exact ? held === value.toLowerCase() : held.includes(value.toLowerCase());
  });
}
