import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** An event as Zapier hands it to a step: the body as text, the headers with `Http-` in front. */
export interface Arrival {
  path: string;
  headers: Record<string, string>;
  content: string;
}

export interface Receiver {
  /** Where a server reaches it. */
  url: string;
  /** Where this computer itself reaches it. `GET` of any path gives a small picture. */
  localUrl: string;
  arrivals: Arrival[];
  close(): Promise<void>;
}

/** The smallest picture there is. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * Listens for a server's events.
 * @param address what the server sees of it (`http://10.0.0.5:4400`); on loopback, at a free port, unless told
 */
export async function startReceiver(address?: string): Promise<Receiver> {
  const arrivals: Arrival[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'image/png').end(picture);
      return;
    }
    void arrive(request).then((arrival) => {
      arrivals.push(arrival);
      response.end('{}');
    });
  });
  const port = address ? Number(new URL(address).port || 80) : 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address ? '0.0.0.0' : '127.0.0.1', resolve);
  });
  const localUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: address?.replace(/\/+$/, '') ?? localUrl,
    localUrl,
    arrivals,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function arrive(request: IncomingMessage): Promise<Arrival> {
  const content = (await buffer(request)).toString();
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      `Http-${name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())}`,
      String(value),
    ]),
  );
  return { path: request.url ?? '', headers, content };
}
