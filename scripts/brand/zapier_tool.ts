// Zapier's command line tool, installed on first use in the user's cache: it is large, and the app doesn't need it.
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from '../install.mjs';
import { nodeOfZapier, tools } from '../node_of_zapier.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the tool in a folder. @returns its exit status */
export function runZapierTool(
  args: readonly string[],
  folder: string,
  env: Record<string, string> = {},
): number {
  cpSync(join(root, 'tools'), tools, { recursive: true });
  const node = nodeOfZapier();
  if (node === undefined) {
    console.error(`Zapier's command line tool needs Node 22; this is ${process.version}.`);
    process.exit(1);
  }
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
