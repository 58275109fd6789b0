import { Command, InvalidArgumentError, Option } from 'commander';
import colors from 'picocolors';
import { keys as chatwootKeys, releases, startChatwootSandbox } from '../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
} from '../sandbox/highlevel/index.js';
import { basePath, keys as vixieesKeys, startVixieesSandbox } from '../sandbox/vixiees/index.js';

interface Options {
  platform: keyof typeof platforms;
  port: number;
  /** Of Chatwoot; the newest one that the sandbox knows unless told. */
  release?: string;
}

const platforms = {
  chatwoot: {
    start: ({ port, release }: Options) =>
      startChatwootSandbox({ port, runsJobs: true, ...(release && { version: release }) }),
    path: '',
    account: '1',
    keys: chatwootKeys,
  },
  vixiees: {
    start: ({ port }: Options) => startVixieesSandbox({ port }),
    path: basePath,
    account: 'none',
    keys: vixieesKeys,
  },
  highlevel: {
    start: ({ port }: Options) => startHighlevelSandbox({ port }),
    path: '',
    account: locationId,
    keys: highlevelKeys,
  },
};

const names = releases.map(({ name }) => name);

const command = new Command('npm run sandbox --')
  .description('Starts a sandbox alone: a platform on this computer, with made-up contacts.')
  .addOption(
    new Option('--platform <name>', 'which one')
      .choices(Object.keys(platforms))
      .default('chatwoot'),
  )
  .option('--port <number>', 'port to listen on', toPort, 3000)
  .option(
    '--release <version>',
    `the Chatwoot release to behave like: ${names.join(', ')}, or a version in full`,
    toRelease,
  )
  .parse();
const options = command.opts<Options>();
if (options.release && options.platform !== 'chatwoot') {
  command.error('error: --release is for --platform chatwoot: the others have no releases.');
}

const { start, path, account, keys } = platforms[options.platform];
const sandbox = await start(options).catch((failure: unknown): never => {
  if ((failure as { code?: unknown }).code !== 'EADDRINUSE') throw failure;
  return command.error(
    `error: port ${options.port} is taken: choose another one with --port, or end what uses it.`,
  );
});
console.log(`
  ${colors.bold(`Sandbox of ${[options.platform, options.release].join(' ').trim()}`)}
  API URL                ${colors.cyan(sandbox.url + path)}
  Account or Location ID ${account}
`);
for (const [owner, key] of Object.entries(keys)) console.log(`  ${owner.padEnd(22)} ${key}`);
console.log(`\n  ${colors.dim('Ctrl+C ends it; what was changed is then forgotten.')}\n`);

function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError('It is a number from 1 to 65535.');
}

function toRelease(text: string): string {
  if (names.includes(text) || /^\d+(\.\d+){2}$/.test(text)) return text;
  throw new InvalidArgumentError(
    `It is one of ${names.join(', ')}, or a version in full, such as 4.7.0.`,
  );
}
