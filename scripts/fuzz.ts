// Runs the fuzz tests with many cases and a new seed.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';

interface FuzzOptions {
  cases: number;
  seed: number;
  path?: string;
  only?: string;
}

const LARGEST_SEED = 2 ** 31;

const { cases, seed, path, only } = new Command('npm run fuzz --')
  .description(
    'Tries random values, addresses, webhook bodies and answers on every step. A failure says its seed and path, which this command takes back.',
  )
  .option('--cases <number>', 'how many', whole, 50_000)
  .option('--seed <number>', 'the seed that a failure named', whole, randomInt(LARGEST_SEED))
  .option('--path <path>', 'the path that a failure named: runs that case alone; wants --only')
  .option('--only <file>', 'a part of the name of one file of test/fuzz')
  .parse()
  .opts<FuzzOptions>();

console.log(`${cases.toLocaleString('en')} cases, seed ${String(seed)}.`);
const { status } = spawnSync('npx', ['jest', `test/fuzz/${only ?? ''}`], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: 'inherit',
  env: {
    ...process.env,
    FUZZ_CASES: String(cases),
    FUZZ_SEED: String(seed),
    ...(path && { FUZZ_PATH: path }),
  },
});
if (status !== 0) {
  console.error(`Again: npm run fuzz -- --cases ${String(cases)} --seed ${String(seed)}`);
}
process.exitCode = status ?? 1;

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
