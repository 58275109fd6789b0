import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Row } from '../api.js';

/** How core is called: newer ones give a promise, those before 16 call back. */
export type Handler = (
  event: Row,
  context: Row,
  callback: (error: Error | null, answer: { results: unknown }) => void,
) => Promise<{ results: unknown }> | undefined;

/** What is used of zapier-platform-core, whichever version the app brings. */
export interface Core {
  version: string;
  createAppHandler(app: Row): Handler;
}

export interface LoadedApp {
  app: Row;
  core: Core;
  entry: string;
  notes: string[];
}

/** There is nothing to load: said in a sentence that names the file. */
export class NoApp extends Error {}

/** Sources come first: they are what the developer is looking at, a build may be old. */
const SOURCES = ['index.ts', 'src/index.ts'];
const BUILDS = ['index.js', 'src/index.js', 'dist/index.js'];

/**
 * Finds the file an app begins with.
 * @throws NoApp when the path holds none
 */
export function entryOf(path: string): string {
  if (!existsSync(path)) throw new NoApp(`There is nothing at ${path}.`);
  if (statSync(path).isFile()) return path;
  const candidates = [...SOURCES, ...declaredEntries(path), ...BUILDS];
  const entry = candidates.map((file) => join(path, file)).find((file) => existsSync(file));
  if (!entry) throw new NoApp(`No app in ${path}: neither ${candidates.join(', ')} is there.`);
  return entry;
}

/** What of a package.json is used. */
export interface PackageJson {
  name?: string;
  title?: string;
  description?: string;
  version?: string;
  main?: unknown;
  exports?: unknown;
}

/** @returns nothing where there is none. @throws NoApp with the file when it is no JSON */
export function readPackage(folder: string): PackageJson {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PackageJson;
  } catch (error) {
    throw new NoApp(`${file} is no JSON: ${(error as Error).message}`, { cause: error });
  }
}

function declaredEntries(folder: string): string[] {
  const { main, exports } = readPackage(folder);
  return [exportedEntry(exports), main].filter((entry) => typeof entry === 'string');
}

function exportedEntry(exports: unknown): unknown {
  if (typeof exports !== 'object' || exports === null) return exports;
  const conditions = exports as Row;
  return exportedEntry(
    conditions['.'] ?? conditions['import'] ?? conditions['default'] ?? conditions['require'],
  );
}

/**
 * Loads an app with the core that it brings, or with ours where it brings none, and with the settings of its
 * `.env`, as Zapier's tool does.
 * @throws what the app throws while it is loaded, or NoApp
 */
export async function loadApp(path: string): Promise<LoadedApp> {
  const entry = entryOf(path);
  const notes: string[] = [];
  const core = pathToFileURL(coreFile(entry, notes)).href;
  loadSettings(entry);
  // Before core: whoever has mistyped something shall not wait for it.
  const app = unwrapped((await import(pathToFileURL(entry).href)) as Row);
  if (typeof app['platformVersion'] !== 'string') {
    throw new NoApp(`${entry} exports no Zapier app: it has no platformVersion.`);
  }
  const coreModule = (await import(core)) as { default: Core };
  return { app, core: coreModule.default, entry, notes };
}

/** From the app's folder, which is above its sources where those have one of their own. */
function loadSettings(entry: string): void {
  const folder = dirname(entry);
  const file = [folder, dirname(folder)].map((one) => join(one, '.env')).find(existsSync);
  if (file) process.loadEnvFile(file);
}

function coreFile(entry: string, notes: string[]): string {
  try {
    return createRequire(entry).resolve('zapier-platform-core');
  } catch {
    notes.push(
      'The app has no zapier-platform-core installed; it runs on the one of the playground.',
    );
    return createRequire(import.meta.url).resolve('zapier-platform-core');
  }
}

/** An ES module, a CommonJS one, or TypeScript compiled to one. */
function unwrapped(module: Row): Row {
  const inner = module['default'];
  return typeof inner === 'object' && inner !== null ? unwrapped(inner as Row) : module;
}
