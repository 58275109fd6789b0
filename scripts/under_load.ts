// Repeats `npm test` beside busy loops: a test that needs luck or time shows itself.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';

interface Options {
  runs: number;
  busy: number;
  only?: string;
}

/** What of Jest's report is read. */
interface Report {
  numTotalTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** A loop ends by itself when this process is gone, however it went. */
const LOOP =
  'const parent = process.ppid; for (let n = 0; ; n += 1) if (n % 1e8 === 0 && process.ppid !== parent) break;';

const { runs, busy, only } = new Command('npm run trust --')
  .description('Runs npm test again and again beside busy loops, and says which tests failed.')
  .option('--runs <number>', 'how often', whole, 20)
  .option('--busy <number>', 'how many loops keep the processor busy', whole, 4)
  .option('--only <path>', 'a part of the path of the test files to run')
  .parse()
  .opts<Options>();

const loops = Array.from({ length: busy }, () =>
  spawn(process.execPath, ['-e', LOOP], { stdio: 'ignore' }),
);
const stop = (): void => {
  for (const loop of loops) loop.kill('SIGKILL');
};
process.on('exit', stop);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(1));
}

const folder = mkdtempSync(join(tmpdir(), 'trust-'));
const failed = new Map<string, number>();
let bad = 0;
try {
  for (let run = 1; run <= runs; run += 1) {
    const start = Date.now();
    const found = runOnce();
    const seconds = Math.round((Date.now() - start) / 1000);
    if (found.length > 0) bad += 1;
    console.log(
      `${String(run).padStart(2)} ${found.length > 0 ? 'FAILED' : 'good'}, ${String(seconds)} s`,
    );
    for (const test of found) {
      console.log(`   ${test}`);
      failed.set(test, (failed.get(test) ?? 0) + 1);
    }
  }
} finally {
  stop();
  rmSync(folder, { recursive: true });
}
console.log(
  `${String(runs - bad)} of ${String(runs)} runs were good, beside ${String(busy)} busy loops.`,
);
for (const [test, times] of failed) console.log(`${String(times)} × ${test}`);
process.exitCode = bad === 0 ? 0 : 1;

/** One run. @returns what failed in it */
function runOnce(): string[] {
  const file = join(folder, 'report.json');
  const jest = [
    '--silent',
    '--json',
    `--outputFile=${file}`,
    ...(only === undefined ? [] : [only]),
  ];
  const { status } = spawnSync('npm', ['test', '--silent', '--', ...jest], {
    cwd: ROOT,
    stdio: 'ignore',
  });
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  rmSync(file);
  const found = testResults.flatMap(({ name, status: whole, assertionResults }) => {
    const tests = assertionResults.filter(({ status: one }) => one === 'failed');
    const names = tests.map(({ fullName }) => fullName);
    const all = names.length === 0 && whole === 'failed' ? ['(the whole file)'] : names;
    return all.map((test) => `${name.slice(ROOT.length)}: ${test}`);
  });
  return found.length === 0 && status !== 0 ? ['(npm test itself)'] : found;
}

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
