import { Readable } from 'node:stream';
import { agentFor } from './agent.js';
import { withoutBlanks } from './blanks.js';
import { asText, readBody, type Body } from './body.js';
import { afterWrite, explain, type Writes } from './errors.js';
import type { Host, HostAnswer, HostRequest } from './host.js';
import { encodeForm, type EncodedForm, type FormPart } from './files/multipart.js';
import { NOT_PUBLIC } from './network.js';
import { Problem } from './problem.js';
import { fileProblems, wireProblems } from './problems.js';
import type { Wire } from './wire.js';

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL, made with the `path` tag. */
  path: string;
  /** Blanks are dropped; a list repeats its key. */
  query?: Record<string, unknown>;
  /** Sent as JSON exactly as given: a blank in it clears on purpose. */
  body?: Record<string, unknown>;
  /** Sent as `multipart/form-data` instead. Its files are read while it is sent, so it isn't repeated. */
  form?: FormPart[];
  /** What the request is about, for error texts: `contact 99`. */
  subject?: string;
  /** The answer holds secrets: keep it out of Zapier's logs. */
  secret?: boolean;
  /** What the body holds of credentials that a user typed: in no log, and never quoted. */
  secrets?: readonly string[];
  /** A POST that only reads, such as a filter. */
  readOnly?: boolean;
  /** A POST that a repeat doesn't double, such as a list that is replaced as a whole. */
  repeatable?: boolean;
  /** True where the API answers success without a body. */
  emptyAnswer?: boolean;
}

/** Reads an answer. @throws Problem when it isn't what the API promises */
export type Reader<Result> = (data: unknown) => Result | Promise<Result>;

interface Answer {
  status: number;
  body: Body;
  location: string | undefined;
  retryAfter: string | undefined;
  header(name: string): string | undefined;
}

const MOST_HOPS = 3;
/** Of an address, in characters: usual servers read 8 kB of a request's first line and headers, and hang up on more. */
const LONGEST_QUERY = 6000;
/** Of an answer, unpacked: no page of records comes near it, and ten times as much would end the process. */
const MOST_BYTES = 10 * 1024 * 1024;
/** With less time left a request isn't started: it would be done, and reported as not done. */
const SHORTEST_REQUEST_MS = 500;

/**
 * The one way to the wire. Sends a request to the connection's own origin, with its key, and reads the answer.
 * @param read what the answer of a write must stand: where it throws, the write may have been done
 * @returns the parsed JSON (`undefined` when `emptyAnswer` allows a blank body), or what `read` makes of it
 * @throws Problem for everything that isn't a success: see the error tables
 */
export async function request(host: Host, wire: Wire, call: ApiRequest): Promise<unknown>;
export async function request<Result>(
  host: Host,
  wire: Wire,
  call: ApiRequest,
  read: Reader<Result>,
): Promise<Result>;
export async function request(
  host: Host,
  wire: Wire,
  call: ApiRequest,
  read: Reader<unknown> = (data) => data,
): Promise<unknown> {
  const answer = await send(host, wire, call);
  const quoting = { ...wire, secrets: [...wire.secrets, ...(call.secrets ?? [])] };
  try {
    return await read(dataOf(quoting, call, answer));
  } catch (failure) {
    throw failure instanceof Problem && answer.status < 300
      ? afterWrite({ writes: writesOf(call) }, failure)
      : failure;
  }
}

/** The JSON of a success. @throws Problem for everything else */
function dataOf(wire: Wire, call: ApiRequest, answer: Answer): unknown {
  const { status, body } = answer;
  if (status === 407 && wire.proxyUrl) {
    throw wireProblems.proxyWantsLogin(new URL(wire.proxyUrl).host);
  }
  if (status >= 400) {
    const allowanceLeft = wire.allowanceHeader && answer.header(wire.allowanceHeader);
    const facts = { allowanceLeft, subject: call.subject ?? '', writes: writesOf(call) };
    throw explain(wire, { ...answer, ...facts });
  }
  const { host, origin } = new URL(wire.baseUrl);
  if (status >= 300) {
    const target = redirectTarget(wire, answer);
    if (target === origin) throw wireProblems.redirectedWithin(host);
    throw wireProblems.redirected(wire.platform, host, target);
  }
  switch (body.kind) {
    case 'json':
      return body.data;
    case 'html':
      throw wireProblems.notAnApi(wire.platform, host);
    case 'text':
      throw wireProblems.unexpectedAnswer(wire.platform);
    case 'empty':
    case 'broken':
      if (body.kind === 'empty' && call.emptyAnswer) return undefined;
      throw wireProblems.brokenAnswer(wire.platform);
  }
}

