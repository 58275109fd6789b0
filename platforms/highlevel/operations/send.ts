import { isRecord } from '../../../http/body.js';
import { wireProblems } from '../../../http/problems.js';
import type { ApiRequest, Reader } from '../../../http/request.js';
import { errorsOf } from '../../catalogue/errors.js';
import type { Filled } from '../../catalogue/fill.js';
import type { Answer } from '../../catalogue/port.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import type { HighlevelEntry } from './entry.js';

/** How an answer says that it was done: the vendor's document misspells the first, some answers don't. */
const DONE = ['succeded', 'succeeded', 'success'];

/** Sends an operation's request; where the token lacks the scope, the problem names it. */
export async function send(
  client: HighlevelClient,
  filled: Filled<HighlevelEntry>,
  asked: ApiRequest,
  read: Reader<Answer>,
): Promise<Answer> {
  const { wire } = client;
  const { scope, saysDone, check } = filled.entry;
  const own = { ...client, wire: { ...wire, errors: errorsOf(filled, wire.errors) } };
  // Some POSTs have nothing to say, but must have a body all the same.
  const body = asked.method === 'POST' ? { body: asked.body ?? {} } : {};
  const answer = await highlevelRequest(own, { ...asked, ...body, scope }, (data) => {
    const said = isRecord(data) ? DONE.map((key) => data[key]) : [];
    if (said.includes(false) || (saysDone && !said.includes(true))) {
      throw wireProblems.unexpectedAnswer(wire.platform);
    }
    return read(data);
  });
  if (check && isRecord(answer)) check(filled, answer, wire);
  return answer;
}
