import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

/** One request that really left this process. */
export interface WireEntry {
  method: string;
  path: string;
  status: number;
  milliseconds: number;
}

/** Watches node's own HTTP client, so that what is shown is what was sent, whoever sent it. */
export function watchWire(): WireEntry[] {
  const entries: WireEntry[] = [];
  const started = new WeakMap<ClientRequest, number>();
  subscribe('http.client.request.start', (message) => {
    const { request } = message as { request: ClientRequest };
    started.set(request, performance.now());
  });
  subscribe('http.client.response.finish', (message) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    entries.push({
      method: request.method,
      path: decodeURIComponent(request.path),
      status: response.statusCode ?? 0,
      milliseconds: performance.now() - (started.get(request) ?? performance.now()),
    });
  });
  return entries;
}
