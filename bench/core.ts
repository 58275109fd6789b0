// Runs apps through core as Zapier does: by the path of a step's function, on a definition that core prepares anew.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import type { ZObject } from 'zapier-platform-core';

type Row = Record<string, unknown>;

/** What a run gets; `memory` is the cache that it leaves to the next. */
export interface Run {
  authData: Record<string, string>;
  inputData: Row;
  meta?: Row;
  memory?: Row;
}

/** Runs the function at a path of the definition, such as `creates.update_contact.operation.perform`. */
export type RunMethod = (method: string, run: Run) => Promise<unknown>;

interface Core {
  version: string;
  createAppHandler(app: object): (event: Row) => Promise<{ results: unknown }>;
}

export const UPDATE = 'creates.update_contact.operation.perform';

/** Core, without what it prints at every run outside of tests. */
async function loadCore(): Promise<Core> {
  process.env['NODE_ENV'] = 'test';
  const { default: core } = (await import('zapier-platform-core')) as unknown as { default: Core };
  return core;
}

async function runnerOf(app: object): Promise<RunMethod> {
  const handle = (await loadCore()).createAppHandler(app);
  return async (method, { authData, inputData, meta = {}, memory = {} }) => {
    const bundle = { authData, inputData, meta };
    const event = { command: 'execute', method, bundle, zcacheTestObj: memory, storeKey: 'bench' };
    return (await handle(event)).results;
  };
}

/** The app of a bundle. @param file its `index.js` */
export async function loadApp(file: string): Promise<{ app: object; run: RunMethod }> {
  await loadCore();
  const { default: app } = (await import(pathToFileURL(file).href)) as { default: object };
  return { app, run: await runnerOf(app) };
}

/** What all is compared with: an app of one action, which sends one request and gives what comes back. */
export async function bareApp(url: string): Promise<RunMethod> {
  const perform = async (z: ZObject): Promise<unknown> => {
    const answer = await z.request<object>({ url, method: 'PUT', body: { name: 'Jane' } });
    return answer.data;
  };
  return runnerOf({
    version: '1.0.0',
    platformVersion: (await loadCore()).version,
    creates: {
      update_contact: {
        key: 'update_contact',
        noun: 'Contact',
        display: { label: 'Update Contact', description: 'Updates a contact.' },
        operation: { perform, sample: { id: 1 } },
      },
    },
  });
}

/** An update by ID that is one request on every platform, answered by `startEcho`. */
export function updateOn(platform: string, url: string): Run {
  const id =
    { vixiees: '66b000000000000000000001', highlevel: 'a1B2c3D4e5F6g7H8i9J0' }[platform] ?? '1';
  const name = platform in { vixiees: 0, highlevel: 0 } ? 'first_name' : 'name';
  return {
    authData: { platform, apiKey: 'a-key-for-loopback', baseUrl: url, accountId: '1' },
    inputData: { contact: id, [name]: 'Jane' },
  };
}

export interface Echo {
  url: string;
  server: Server;
  /** So many bytes are added to every answer. */
  padding: number;
}

/** Answers each update with the contact as it was sent, in the envelope of whichever platform asks. */
export async function startEcho(): Promise<Echo> {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const id = request.url?.split(/[/?]/).at(-1) ?? '';
      const sent = JSON.parse(text || '{}') as object;
      const contact = { id, ...sent };
      const padding = 'x'.repeat(echo.padding);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ ...contact, payload: { ...contact, id: 1 }, contact, padding }),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const echo: Echo = { url: `http://127.0.0.1:${String(port)}`, server, padding: 0 };
  return echo;
}
