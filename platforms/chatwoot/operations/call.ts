import { isRecord } from '../../../http/body.js';
import { isMissing } from '../../../http/problem.js';
import { request, type ApiRequest } from '../../../http/request.js';
import { isNoRoute, type ChatwootClient } from '../client.js';
import { clientApiErrors, platformErrors } from '../errors.js';
import { givesNothing, readAnswer } from './answer.js';
import { errorsOf, subjectOf } from './errors.js';
import { secretsIn } from './record.js';
import { sinceOf, tooOldFor } from './releases.js';
import { hasRelease, versionFor, versionTold } from '../server.js';
import type { Operation } from '../../contract/operations.js';

/** What a step's form holds, by input key. */
export type Input = Record<string, unknown>;

/** A record as the API has it. */
export type Raw = Record<string, unknown>;

/** What an answer holds: a record, a list of them, or nothing. */
export type Answer = Raw | Raw[] | undefined;

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
export async function call(
  client: ChatwootClient,
  operation: Operation,
  input: Input,
  asked: ApiRequest,
): Promise<Answer> {
  const { host, wire } = client;
  const at = (
    prefix: string,
    { errors = wire.errors, ...changes }: Partial<typeof wire> = {},
  ): Promise<Answer> =>
    ofAnyKind(client, operation, asked, (call) =>
      request(
        host,
        { ...wire, ...changes, errors: errorsOf(operation, input, errors) },
        {
          ...call,
          path: `${prefix}${call.path}`,
          subject: subjectOf(operation, input),
          secret: true,
          secrets: secretsIn(asked.body),
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

/** Whether a record has no key. */
export function isEmpty(record: Raw): boolean {
  return Object.keys(record).length === 0;
}

/** A record with these keys alone. */
export function pick(record: Raw, keys: readonly string[]): Raw {
  return Object.fromEntries(keys.map((key) => [key, record[key]]));
}
