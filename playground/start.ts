import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recipes } from '../recipes/index.js';
import { hostApp } from './server/app_host.js';
import { showApp } from './server/app.js';
import { createConnections } from './server/connections.js';
import { buildPage } from './server/page.js';
import type { SandboxKind } from './server/sandbox_kind.js';
import { sandboxKinds } from './server/sandboxes.js';
import { createServer } from './server/server.js';

/** Our own app, the one there are sandboxes for. */
export const OWN_APP = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

export interface PlaygroundOptions {
  /** Folder or entry file of the app. */
  path?: string;
  /** 0 for any that is free. */
  port?: number;
  /** The sandboxes there are accounts on. */
  sandboxes?: SandboxKind[];
}

export interface Playground {
  /** With the token, which every request needs. */
  url: string;
  token: string;
  close(): Promise<void>;
}

/**
 * Starts the playground on loopback.
 * @throws Error in a sentence when the port is taken
 */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const path = resolve(options.path ?? OWN_APP);
  const sandboxes = options.sandboxes ?? (path === OWN_APP ? sandboxKinds : []);
  const host = hostApp(path);
  const app = showApp(host, path);
  const connections = createConnections(sandboxes);
  // All are under way while the server starts; whoever asks first waits for them.
  const page = buildPage();
  page.catch(() => undefined);
  app.definition().catch(() => undefined);
  const [first] = sandboxes;
  if (first) connections.authData(first.id).catch(() => undefined);
  const token = randomBytes(16).toString('hex');
  const server = createServer({
    app,
    connections,
    page: () => page,
    token,
    recipes: path === OWN_APP ? recipes : [],
  });
  const { port = 0 } = options;
  const address = await server.listen({ host: '127.0.0.1', port }).catch((error: unknown) => {
    host.stop();
    throw unlistened(error, port);
  });
  return {
    url: `${address}/#${token}`,
    token,
    async close() {
      await server.close();
      await connections.close();
      host.stop();
    },
  };
}

function unlistened(error: unknown, port: number): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} is in use. Take another one: npm run playground -- --port ${port + 1}`,
    );
  }
  if (code === 'EACCES') return new Error(`Port ${port} may not be used: take one above 1023.`);
  return new Error(`The playground can't listen on port ${port}: ${message}`);
}
