import type { ErrorRule } from '../../../http/error_rule.js';
import { isRecord } from '../../../http/body.js';
import { isMissing } from '../../../http/problem.js';
import { request, type ApiRequest, type Reader } from '../../../http/request.js';
import { errorsOf, namesRecord } from '../../catalogue/errors.js';
import type { Filled } from '../../catalogue/fill.js';
import type { Answer, Port } from '../../catalogue/port.js';
import { isNoRoute, type ChatwootClient } from '../client.js';
import { clientApiErrors, platformErrors } from '../errors.js';
import { hasRelease, versionFor, versionTold } from '../server.js';
import type { ChatwootEntry } from './entry.js';
import { secretsIn } from './record.js';
import { sinceOf, tooOldFor } from './releases.js';

/** Whatever a 404 says but the application API's words for a record that isn't there. */
const NO_SUCH_ROUTE = /^(?!.*could not be found)/i;

/** Sends a request to the operation's part of the API, and reads its answer. */
export async function sendToPart(
  client: ChatwootClient,
  filled: Filled<ChatwootEntry>,
  asked: ApiRequest,
  read: Reader<Answer>,
): Promise<Answer> {
  const { host, wire } = client;
  const at = (
    prefix: string,
    { errors = wire.errors, ...changes }: Partial<typeof wire> = {},
  ): Promise<Answer> => {
    const rules = errorsOf(filled, [...absentRules(filled), ...errors]);
    return ofAnyKind(client, filled, asked, (call) =>
      request(
        host,
        { ...wire, ...changes, errors: rules },
        { ...call, path: `${prefix}${call.path}`, secrets: secretsIn(call.body) },
        read,
      ),
    );
  };
  const ofAccount = (prefix: string): Promise<Answer> =>
    at(prefix).catch(async (failure: unknown) => {
      const since = sinceOf(filled);
      if (since === undefined || filled.entry.absent || !isNoRoute(failure)) throw failure;
      throw tooOldFor(filled, { since, version: await versionFor(client, failure), failure });
    });
  switch (filled.entry.base ?? 'account') {
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

/** For requests of the platform's own beside the operation's. */
export function partOf(client: ChatwootClient): Pick<Port<ChatwootEntry>, 'wire' | 'send'> {
  const { wire } = client;
  return { wire, send: (filled, asked, read) => sendToPart(client, filled, asked, read) };
}

/** What the operation says of a 404 that names no record. */
function absentRules(filled: Filled<ChatwootEntry>): ErrorRule[] {
  const { absent, base = 'account' } = filled.entry;
  // Only the application API has words of its own for a record that isn't there.
  const tellsApart = base === 'account' || base === 'account_v2';
  return absent && (tellsApart || !namesRecord(filled))
    ? [{ status: 404, says: NO_SUCH_ROUTE, text: () => absent }]
    : [];
}

/**
 * What `send` gives for a record that old servers look for among those of one kind alone: where they have none,
 * each other kind is tried. A record that isn't there is a miss once more on newer ones.
 */
async function ofAnyKind(
  client: ChatwootClient,
  { entry: { kinds } }: Filled<ChatwootEntry>,
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
