// A Chatwoot sandbox, and calls of all its APIs.
import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';

interface Call {
  key?: string;
  body?: unknown;
}
export type Body = Record<string, unknown>;
export interface Answer {
  status: number;
  text: string;
  body: Body;
  rows: Body[];
}

export const account = '/api/v1/accounts/1';
export const agent = { key: keys.agent };
export const notAuthorized = { error: 'You are not authorized to do this action' };
export const notFound = { error: 'Resource could not be found' };

/** The sandbox of the test that runs. */
export let sandbox: ChatwootSandbox;

/** A sandbox, back at the seed before each test of the file that calls this. */
export function operationsServer(): void {
  beforeAll(async () => {
    sandbox = await startChatwootSandbox({ edition: 'enterprise' });
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.close());
}

/** Calls it as an administrator, unless told another key. @returns also the rows of a list */
export async function call(
  method: string,
  path: string,
  { key = keys.administrator, body }: Call = {},
): Promise<Answer> {
  const response = await fetch(sandbox.url + path, {
    method,
    headers: {
      Accept: 'application/json',
      'Api-Access-Token': key,
      'Content-Type': 'application/json',
    },
    ...(body !== undefined && method !== 'GET' && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = text === '' ? {} : (JSON.parse(text) as Body | Body[]);
  const list = Array.isArray(json) ? json : ((json['payload'] as Body[] | undefined) ?? []);
  return {
    status: response.status,
    text,
    body: Array.isArray(json) ? {} : json,
    rows: Array.isArray(list) ? list : [list],
  };
}
