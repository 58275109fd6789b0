import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/bundle.js';

/** The vendors' JavaScript clients, of the bench alone: package.json knows nothing of them. */
const SDKS = { '@figuro/chatwoot-sdk': '1.1.17', '@gohighlevel/api-client': '3.1.0' };

/** Installs them in a folder of their own. @returns it, or undefined where the registry isn't reached */
export function installSdks(): string | undefined {
  const folder = join(root, 'build', 'bench', 'sdks');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: SDKS }),
  );
  try {
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', args, { cwd: folder, stdio: 'pipe', timeout: 120_000 });
    return folder;
  } catch {
    return undefined;
  }
}
