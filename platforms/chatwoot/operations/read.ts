import { asText, isRecord } from '../../../http/body.js';
import { isMissing } from '../../../http/problem.js';
import { openAccount, type ChatwootClient } from '../client.js';
import { toContact } from '../contacts/shape.js';
import { conversationIn } from '../conversations/shape.js';
import { call, type Answer, type Input, type Raw } from './call.js';
import { idOf, isOne } from './errors.js';
import { toRequest, type Match, type OperationRequest } from './input.js';
import { listed } from './missing.js';
import { toRecord } from './record.js';
import { sinceOf, tooOldFor } from './releases.js';
import { checkServer, hasRelease, versionTold } from '../server.js';
import type { OperationPage, ReadOperation } from '../../contract/operations.js';
import { within } from '../../toolkit/answer.js';

/** Reads one record when the operation's id is filled, else its list. @returns no results for a miss */
export async function read(
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
  const given = operation.shape ? await shapeOf(client, operation.shape) : toRecord;
  const results = found
    .map((record) => ({ ...(id !== undefined && { id }), ...given(record) }))
    .filter((record) => fits(record, requested.matches));
  const hasMore = operation.paged && !single && found.length > 0;
  return { results, paging_token: hasMore ? String(page + 1) : null };
}

/** How the steps that all platforms share give a record out. */
async function shapeOf(
  client: ChatwootClient,
  shape: NonNullable<ReadOperation['shape']>,
): Promise<(raw: Raw) => Raw> {
  const account = await openAccount(client);
  return shape === 'contact'
    ? (raw) => toContact(account, raw)
    : (raw) => conversationIn(account, raw);
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

function fits(record: Raw, matches: readonly Match[]): boolean {
  return matches.every(({ key, value, exact }) => {
    const held = asText(within(record, key.split('.'))).toLowerCase();
    return exact ? held === value.toLowerCase() : held.includes(value.toLowerCase());
  });
}
