// Builds the app of one brand and runs Zapier's command line tool on it:
// `npm run brand -- highlevel validate --without-style`.
import { cpSync, existsSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brandFile, brandNames, layOut } from './brands.js';
import { root } from '../bundle.js';
import { install } from '../install.mjs';
import { runZapierTool } from './zapier_tool.js';

/** The tool would install what is installed already. */
const OWN_BUILD = ['build', 'push'];

const [name, ...command] = process.argv.slice(2);
try {
  process.exitCode = await runOnBrand(name, command);
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
}

/**
 * Runs Zapier's tool on a brand's app, which has what it needs at run time beside it and nothing else: the
 * tool would zip every package.json it finds.
 * @param command what to do, and its arguments
 * @returns the exit status
 */
async function runOnBrand(name: string | undefined, command: string[]): Promise<number> {
  const { folder } = await layOut(brandFile(name));
  takeFromAnother(folder);
  install(
    folder,
    `Installing what ${basename(folder)} needs at run time …`,
    '--omit=dev',
    '--ignore-scripts',
  );
  // Which app of Zapier's it is stands in a file for each brand; `all` has the tool's usual one.
  const appFile = join(root, name === 'all' ? '.zapierapprc' : `.zapierapprc.${basename(folder)}`);
  linkSettings(folder, command[0] === 'invoke');
  const flags = OWN_BUILD.includes(command[0] ?? '') ? ['--skip-dep-install'] : [];
  return runZapierTool([...command, ...flags], folder, { ZAPIER_CURRENT_APP_FILE: appFile });
}

/** Brands need the same: npm would take seconds for each. What differs after all is installed anew. */
function takeFromAnother(folder: string): void {
  const own = join(folder, 'node_modules');
  if (existsSync(own)) return;
  const [other] = brandNames
    .map((name) => join(folder, '..', name, 'node_modules'))
    .filter((modules) => existsSync(join(modules, '.installed-lock')));
  if (other === undefined) return;
  // Under its name only when it is whole.
  const part = `${own}.part`;
  rmSync(part, { recursive: true, force: true });
  cpSync(other, part, { recursive: true, verbatimSymlinks: true });
  renameSync(part, own);
}

/** `invoke` reads a connection from `.env`; nothing else is to find it. */
function linkSettings(folder: string, isWanted: boolean): void {
  const link = join(folder, '.env');
  rmSync(link, { force: true });
  const settings = join(root, '.env');
  if (isWanted && existsSync(settings)) symlinkSync(settings, link);
}