/** Sends the request and follows redirects, but only within the connection's own origin. */
async function send(host: Host, wire: Wire, call: ApiRequest): Promise<Answer> {
  if (host.turn && !(await host.turn())) throw wireProblems.outOfTime(wire.platform);
  const milliseconds = timeLeft(wire);
  if (milliseconds < SHORTEST_REQUEST_MS) throw wireProblems.outOfTime(wire.platform);
  const agent = await agentFor(wire);
  const stop = new AbortController();
  const options: HostRequest = {
    url: urlOf(wire, call),
    method: call.method,
    headers: { accept: 'application/json', ...wire.headers },
    redirect: 'manual',
    skipThrowForStatus: true,
    signal: stop.signal,
    size: MOST_BYTES,
    merge: false,
    throwForThrottlingEarly: false,
    ...(agent && { agent }),
  };
  if (call.body) {
    // As text with its own type: core rewrites object bodies.
    options.body = JSON.stringify(call.body);
    options.headers = { ...options.headers, 'content-type': 'application/json; charset=utf-8' };
  }
  const form = call.form && (await encodeForm(call.form));
  if (form) {
    options.body = form.body;
    options.headers = { ...options.headers, ...form.headers };
    form.broken.addEventListener('abort', () => stop.abort());
    if (form.broken.aborted) stop.abort();
  }
  const onTimeout = (): void => stop.abort();
  // With a listener of its own: as a part of an `AbortSignal.any` Node may collect it, and then it never comes.
  const limit = AbortSignal.timeout(milliseconds);
  limit.addEventListener('abort', onTimeout);
  try {
    let answer = await exchange(host, options, call);
    for (let hop = 0; hop < MOST_HOPS && mayFollow(wire, call, answer); hop += 1) {
      options.url = new URL(answer.location ?? '', options.url).href;
      answer = await exchange(host, options, call);
    }
    return answer;
  } catch (failure) {
    // Of an answer that is too large, node-fetch would throw away the rest for as long as it comes.
    stop.abort();
    const cause: unknown = form?.broken.aborted ? form.broken.reason : failure;
    throw explainFailure(wire, call, cause, { milliseconds, form });
  } finally {
    // While somebody listens, Node keeps it and all of the request until its time has come.
    limit.removeEventListener('abort', onTimeout);
  }
}

async function exchange(
  host: Host,
  options: HostRequest,
  { secret, secrets = [] }: ApiRequest,
): Promise<Answer> {
  // Each hop gets a copy: core's middleware changes the options it is given.
  const copy = { ...options, headers: { ...options.headers } };
  if (secrets.length > 0 && typeof copy.body === 'string') {
    const bytes = Buffer.from(copy.body);
    // Core writes the body into its log, but not one that is a stream.
    copy.body = Readable.from([bytes]);
    copy.headers['content-length'] = String(bytes.length);
  }
  if (secret) {
    const response = await host.request({ ...copy, raw: true });
    return toAnswer(response, await response.text());
  }
  const response = await host.request(copy);
  return toAnswer(response, response.content);
}

function toAnswer(response: HostAnswer, text: string): Answer {
  const header = (name: string): string | undefined => response.getHeader(name) ?? undefined;
  return {
    status: response.status,
    body: readBody(text, header('content-type') ?? ''),
    location: header('location'),
    retryAfter: header('retry-after'),
    header,
  };
}

/** Milliseconds this request may take: the connection's timeout, but never past the run's end. */
function timeLeft(wire: Wire): number {
  return Math.min(wire.timeoutSeconds * 1000, wire.deadline - Date.now());
}

