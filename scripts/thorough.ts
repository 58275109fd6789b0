// All that takes minutes: `npm test` takes a sample of it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Whole in this command, whatever a file imports; the fuzz has its usual seed, so that no push is red by chance. */
const FOLDERS = /^test\/(simulator|faults|fuzz|conformance)\//;

const { args } = new Command('npm run thorough --')
  .description(
    'Tries everything of which npm test tries a sample: the simulators, whole lists, all faults, the whole fuzz; and the playground in a browser.',
  )
  .argument('[paths...]', 'parts of the paths of the test files to run, instead of all')
  .parse();

// In one run of Jest, so that the long files share the processors. Its memory is as in `npm test`.
const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .map((file) => join('test', file))
  .filter((file) => file.endsWith('.test.ts') && isLong(file))
  .filter((file) => args.length === 0 || args.some((part) => file.includes(part)));
if (files.length === 0) throw new Error(`Nothing long has ${args.join(' or ')} in its path.`);
const jest = ['--max-semi-space-size=64', 'node_modules/jest/bin/jest.js', '--runTestsByPath'];
const { status } = spawnSync(process.execPath, [...jest, ...files], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, THOROUGH: '1' },
});
process.exitCode = status ?? 1;

/** Whether `npm test` leaves it out, or takes a sample of it. */
function isLong(file: string): boolean {
  return (
    FOLDERS.test(file) ||
    file.endsWith('.thorough.test.ts') ||
    readFileSync(join(ROOT, file), 'utf8').includes("helpers/thorough.js'")
  );
}
