import { asText, isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { wireProblems } from '../../../http/problems.js';
import type { ApiRequest, Reader } from '../../../http/request.js';
import { errorsOf, subjectOf } from '../../catalogue/errors.js';
import type { Filled } from '../../catalogue/fill.js';
import type { Answer, Raw } from '../../catalogue/port.js';
import { recordIn } from '../../toolkit/answer.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { saidDone } from '../done.js';
import { highlevelProblems } from '../problems.js';
import type { HighlevelEntry } from './entry.js';

/** Sends an operation's request; where the token lacks the scope, the problem names it. */
export async function send(
  client: HighlevelClient,
  filled: Filled<HighlevelEntry>,
  asked: ApiRequest,
  read: Reader<Answer>,
): Promise<Answer> {
  const { wire } = client;
  const { entry } = filled;
  const own = { ...client, wire: { ...wire, errors: errorsOf(filled, wire.errors) } };
  const call = { ...(await inLocation(own, filled, asked)), scope: entry.scope };
  let refusal: string | undefined;
  const answer = await highlevelRequest(own, call, (data) => {
    refusal = refusalIn(entry, data, wire.platform);
    if (refusal !== undefined) return undefined;
    if (entry.kind === 'create' && entry.outcomes) return entry.outcomes(filled, data, wire);
    return read(entry.saysDone === 'status' ? {} : recordOf(entry, data));
  });
  // After the request: that it wasn't done is no doubt about it.
  if (refusal !== undefined) throw highlevelProblems.notDone(subjectOf(filled), refusal);
  if (entry.check && isRecord(answer)) entry.check(filled, answer, wire);
  return answer;
}

/** The request with the location where it belongs, and with all that it must hold. */
async function inLocation(
  client: HighlevelClient,
  filled: Filled<HighlevelEntry>,
  asked: ApiRequest,
): Promise<ApiRequest> {
  const { entry } = filled;
  const { locationId } = client;
  const { method, query } = asked;
  const target = { ...asked, path: asked.path.replace('{location}', () => path`${locationId}`) };
  const body = {
    ...(entry.location === 'body' && { locationId }),
    ...(await readWhole(client, filled, target)),
    ...asked.body,
  };
  return {
    ...target,
    ...(entry.location === 'query' && { query: { locationId, ...query } }),
    // Some POSTs have nothing to say, but must have a body all the same.
    ...((method === 'POST' || Object.keys(body).length > 0) && { body }),
  };
}

/** What an update must hold besides what it changes, as it is now: one request, or none. */
async function readWhole(
  client: HighlevelClient,
  { entry }: Filled<HighlevelEntry>,
  { path: target, subject = '', body = {} }: ApiRequest,
): Promise<Raw> {
  const whole = entry.kind === 'create' ? entry.whole : undefined;
  const missing = whole?.names.filter((name) => !(name in body)) ?? [];
  if (!whole || missing.length === 0) return {};
  const { scope } = whole;
  return highlevelRequest(client, { method: 'GET', path: target, subject, scope }, (data) => {
    const held = recordIn(client.wire, data, { ...(entry.answer && { at: entry.answer }) });
    return Object.fromEntries(missing.map((name) => [name, held[name] ?? '']));
  });
}

/** The platform's words where an answer says that nothing was done. @throws Problem where it doesn't say either */
function refusalIn(entry: HighlevelEntry, data: unknown, platform: string): string | undefined {
  const { saysDone, kind } = entry;
  // Then each of many has an outcome of its own.
  if (kind === 'create' && entry.outcomes) return undefined;
  const answer = isRecord(data) ? data : {};
  const { status, message } = answer;
  const isStatus = saysDone === 'status';
  const said = isStatus
    ? [typeof status === 'number' ? status >= 200 && status < 300 : undefined]
    : saidDone(data);
  if (kind === 'create' && said.includes(false)) return asText(message);
  if (said.includes(false) || (saysDone && !said.includes(true))) {
    throw wireProblems.unexpectedAnswer(platform);
  }
  return undefined;
}

/** The answer without what some servers put around its record. */
function recordOf({ envelope }: HighlevelEntry, data: unknown): unknown {
  if (envelope === undefined || !isRecord(data)) return data;
  const inner = data[envelope];
  return isRecord(inner) ? inner : data;
}