/** A changed method (301–303 on a write) would do something else than asked, so only 307 and 308 repeat a write. */
function mayFollow(wire: Wire, call: ApiRequest, answer: Answer): boolean {
  const followed = call.method === 'GET' ? [301, 302, 303, 307, 308] : [307, 308];
  return (
    !call.form &&
    followed.includes(answer.status) &&
    redirectTarget(wire, answer) === new URL(wire.baseUrl).origin
  );
}

function redirectTarget(wire: Wire, answer: Answer): string | undefined {
  if (!answer.location || !URL.canParse(answer.location, wire.baseUrl)) return undefined;
  return new URL(answer.location, wire.baseUrl).origin;
}

/** @throws Problem for what no server would read */
function urlOf(wire: Wire, call: ApiRequest): string {
  const values = Object.entries(withoutBlanks(call.query ?? {})).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map((item): [string, string] => [key, String(item)]),
  );
  const url = `${wire.baseUrl}${call.path}`;
  if (values.length === 0) return url;
  const query = new URLSearchParams(values).toString();
  if (query.length > LONGEST_QUERY) {
    const [longest = ''] = values.map(([, text]) => text).toSorted((a, b) => b.length - a.length);
    throw wireProblems.tooLongToAsk(longest);
  }
  return `${url}?${query}`;
}

function explainFailure(
  wire: Wire,
  call: ApiRequest,
  failure: unknown,
  { milliseconds, form }: { milliseconds: number; form: EncodedForm | undefined },
): Problem {
  // A file that broke off: what was sent of the form is no whole request.
  if (failure instanceof Problem) return failure;
  const host = new URL(wire.baseUrl).host;
  const { name, code, type, message } = failureFacts(failure);
  const writes = form && !form.isWhole() ? undefined : writesOf(call);
  const maybeDone = (problem: Problem): Problem => afterWrite({ writes }, problem);
  if (code === NOT_PUBLIC) {
    return wire.proxyUrl
      ? wireProblems.notPublic('Proxy URL', new URL(wire.proxyUrl).host)
      : wireProblems.notPublic('API URL', host);
  }
  if (wire.proxyUrl && isProxyFault(code, message)) {
    return wireProblems.proxyFailed(new URL(wire.proxyUrl).host, code);
  }
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT') {
    const late = form?.awaited();
    if (late) return fileProblems.tooSlow(late.facts);
    const isOwnTimeout = milliseconds >= wire.timeoutSeconds * 1000;
    return maybeDone(
      isOwnTimeout
        ? wireProblems.timeout(wire.platform, wire.timeoutSeconds)
        : wireProblems.cutByRun(wire.platform),
    );
  }
  if (code === 'ENOTFOUND') return wireProblems.unknownHost(wire.platform, host);
  if (/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ALTNAME/.test(code)) {
    return wireProblems.badCertificate(wire.platform, host, code);
  }
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || /premature close/i.test(message)) {
    return maybeDone(wireProblems.brokenAnswer(wire.platform));
  }
  if (type === 'max-size') return maybeDone(wireProblems.tooLarge(wire.platform, MOST_BYTES));
  const unreachable = wireProblems.unreachable(wire.platform, host, code);
  return code === 'ECONNREFUSED' ? unreachable : maybeDone(unreachable);
}

/** Before the tunnel stands, what fails is the proxy: it, not the platform, is looked up and connected to. */
function isProxyFault(code: string, message: string): boolean {
  return ['ENOTFOUND', 'ECONNREFUSED'].includes(code) || /proxy connection/i.test(message);
}

function writesOf({ method, readOnly, repeatable }: ApiRequest): Writes {
  if (method === 'GET' || readOnly) return undefined;
  return method === 'POST' && !repeatable ? 'adds' : 'repeatable';
}

/** By shape, not class: an abort is a DOMException or node-fetch's own error, from whatever realm. */
function failureFacts(failure: unknown): Record<'name' | 'code' | 'type' | 'message', string> {
  const { name, code, type, message } = (failure ?? {}) as Record<string, unknown>;
  return { name: asText(name), code: asText(code), type: asText(type), message: asText(message) };
}
