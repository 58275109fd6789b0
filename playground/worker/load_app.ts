import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Row } from '../api.js';

/** What is used of zapier-platform-core, whichever version the app brings. */
export interface Core {
  version: string;
  createAppHandler(app: Row): (event: Row) => Promise<{ results: unknown }>;
}

export interface LoadedApp {
  app: Row;
  core: Core;
  entry: string;
  notes: string[];
}

/** Sources come first: they are what the developer is looking at, a build may be old. */
const SOURCES = ['index.ts', 'src/index.ts'];
const BUILDS = ['index.js', 'src/index.js', 'dist/index.js'];

/**
 * Finds the file an app begins with.
 * @throws Error when the path holds no app
 */
export function entryOf(path: string): string {
  if (!existsSync(path)) throw new Error(`There is nothing at ${path}.`);
  if (statSync(path).isFile()) return path;
  const candidates = [...SOURCES, ...declaredEntries(join(path, 'package.json')), ...BUILDS];
  const entry = candidates.map((file) => join(path, file)).find((file) => existsSync(file));
  if (!entry) throw new Error(`No app in ${path}: neither ${candidates.join(', ')} is there.`);
  return entry;
}

function declaredEntries(file: string): string[] {
  if (!existsSync(file)) return [];
  const { main, exports } = JSON.parse(readFileSync(file, 'utf8')) as {
    main?: unknown;
    exports?: unknown;
  };
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
 * Loads an app with the core that it brings, or with ours where it brings none.
 * @throws what the app throws while it is loaded
 */
export async function loadApp(path: string): Promise<LoadedApp> {
  const entry = entryOf(path);
  const notes: string[] = [];
  const coreModule = (await import(pathToFileURL(coreFile(entry, notes)).href)) as {
    default: Core;
  };
  const appModule = (await import(pathToFileURL(entry).href)) as Row;
  return { app: unwrapped(appModule), core: coreModule.default, entry, notes };
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
