import { Command } from 'commander';
import colors from 'picocolors';
import { startPlayground } from './start.js';

const DEFAULT_PORT = '4190';

const program = new Command('npm run playground --')
  .description(
    'Shows a Zapier app as the Zap editor would: forms, dropdowns, runs. On sandboxes, or with a key of your own, which stays in memory.',
  )
  .argument('[path]', 'folder of an app built on zapier-platform-core; this one unless told')
  .option('--brand <name>', 'one of our own brands, as it would be listed: highlevel')
  .option('--port <number>', 'port to listen on, on this computer alone', DEFAULT_PORT)
  .parse();

try {
  const { port, brand } = program.opts<{ port: string; brand?: string }>();
  if (!/^\d{1,5}$/.test(port)) throw new Error(`--port ${port}: a port is a number up to 65535.`);
  const playground = await startPlayground({ path: program.args[0], brand, port: Number(port) });
  await playground.ready;
  console.log(
    `\n  ${colors.bold('Playground')}  ${colors.cyan(playground.url)}\n  ${colors.dim('The address holds its token. Ctrl+C ends it; keys and changes are then forgotten.')}\n`,
  );
  process.once('SIGINT', () => void playground.close().then(() => process.exit()));
  process.once('SIGTERM', () => void playground.close().then(() => process.exit()));
} catch (error) {
  console.error(
    `\n  ${colors.red('✗')} ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
