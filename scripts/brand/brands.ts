import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Brand } from '../../brands/brand.js';
import { bundle, root } from '../bundle.js';

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

/**
 * Lays a brand's app out in a folder of its own, ready to run from within this project.
 * @throws Error when its entry names what its platforms haven't
 */
export async function layOut(file: string): Promise<{ brand: Brand; folder: string }> {
  const { brand } = (await import(pathToFileURL(file).href)) as { brand: Brand };
  const folder = join(root, 'build', 'brands', basename(file, '.ts'));
  const entry = join(folder, 'dist', 'index.js');
  await bundle(file, entry);
  await import(`${pathToFileURL(entry).href}?${String(Date.now())}`);
  const { name, description, version } = brand;
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;
  const packageJson = { ...own, title: name, description, version, scripts: undefined };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(packageJson, null, 2));
  writeFileSync(join(folder, '.gitignore'), 'node_modules/\nbuild/\n');
  for (const kept of ['package-lock.json', 'CHANGELOG.md'])
    cpSync(join(root, kept), join(folder, kept));
  return { brand, folder };
}
