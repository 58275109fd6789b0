import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Brand } from '../../brands/brand.js';
import { bundle, outside, root } from '../bundle.js';

/** What stands beside the brands in their folder. */
const NO_BRANDS = ['brand', 'current', 'published'];
/** The names of all brands: each is a file of `brands/`. */
export const brandNames = readdirSync(join(root, 'brands'))
  .map((file) => basename(file, '.ts'))
  .filter((name) => !NO_BRANDS.includes(name));

/** The file of a brand. @throws Error that lists the known ones */
export function brandFile(name: string | undefined): string {
  if (name !== undefined && brandNames.includes(name)) return join(root, 'brands', `${name}.ts`);
  const problem = name ? `There is no brand "${name}".` : 'Which brand?';
  throw new Error(`${problem} Known ones: ${brandNames.join(', ')}.`);
}

/** A brand's app in its folder. */
export interface LaidOut {
  brand: Brand;
  folder: string;
}

/**
 * Lays a brand's app out, and tries it.
 * @throws Error when its entry names what its platforms haven't
 */
export async function layOut(file: string): Promise<LaidOut> {
  const laidOut = await layOutUntried(file);
  const entry = join(laidOut.folder, 'dist', 'index.js');
  await import(`${pathToFileURL(entry).href}?${String(Date.now())}`);
  return laidOut;
}

/** Lays a brand's app out in a folder of its own, ready to run from within this project. */
export async function layOutUntried(file: string): Promise<LaidOut> {
  const { brand } = (await import(pathToFileURL(file).href)) as { brand: Brand };
  const folder = join(root, 'build', 'brands', basename(file, '.ts'));
  await bundle(file, join(folder, 'dist'));
  writeJson(join(folder, 'package.json'), packageOf(brand));
  writeJson(join(folder, 'package-lock.json'), lockOf(brand));
  writeFileSync(join(folder, '.gitignore'), 'node_modules/\nbuild/\n');
  cpSync(join(root, 'CHANGELOG.md'), join(folder, 'CHANGELOG.md'));
  return { brand, folder };
}

interface Package {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  devDependencies?: Record<string, string>;
}

interface Lock {
  packages: Record<string, Package & { dev?: boolean }> & { '': Package };
}

/** Our package.json for a brand: of what is installed, only what its bundle leaves outside. */
function packageOf({ name, description, version }: Brand): Package {
  const own = readJson('package.json') as Package;
  return { ...ofBundle(own), title: name, description, version, scripts: undefined } as Package;
}

/** Our lock for it: npm leaves out what nothing of the brand asks for. */
function lockOf({ version }: Brand): object {
  const lock = readJson('package-lock.json') as Lock;
  const { '': own, ...others } = lock.packages;
  const installed = Object.entries(others).filter(([, { dev }]) => !dev);
  const packages = { '': { ...ofBundle(own), version }, ...Object.fromEntries(installed) };
  return { ...lock, version, packages };
}

function ofBundle({ dependencies, ...rest }: Package): Package {
  const kept = Object.entries(dependencies).filter(([name]) => outside.includes(name));
  return { ...rest, dependencies: Object.fromEntries(kept), devDependencies: undefined };
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(root, name), 'utf8'));
}

function writeJson(file: string, content: object): void {
  writeFileSync(file, JSON.stringify(content, null, 2));
}
