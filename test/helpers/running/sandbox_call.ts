import { keys, type ChatwootSandbox } from '../../../sandbox/chatwoot/index.js';

export interface CallOptions {
  /** The access token; null sends none. */
  key?: string | null;
  body?: unknown;
  form?: FormData;
}
export interface Answer<Body> {
  status: number;
  text: string;
  /** The parsed body; undefined when the answer isn't JSON. */
  body: Body;
}
export type Call = <Body = unknown>(
  method: string,
  path: string,
  options?: CallOptions,
) => Promise<Answer<Body>>;

/** A function that calls a sandbox as an administrator, unless told another key. */
export function caller(sandbox: () => ChatwootSandbox): Call {
  return async (method, path, { key = keys.administrator, body, form } = {}) => {
    const response = await fetch(sandbox().url + path, {
      method,
      headers: {
        ...(key !== null && { 'Api-Access-Token': key }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      body: form ?? (body === undefined ? null : JSON.stringify(body)),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return { status: response.status, text, body: isJson ? JSON.parse(text) : undefined };
  };
}
