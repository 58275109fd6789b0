import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/bundle.js';

type Row = Record<string, unknown>;

const tsx = ['--import', 'tsx'];

/** Builds a brand's zip as an upload would. @returns its bytes */
export function zipOf(brand: string): number {
  const file = join(root, 'scripts', 'brand', 'main.ts');
  runQuietly([...tsx, file, brand, 'build', '--skip-validation']);
  return statSync(join(root, 'build', 'brands', brand, 'build', 'build.zip')).size;
}

/** The same of what Zapier's tool lays out for a new project, `zapier-platform init`: an app without steps. */
export function scaffoldZip(): number {
  const folder = join(root, 'build', 'bench', 'scaffold');
  mkdirSync(folder, { recursive: true });
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Row & { dev?: boolean; version: string }>;
  };
  const core = 'zapier-platform-core';
  const own = {
    name: 'scaffold',
    version: '1.0.0',
    dependencies: { [core]: lock.packages[`node_modules/${core}`]?.version },
  };
  const installed = Object.entries(lock.packages).filter(([name, { dev }]) => name && !dev);
  const packages = { '': own, ...Object.fromEntries(installed) };
  const files = {
    'package.json': JSON.stringify({ ...own, private: true, main: 'index.js' }),
    'package-lock.json': JSON.stringify({ ...lock, ...own, packages }),
    'index.js': `module.exports = {
      version: require('./package.json').version,
      platformVersion: require('${core}').version,
      triggers: {}, searches: {}, creates: {},
    };`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  runQuietly([...tsx, join(root, 'bench', 'children', 'scaffold.ts'), folder]);
  return statSync(join(folder, 'build', 'build.zip')).size;
}

/** @throws Error with what it said when it fails */
function runQuietly(args: string[]): void {
  execFileSync(process.execPath, args, { cwd: root, stdio: 'pipe' });
}
