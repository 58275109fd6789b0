import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isThorough } from '../thorough.js';
import './core_limit.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const require = createRequire(import.meta.url);

/**
 * The test files below folders of `test/`, or single ones, as one: they load core, the app and the sandboxes once.
 * Loading them for each file takes a third of a whole run.
 */
export function suite(...paths: string[]): void {
  for (const file of paths.flatMap(testsAt)) {
    // A block each, so that what a file does before and after its tests stays its own.
    describe(file, () => {
      require(join(ROOT, file));
    });
  }
}

function testsAt(path: string): string[] {
  if (path.endsWith('.test.ts')) return [join('test', path)];
  return readdirSync(join(ROOT, 'test', path), { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => name.endsWith('.test.ts') && (isThorough || !name.endsWith('.thorough.test.ts')),
    )
    .map((name) => join('test', path, name))
    .sort();
}
