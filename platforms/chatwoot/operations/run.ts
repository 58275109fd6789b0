import { asText, isRecord } from '../../../http/body.js';
import type { FormPart } from '../../../http/form.js';
import { path as encoded } from '../../../http/path.js';
import { missAsNone } from '../../../http/problem.js';
import { request, type ApiRequest } from '../../../http/request.js';
import type {
  Operation,
  OperationPage,
  Operations,
  ReadOperation,
  WriteOperation,
} from '../../operations.js';
import { inputProblems } from '../../problems.js';
import { runSteps, type Step } from '../../steps.js';
import { accountId, type ChatwootClient } from '../client.js';
import { clientApiErrors, platformErrors } from '../errors.js';
import { withPicture } from '../picture.js';
import { errorsOf, idOf, subjectOf } from './errors.js';
import { toRequest, type Match, type OperationRequest } from './input.js';
import { toRecord } from './record.js';

type Input = Record<string, unknown>;
type Raw = Record<string, unknown>;

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
    const last: Step<Raw> = {
      what: `the ${picture.label}`,
      run: async (record) => {
        const part = { name: picture.name, file: await open() };
        return sendPicture(client, operation, input, record, part);
      },
    };
    const id = idOf(operation, input);
    if (id === undefined) {
      const made = await writeBody(client, operation, input, asked);
      return runSteps([last], made, { added: `${what} ${asText(made['id'])}`, deadline });
    }
    const first: Step<Raw> = { what, run: () => writeBody(client, operation, input, asked) };
    const isAlone = Object.keys(asked.body).length === 0;
    return runSteps(isAlone ? [last] : [first, last], { id });
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
  { path, query, body }: OperationRequest,
): Promise<Raw> {
  const isUpdate = operation.method === 'PATCH' || operation.method === 'PUT';
  if (isUpdate && Object.keys(body).length === 0) throw inputProblems.nothingToUpdate();
  const data = await call(client, operation, input, {
    method: operation.method,
    path,
    query,
    ...(Object.keys(body).length > 0 && { body }),
  });
  const id = idOf(operation, input);
  // With a body it takes something out of the record, which stays.
  const isDeletion = operation.method === 'DELETE' && Object.keys(body).length === 0;
  const known = { ...(id !== undefined && { id }), ...(isDeletion && { deleted: true }) };
  const answer = within(data, operation.answer);
  if (Array.isArray(answer)) {
    return { ...known, [operation.listAs ?? 'records']: recordsOf(answer) };
  }
  return { ...known, ...(isRecord(answer) && toRecord(answer)) };
}

/** Reads one record when the operation's id is filled, else its list. @returns no results for a miss */
async function read(
  client: ChatwootClient,
  operation: ReadOperation,
  input: Input,
  cursor: string | undefined,
): Promise<OperationPage> {
  const { one, records } = operation;
  const isOne = one !== undefined && input[one.field] !== undefined;
  const requested = toRequest(operation, isOne ? one.path : operation.path, input);
  const page = Number(cursor ?? 1);
  const data = await readOrMiss(client, operation, input, {
    ...requested,
    query: {
      ...operation.query,
      ...requested.query,
      ...(operation.paged && !isOne && { page }),
    },
  });
  if (data === undefined) return { results: [], paging_token: null };
  const raw = within(data, isOne ? (one.answer ?? operation.answer) : operation.answer);
  const answer = records ? records(raw) : raw;
  const found: unknown[] = Array.isArray(answer) ? answer : [answer];
  const id = idOf(operation, input);
  const results = recordsOf(found)
    .map((record) => ({ ...(id !== undefined && { id }), ...record }))
    .filter((record) => fits(record, requested.matches));
  const hasMore = operation.paged && !isOne && found.length > 0;
  return { results, paging_token: hasMore ? String(page + 1) : null };
}

async function readOrMiss(
  client: ChatwootClient,
  operation: ReadOperation,
  input: Input,
  { path, query, body }: OperationRequest,
): Promise<unknown> {
  const data = await missAsNone(
    call(client, operation, input, {
      method: operation.method ?? 'GET',
      path,
      query,
      ...(operation.method === 'POST' && { body, readOnly: true }),
    }),
  );
  return data ?? undefined;
}

/** Sends a request to the operation's part of the API. Answers may hold secrets: none reaches the log. */
async function call(
  client: ChatwootClient,
  operation: Operation,
  input: Input,
  asked: ApiRequest,
): Promise<unknown> {
  const { z, wire } = client;
  const send = (
    prefix: string,
    { errors = wire.errors, ...changes }: Partial<typeof wire> = {},
  ): Promise<unknown> =>
    request(
      z,
      { ...wire, ...changes, errors: errorsOf(operation, input, errors) },
      {
        ...asked,
        path: `${prefix}${asked.path}`,
        subject: subjectOf(operation, input),
        secret: true,
        emptyAnswer: true,
      },
    );
  switch (operation.base ?? 'account') {
    case 'account':
      return send(`/api/v1/accounts/${await accountId(client)}`);
    case 'account_v2':
      return send(`/api/v2/accounts/${await accountId(client)}`);
    case 'platform':
      return send('/platform/api/v1', { errors: platformErrors });
    case 'public':
      // It takes no key, so it gets none.
      return send('/public/api/v1', { headers: {}, errors: clientApiErrors });
    case 'server':
      return send('');
  }
}

/** What stands behind the keys that lead to it. @param keys none: the answer itself */
function within(data: unknown, keys: readonly string[] = []): unknown {
  return keys.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), data);
}

function recordsOf(list: readonly unknown[]): Raw[] {
  return list.filter(isRecord).map(toRecord);
}

function fits(record: Raw, matches: readonly Match[]): boolean {
  return matches.every(({ key, value, exact }) => {
    const held = asText(within(record, key.split('.'))).toLowerCase();
    return exact ? held === value.toLowerCase() : held.includes(value.toLowerCase());
  });
}
