// A Chatwoot sandbox, and what its settings answer.
import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';

interface Call {
  key?: string;
  body?: unknown;
}
interface Answer<Body> {
  status: number;
  text: string;
  body: Body;
}
export type Row = Record<string, unknown>;

export const account = '/api/v1/accounts/1';
export const badRole = { error: 'You are not authorized to do this action' };
export const unknown = { error: 'Resource could not be found' };
export const railsError = { status: 500, error: 'Internal Server Error' };

/** The sandbox of the test that runs. */
export let sandbox: ChatwootSandbox;

/** A sandbox, back at the seed before each test of the file that calls this. */
export function settingsServer(): void {
  beforeAll(async () => {
    sandbox = await startChatwootSandbox();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.close());
}

/** Calls the sandbox as an administrator, unless told another key. */
export async function call<Body = Row>(
  method: string,
  path: string,
  { key = keys.administrator, body }: Call = {},
): Promise<Answer<Body>> {
  const response = await fetch(sandbox.url + path, {
    method,
    headers: {
      'Api-Access-Token': key,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, text, body: parsed as Body };
}

/** What a call answers: the status and the body. */
export async function outcome(
  method: string,
  path: string,
  options?: Call,
): Promise<[number, unknown]> {
  const { status, body } = await call<unknown>(method, path, options);
  return [status, body];
}

/** How values that won’t do are refused. */
export function invalid(message: string, ...attributes: string[]): [number, unknown] {
  return [422, { message, attributes }];
}

/** How a body without its object is refused. */
export function missing(name: string): [number, unknown] {
  return [422, { error: `param is missing or the value is empty: ${name}` }];
}

/** Every call is refused to an agent. */
export async function expectForAdministrators(
  calls: readonly (readonly [method: string, path: string])[],
): Promise<void> {
  for (const [method, path] of calls) {
    const answer = await outcome(method, path, { key: keys.agent, body: {} });
    expect([method, path, ...answer]).toEqual([method, path, 401, badRole]);
  }
}

/** The IDs of rows. */
export function ids(rows: Row[]): unknown[] {
  return rows.map((row) => row['id']);
}
