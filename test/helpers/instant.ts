// A Chatwoot sandbox whose events reach Zapier, and Zaps on its instant triggers.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Bundle, ZObject } from 'zapier-platform-core';
import app from '../../index.js';
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../sandbox/chatwoot/index.js';
import { run, runKeepingCache } from './running/app.js';
import { close, listen } from './servers/local_server.js';
import { guardNetwork } from './nock.js';

export type Perform = (z: ZObject, bundle: Bundle) => Promise<Record<string, unknown>[]>;
export type Instant = Extract<keyof typeof app.triggers, `${string}_instant`>;

interface Arrival {
  headers: Record<string, string>;
  content: string;
}

export const ACME = seeded.accounts.acme;
export const instant = Object.keys(app.triggers).filter((key) =>
  key.endsWith('_instant'),
) as Instant[];

/** The sandbox of the test that runs. */
export let sandbox: ChatwootSandbox;
let zapier: Server;
export let targetUrl: string;
export let authData: Record<string, string>;

/** A sandbox and Zapier for the tests of the block this is called in, as new before each of them. */
export function instantTriggers(): void {
  guardNetwork();

  beforeAll(async () => {
    sandbox = await startChatwootSandbox();
    zapier = createServer((request, response) => {
      void arrive(request).then((arrival) => {
        arrivals.push(arrival);
        response.end('{}');
      });
    });
    targetUrl = `http://${await listen(zapier)}/hooks/1`;
  });
  afterAll(async () => {
    log.mockRestore();
    await close(zapier);
    await sandbox.close();
  });
  beforeEach(() => {
    sandbox.reset();
    sandbox.requests.length = 0;
    sandbox.duplicateDeliveries = false;
    arrivals.length = 0;
    log.mockImplementation();
    authData = {
      platform: 'chatwoot',
      apiKey: keys.administrator,
      baseUrl: sandbox.url,
      accountId: String(ACME),
    };
  });
}

// Where core writes what a step logs.
export const log = jest.spyOn(console, 'log');
export const arrivals: Arrival[] = [];

/** Plays another release for the tests of the block this is called in. */
export function onRelease(version: string): void {
  let newest: ChatwootSandbox;
  beforeAll(async () => {
    newest = sandbox;
    sandbox = await startChatwootSandbox({ version });
  });
  afterAll(async () => {
    await sandbox.close();
    sandbox = newest;
  });
}

/** Calls the sandbox as an administrator. */
export const api = async (method: string, path: string, body: object): Promise<void> => {
  const response = await fetch(`${sandbox.url}/api/v1/accounts/1${path}`, {
    method,
    headers: { 'Api-Access-Token': keys.administrator, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
};

/** A Zap that was just switched on. */
export const switchOn = async (key: Instant, inputData: Record<string, unknown> = {}) => {
  const { operation } = app.triggers[key];
  const subscribeData = await run(operation.performSubscribe, {
    authData,
    inputData,
    targetUrl,
  });
  const receive = (rawRequest: Arrival): Promise<Record<string, unknown>[]> =>
    runKeepingCache(operation.perform as Perform, {
      authData,
      inputData,
      subscribeData,
      rawRequest,
    });
  const received = async (): Promise<Record<string, unknown>[]> => {
    await sandbox.settle();
    const results = [];
    for (const arrival of arrivals.splice(0)) results.push(...(await receive(arrival)));
    return results;
  };
  return { subscribeData, receive, received };
};

/** The headers that Chatwoot signs a body with. */
export function signed(secret: string, timestamp: string, content: string): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${timestamp}.${content}`).digest('hex');
  return {
    'Http-X-Chatwoot-Timestamp': timestamp,
    'Http-X-Chatwoot-Signature': `sha256=${signature}`,
  };
}

/** What Zapier makes of a request: the body as text, the headers with `Http-` in front. */
async function arrive(request: IncomingMessage): Promise<Arrival> {
  const content = (await buffer(request)).toString();
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      `Http-${name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())}`,
      String(value),
    ]),
  );
  return { headers, content };
}
