// All that takes minutes: `npm test` takes a sample of it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';

interface Part {
  name: string;
  command: string[];
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Commands of package.json that try everything; the seed is fixed, so that nobody's push is red by chance. */
const COMMANDS: Part[] = [
  { name: 'faults', command: ['npm', 'run', '--silent', 'faults'] },
  { name: 'fuzz', command: ['npm', 'run', '--silent', 'fuzz', '--', '--seed', '20261128'] },
];

const { only } = new Command('npm run thorough --')
  .description(
    'Tries everything of which npm test tries a sample: the simulators, whole lists, all faults, the whole fuzz.',
  )
  .option('--only <part>', 'one part alone: samples, faults or fuzz')
  .parse()
  .opts<{ only?: string }>();

const commands = COMMANDS.filter(({ name }) => name in scripts());
const parts = [samples(), ...commands].filter(({ name }) => only === undefined || name === only);
if (parts.length === 0) throw new Error(`There is no part ${String(only)}.`);
const results = parts.map(({ name, command: [file = '', ...rest] }) => {
  console.log(`\n${name}: ${[file, ...rest].join(' ')}`);
  const start = Date.now();
  const env = { ...process.env, THOROUGH: '1' };
  const { status } = spawnSync(file, rest, { cwd: ROOT, stdio: 'inherit', env });
  return { name, isGood: status === 0, seconds: Math.round((Date.now() - start) / 1000) };
});
console.log();
for (const { name, isGood, seconds } of results) {
  console.log(`${isGood ? 'good' : 'FAILED'}  ${name}, ${String(seconds)} s`);
}
process.exitCode = results.every(({ isGood }) => isGood) ? 0 : 1;

/**
 * The test files that take a sample: those that ask `test/helpers/thorough.ts`, and the simulators; and those that
 * `npm test` leaves out. What a command runs, which has its name for a folder, is left to it.
 */
function samples(): Part {
  const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test', file))
    .filter((file) => !commands.some(({ name }) => file.startsWith(`test/${name}/`)))
    .filter(
      (file) =>
        /^test\/simulator\/|\.thorough\.test\.ts$/.test(file) ||
        read(file).includes("helpers/thorough.js'"),
    );
  return { name: 'samples', command: ['npx', 'jest', '--runTestsByPath', ...files] };
}

function scripts(): Record<string, string> {
  return (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
