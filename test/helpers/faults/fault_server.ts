// Servers on loopback that answer one request of a run badly.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { Agent } from 'node:http';
import { gzipSync } from 'node:zlib';
import { certificate } from '../servers/certificate.js';
import { close, listen } from '../servers/local_server.js';
import type { FaultAnswer, Trouble } from './faults.js';

/** Answers without measure are this much smaller than on a real day, and so is what is read of them. */
export const ANSWERS_SHRUNK = 20;

const MB = 1024 * 1024;
const bomb = gzipSync(Buffer.alloc((12 * MB) / ANSWERS_SHRUNK, ' '));
const chunk = Buffer.alloc(256 * 1024, ' ');
const JSON_TYPE = { 'content-type': 'application/json' };

/** Nobody has such a name, and nobody is asked for it. */
const nowhere = new Agent({
  lookup: (_host, _options, done) =>
    done(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), ''),
});

interface Route {
  url: string;
  agent?: Agent;
}

/** The servers; each request is answered as the last call of `expect` said. */
export interface FaultServer {
  /** @param onStall called when a request waits for an answer that won't come */
  expect(bad: { answer?: FaultAnswer; trouble?: Trouble }, onStall: () => void): void;
  /** Where to send the request instead, by its path. */
  route(url: string): Route;
  /** How many requests have reached the server that no connection names. */
  strays(): number;
  close(): Promise<void>;
}

/** Starts them. */
export async function startFaultServer(): Promise<FaultServer> {
  let bad: { answer?: FaultAnswer; trouble?: Trouble } = {};
  let stall = (): void => undefined;
  let strays = 0;

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    // What is cut off while it is sent is no fault of this server's.
    response.on('error', () => undefined);
    request.on('end', () => {
      if (bad.answer) {
        response.writeHead(bad.answer.status, bad.answer.headers).end(bad.answer.body);
      } else misbehave(bad.trouble, request, response);
    });
  };

  function misbehave(
    trouble: Trouble | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    switch (trouble) {
      case 'endless body':
        response.writeHead(200, JSON_TYPE);
        pour(response);
        return;
      case 'packed bomb':
        response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(bomb);
        return;
      case 'no answer':
        stall();
        return;
      case 'answer that stops':
        response.writeHead(200, JSON_TYPE).write('{"payload":[', () => stall());
        return;
      case 'reset in the body':
        response.writeHead(200, JSON_TYPE);
        response.write('{"payload":[', () => response.destroy());
        return;
      case 'reset in the body of an answer whose length is told':
        response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
        response.on('close', () => stall());
        response.write('{"payload":[', () => response.destroy());
        return;
      case 'redirect within':
        response.writeHead(302, { location: request.url }).end();
        return;
      case 'redirect elsewhere':
        response.writeHead(302, { location: `http://${strayHost}${request.url ?? ''}` }).end();
        return;
      default:
        response.destroy();
    }
  }

  const server = createServer(answer);
  const secure = createHttpsServer(certificate, answer) as unknown as Server;
  const stray = createServer((request, response) => {
    strays += 1;
    request.resume();
    response.end('{}');
  });
  const host = await listen(server);
  const secureHost = await listen(secure);
  const strayHost = await listen(stray);
  return {
    expect: (next, onStall) => {
      bad = next;
      stall = onStall;
    },
    route: (url) => {
      const { pathname, search } = new URL(url);
      const path = pathname + search;
      if (bad.trouble === 'refused') return { url: `http://127.0.0.1:9${path}` };
      if (bad.trouble === 'unknown host')
        return { url: `http://gone.invalid${path}`, agent: nowhere };
      if (bad.trouble === 'self-signed') return { url: `https://${secureHost}${path}` };
      return { url: `http://${host}${path}` };
    },
    strays: () => strays,
    close: async () => {
      await Promise.all([server, secure, stray].map(close));
    },
  };
}

/** Sends without end. */
function pour(response: ServerResponse): void {
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    response.once('drain', more);
  };
  more();
}
