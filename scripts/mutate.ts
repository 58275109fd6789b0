// Changes the source one small piece at a time and says which changes no test notices.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { install } from './install.mjs';
import { readReport, textOf, type MutationReport } from './mutation_report.js';

interface Options {
  files: string[];
  tests?: string[];
  concurrency: number;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['http', 'steps', 'platforms/toolkit', 'platforms/catalogue'];
/** They take long, or show by chance what another test shows on purpose. */
const LEFT_OUT = ['simulator', 'playground', 'fuzz', 'faults', 'scripts'];
/** How long a mutant may hang, beside what its tests take: a busy machine is slow. */
const TIMEOUT_MS = 20_000;
const WORK = join(ROOT, 'build/mutation');

const { files, tests, concurrency } = new Command('npm run mutate --')
  .description(
    'Changes the source one small piece at a time (Stryker) and runs the tests nearest to it: a change that no test notices is printed with its line.',
  )
  .option('--files <path...>', 'files and folders to change', FOLDERS)
  .option(
    '--tests <path...>',
    'parts of the paths of the tests to run (of those that reach the file), instead of the nearest',
  )
  .option('--concurrency <number>', 'how many processes', whole, 1)
  .parse()
  .opts<Options>();

const tool = installTool();
const groups = new Map<string, string[]>();
for (const file of files.flatMap(sourcesIn)) {
  const chosen = testsFor(file).join('\n');
  groups.set(chosen, [...(groups.get(chosen) ?? []), file]);
}
const results = [...groups].flatMap(([chosen, sources]) => {
  if (chosen === '') {
    console.log(`No test reaches ${sources.join(', ')}.`);
    process.exitCode = 1;
    return [];
  }
  const report = mutate(sources, chosen.split('\n'));
  if (!report) process.exitCode = 1;
  const found = report ? readReport(report) : [];
  if (found.length > 0) console.log(found.map(textOf).join('\n'));
  return found;
});
const killed = results.reduce((sum, result) => sum + result.killed, 0);
const all = results.reduce((sum, result) => sum + result.killed + result.survivors.length, 0);
console.log(
  `${String(killed)} of ${String(all)} mutants killed in ${String(results.length)} files.`,
);
if (killed < all) process.exitCode = 1;

/** Installs Stryker on first use, in the user's cache. @returns its script */
function installTool(): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(cache, 'contact-bridge-mutation');
  cpSync(join(ROOT, 'tools/mutation'), folder, { recursive: true });
  install(folder, 'Installing Stryker (once, about a minute) …');
  return join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');
}

/** A file itself; of a folder all that is below it. */
function sourcesIn(path: string): string[] {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(path, name));
}

/**
 * The tests that import a file, near or far, and stand nearest to it: tests mirror the house. Those further away
 * would kill a mutant or two more, and take an hour for it.
 */
function testsFor(file: string): string[] {
  // Jest follows imports below its roots alone, which are usually the tests.
  const jest = ['jest', '--roots', ROOT, '--listTests', '--json', '--findRelatedTests', file];
  const { stdout } = spawnSync('npx', jest, { cwd: ROOT, encoding: 'utf8' });
  const related = (JSON.parse(stdout) as string[])
    .map((path) => path.slice(ROOT.length))
    .filter((path) => !LEFT_OUT.includes(path.split('/')[1] ?? ''))
    .sort();
  if (tests) return related.filter((path) => tests.some((part) => path.includes(part)));
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
    const near = related.filter((path) => path.startsWith(`test/${folder}/`));
    if (near.length > 0) return near;
  }
  return related;
}

/** @returns what came of it; nothing when Stryker itself failed and said why */
function mutate(sources: string[], chosen: string[]): MutationReport | undefined {
  console.log(`\n${sources.join(', ')}\n  tried by ${chosen.join(', ')}`);
  const result = join(WORK, 'report.json');
  rmSync(result, { force: true });
  mkdirSync(WORK, { recursive: true });
  const config = join(WORK, 'stryker.config.json');
  writeFileSync(config, JSON.stringify(configFor(sources, chosen, result)));
  spawnSync(process.execPath, [tool, 'run', config], { cwd: ROOT, stdio: 'inherit' });
  if (!existsSync(result)) return undefined;
  return JSON.parse(readFileSync(result, 'utf8')) as MutationReport;
}

function configFor(sources: string[], chosen: string[], result: string): object {
  return {
    mutate: sources,
    testRunner: 'jest',
    jest: {
      configFile: 'jest.config.js',
      // They are chosen already; within Jest's roots Stryker would find those that import a file themselves.
      enableFindRelatedTests: false,
      config: {
        testMatch: chosen.map((path) => `<rootDir>/${path}`),
        // Stryker wraps it, and can't load one that is written in TypeScript.
        testEnvironment: 'node',
      },
    },
    coverageAnalysis: 'perTest',
    concurrency,
    timeoutMS: TIMEOUT_MS,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: result },
    tempDirName: 'build/mutation/sandbox',
    // Types are not checked when tests run, so none of Stryker's care for them is needed.
    disableTypeChecks: false,
    tsconfigFile: 'none',
    ignorePatterns: ['dist', 'build'],
    logLevel: 'warn',
    allowConsoleColors: false,
  };
}

function whole(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
