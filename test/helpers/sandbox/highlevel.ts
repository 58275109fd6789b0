// A HighLevel sandbox, and what is asked of it.
import {
  type HighlevelSandbox,
  keys,
  locationId,
  startHighlevelSandbox,
} from '../../../sandbox/highlevel/index.js';
import { runOperation } from '../running/operation_run.js';

export const janeId = 'contact0000000000001';

interface Options {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Reply<T> {
  status: number;
  headers: Headers;
  body: T;
}

interface ContactJson {
  id: string;
  customFields: { id: string; value: unknown }[];
  searchAfter: unknown[];
  [name: string]: unknown;
}

interface SearchJson {
  contacts: ContactJson[];
  total: number;
}

interface ContactAnswer {
  contact: ContactJson;
}

/** The sandbox of the test that runs. */
export let sandbox: HighlevelSandbox;

/** A sandbox, back at the seed before each test of the file that calls this. */
export function highlevelServer(): void {
  beforeAll(async () => {
    sandbox = await startHighlevelSandbox();
  });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.reset());
  afterEach(() => jest.restoreAllMocks());
}

/** A connection to it with a token that may do everything. */
export function highlevelAuth(): Record<string, string> {
  return { platform: 'highlevel', apiKey: keys.all, baseUrl: sandbox.url, accountId: locationId };
}

/** Runs an operation of the catalogue on it. */
export function runOnHighlevel(key: string, input: Record<string, unknown>): Promise<unknown> {
  const { platform = '', apiKey = '', accountId = '' } = highlevelAuth();
  return runOperation(sandbox.url, key, input, { platform, apiKey, accountId });
}

/** Calls it with a token that may do everything. */
export async function call<T = unknown>(path: string, options: Options = {}): Promise<Reply<T>> {
  const { body, method = body === undefined ? 'GET' : 'POST', headers } = options;
  const answer = await fetch(sandbox.url + path, {
    method,
    headers: {
      authorization: `Bearer ${keys.all}`,
      version: '2021-07-28',
      'content-type': 'application/json',
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as T };
}

/** Changes a contact. */
export function put(body: unknown, id = janeId): Promise<Reply<unknown>> {
  return call(`/contacts/${id}`, { method: 'PUT', body });
}

/** A contact as the API shows it. */
export async function getContact(id = janeId): Promise<ContactJson> {
  return (await call<ContactAnswer>(`/contacts/${id}`)).body.contact;
}

/** Searches the location’s contacts. */
export function search<T = SearchJson>(body: object): Promise<Reply<T>> {
  return call<T>('/contacts/search', { body: { locationId, pageLimit: 100, ...body } });
}

/** Moves the clock on, until the test ends. */
export function letTimePass(ms: number): void {
  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + ms);
}

/** What a refusal answers. */
export function refused(status: number, message: unknown): object {
  return { status, body: { statusCode: status, message, traceId: expect.any(String) } };
}
