import { Command, Option } from 'commander';
import colors from 'picocolors';
import { keys as chatwootKeys, startChatwootSandbox } from '../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
} from '../sandbox/highlevel/index.js';
import type { Sandbox } from '../sandbox/server.js';
import { basePath, keys as vixieesKeys, startVixieesSandbox } from '../sandbox/vixiees/index.js';

interface Options {
  platform: keyof typeof platforms;
  port: string;
  release: string;
}

const platforms = {
  chatwoot: {
    start: ({ port, release }: Options) =>
      startChatwootSandbox({ port: Number(port), version: release, runsJobs: true }),
    path: '',
    account: '1',
    keys: chatwootKeys,
  },
  vixiees: {
    start: ({ port }: Options) => startVixieesSandbox({ port: Number(port) }),
    path: basePath,
    account: 'none',
    keys: vixieesKeys,
  },
  highlevel: {
    start: ({ port }: Options) => startHighlevelSandbox({ port: Number(port) }),
    path: '',
    account: locationId,
    keys: highlevelKeys,
  },
};

const options = new Command('npm run sandbox --')
  .description('Starts a sandbox alone: a platform on this computer, with made-up contacts.')
  .addOption(
    new Option('--platform <name>', 'which one')
      .choices(Object.keys(platforms))
      .default('chatwoot'),
  )
  .option('--port <number>', 'port to listen on', '3000')
  .option('--release <version>', 'the Chatwoot release to behave like, such as 3.5', '4.15.1')
  .parse()
  .opts<Options>();

const { start, path, account, keys } = platforms[options.platform];
const sandbox: Sandbox = await start(options);
console.log(`
  ${colors.bold(`Sandbox of ${options.platform}`)}
  API URL                ${colors.cyan(sandbox.url + path)}
  Account or Location ID ${account}
`);
for (const [owner, key] of Object.entries(keys)) console.log(`  ${owner.padEnd(22)} ${key}`);
console.log(`\n  ${colors.dim('Ctrl+C ends it; what was changed is then forgotten.')}\n`);
