import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recipes } from '../recipes/index.js';
import type { Recipe } from '../recipes/recipe.js';
import { isGiven } from '../recipes/zap.js';
import { brandFile, layOutUntried } from '../scripts/brand/brands.js';
import { hostApp } from './server/app_host.js';
import { showApp } from './server/app.js';
import { createConnections } from './server/connections.js';
import { buildPage } from './server/page.js';
import type { SandboxKind } from './server/sandboxes/kind.js';
import { sandboxKinds } from './server/sandboxes/index.js';
import { createServer } from './server/server.js';

/** Our own app, the one there are sandboxes for. */
export const OWN_APP = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

export interface PlaygroundOptions {
  /** Folder or entry file of the app. */
  path?: string;
  /** Which of our own brands, built for it; all of it, from its sources, unless told. */
  brand?: string;
  /** 0 for any that is free. */
  port?: number;
  /** The sandboxes there are accounts on. */
  sandboxes?: SandboxKind[];
}

export interface Playground {
  /** With the token, which every request needs. */
  url: string;
  token: string;
  /** Until the page is bundled and the app is loaded, or isn't: whoever opens it then waits for neither. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the playground on loopback.
 * @throws Error in a sentence when the port is taken, or there is no such brand
 */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  // All are under way while the server starts; whoever asks first waits for them.
  const page = buildPage();
  page.catch(() => undefined);
  const shown = await shownApp(options);
  const { path, sandboxes } = shown;
  const host = hostApp(path);
  const app = showApp(host, path);
  const connections = createConnections(sandboxes);
  const [first] = sandboxes;
  const ready = Promise.allSettled([
    page,
    app.definition(),
    ...(first ? [connections.authData(first.id)] : []),
  ]).then(() => undefined);
  const token = randomBytes(16).toString('hex');
  const server = createServer({
    app,
    connections,
    page: () => page,
    token,
    recipes: shown.recipes,
    documents: shown.documents,
  });
  const { port = 0 } = options;
  const address = await server.listen({ host: '127.0.0.1', port }).catch((error: unknown) => {
    host.stop();
    throw unlistened(error, port);
  });
  return {
    url: `${address}/#${token}`,
    token,
    ready,
    async close() {
      await server.close();
      await connections.close();
      host.stop();
    },
  };
}

/** What is shown, and what goes with it. */
interface Shown {
  path: string;
  sandboxes: SandboxKind[];
  recipes: Recipe[];
  /** Where docs/actions.md is. */
  documents: string;
}

async function shownApp({ path, brand, sandboxes }: PlaygroundOptions): Promise<Shown> {
  if (brand !== undefined) return brandApp(brand, sandboxes);
  const folder = resolve(path ?? OWN_APP);
  const isOwn = folder === OWN_APP;
  return {
    path: folder,
    sandboxes: sandboxes ?? (isOwn ? sandboxKinds : []),
    recipes: isOwn ? recipes : [],
    documents: folder,
  };
}

/** One of our brands, with the sandboxes of its platforms and the recipes that need no others. */
async function brandApp(name: string, all: SandboxKind[] = sandboxKinds): Promise<Shown> {
  // Whether it loads is seen in a moment, by the process it runs in.
  const { brand, folder } = await layOutUntried(brandFile(name));
  const labels = brand.platforms.map(({ label }) => label);
  const sandboxes = all.filter(({ platform }) => labels.includes(platform));
  const ids = sandboxes.map(({ id }) => id);
  return {
    path: folder,
    sandboxes,
    recipes: recipes.filter(({ zap: { trigger, steps } }) =>
      [trigger, ...steps].every((step) => isGiven(step) || ids.includes(step.connection)),
    ),
    documents: OWN_APP,
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
