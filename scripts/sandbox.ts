import { Command } from 'commander';
import colors from 'picocolors';
import { keys, startChatwootSandbox } from '../sandbox/chatwoot/index.js';

const { port, release } = new Command('npm run sandbox --')
  .description('Starts the sandbox alone: a Chatwoot on this computer, with made-up contacts.')
  .option('--port <number>', 'port to listen on', '3000')
  .option('--release <version>', 'the Chatwoot release to behave like', '4.15.1')
  .parse()
  .opts<{ port: string; release: string }>();

const sandbox = await startChatwootSandbox({ port: Number(port), version: release });
console.log(
  `\n  ${colors.bold('Chatwoot sandbox')} ${release} at ${colors.cyan(sandbox.url)}, account 1\n`,
);
for (const [owner, key] of Object.entries(keys)) console.log(`  ${owner.padEnd(22)} ${key}`);
console.log(`\n  ${colors.dim('Ctrl+C ends it; what was changed is then forgotten.')}\n`);
