import { isRecord } from '../../../http/body.js';
import { wireProblems } from '../../../http/problems.js';
import type { ApiRequest, Reader } from '../../../http/request.js';
import { errorsOf } from '../../catalogue/errors.js';
import type { Filled } from '../../catalogue/fill.js';
import type { Answer } from '../../catalogue/port.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import type { HighlevelEntry } from './entry.js';

/** Sends an operation's request; where the token lacks the scope, the problem names it. */
export async function send(
  client: HighlevelClient,
  filled: Filled<HighlevelEntry>,
  asked: ApiRequest,
  read: Reader<Answer>,
): Promise<Answer> {
  const { wire } = client;
  const { scope } = filled.entry;
  const own = { ...client, wire: { ...wire, errors: errorsOf(filled, wire.errors) } };
  return highlevelRequest(own, { ...asked, scope }, (data) => {
    if (isDenied(data)) throw wireProblems.unexpectedAnswer(wire.platform);
    return read(data);
  });
}

/** The vendor's document has it as `succeded`, some answers spell it right. */
function isDenied(data: unknown): boolean {
  return isRecord(data) && [data['succeded'], data['succeeded'], data['success']].includes(false);
}
