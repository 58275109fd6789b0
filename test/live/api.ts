import { messageOf, type Row } from './check.js';

/** A server's public API, to set up and to look with. */
export interface Api {
  /** Calls below the account as an administrator, unless told another key. @throws Error for a status from 400 on */
  call<Body = Row>(method: string, path: string, body?: unknown, key?: string): Promise<Body>;
  /** Calls any path of the server. */
  root<Body = Row>(method: string, path: string, body?: unknown, key?: string): Promise<Body>;
}

/** @param keyNow whose key a call takes unless told */
export function apiOf(url: string, accountId: () => string, keyNow: () => string): Api {
  const root = async <Body>(
    method: string,
    path: string,
    body?: unknown,
    key = keyNow(),
  ): Promise<Body> => {
    const response = await fetch(url + path, {
      method,
      headers: {
        accept: 'application/json',
        ...(key && { 'Api-Access-Token': key }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((fault: unknown): never => {
      const { cause } = fault as { cause?: { code?: string; message?: string } };
      const reason = cause?.code ?? cause?.message ?? messageOf(fault);
      throw new Error(`${method} ${url}${path} → no answer (${reason})`);
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} → ${response.status} ${text}`);
    return (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as Body;
  };
  return {
    root,
    call: (method, path, body, key) =>
      root(method, `/api/v1/accounts/${accountId()}${path}`, body, key),
  };
}
