// Runs the commands of the documents that `.ci/run` doesn't run itself, in a copy of the project as a fresh clone
// has it once it is installed. Some write into it; what they write must be what the project has.
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../bundle.js';
import { install } from '../install.mjs';
import { documentCommands, needsAccount, runBy } from './commands.js';

/** What isn't copied: it is made anew, or large. */
const LEFT = ['.git', 'node_modules', 'build', 'dist'];
/** Documents that commands write. */
const MADE = ['docs/actions.md', 'docs/recipes.md'];
/** A reader puts a folder of their own here. */
const PLACEHOLDERS: [named: string, folder: string][] = [
  ['path/to/app', 'test/fixtures/playground_app'],
];

// Not in the copy, whose node_modules are these.
install(root, 'Installing what the lock file lists …');
const copy = mkdtempSync(join(tmpdir(), 'documents-'));
cpSync(root, copy, {
  recursive: true,
  filter: (path) => !LEFT.includes(relative(root, path).split(/[\\/]/)[0] ?? ''),
});
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');

const texts = new Set(
  documentCommands()
    .filter((command) => !needsAccount(command))
    .map(({ text }) => text),
);
try {
  for (const text of texts) {
    const by = runBy({ text });
    if (by === 'ci' || by === 'hand' || by === 'quick') continue;
    const started = performance.now();
    if (by === 'server') await untilItListens(text);
    else if (by === 'once') await untilItEnds(text);
    else
      throw new Error(`\`${text}\`: nobody says how this is run (scripts/documents/commands.ts).`);
    console.log(`✓ ${text} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
  for (const file of MADE) {
    if (readFileSync(join(copy, file), 'utf8') !== readFileSync(join(root, file), 'utf8'))
      throw new Error(
        `${file} isn't what its command writes: run \`npm run docs\` and \`npm run book\`.`,
      );
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}

interface Started {
  child: ChildProcess;
  printed: () => string;
  ended: Promise<number | null>;
}

function start(text: string): Started {
  const command = PLACEHOLDERS.reduce((line, pair) => line.replace(...pair), text);
  const child = spawn(command, {
    cwd: copy,
    shell: true,
    // A group of its own: npm, the shell below it and the program end together.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, printed: () => printed, ended };
}

/** @throws Error with what was printed when it fails */
async function untilItEnds(text: string): Promise<void> {
  const { printed, ended } = start(text);
  if ((await ended) !== 0) throw new Error(`\`${text}\` failed:\n${printed()}`);
}

/** Starts it on a free port and ends it when it answers there. @throws Error with what was printed when it doesn't */
async function untilItListens(text: string): Promise<void> {
  const port = await freePort();
  const { child, printed, ended } = start(
    `${text}${text.includes(' -- ') ? '' : ' --'} --port ${port}`,
  );
  while (child.exitCode === null && !printed().includes(`:${port}`)) await pause();
  const answered = child.exitCode === null && (await answers(`http://127.0.0.1:${port}/`));
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid);
  await ended;
  if (!answered) throw new Error(`\`${text}\` doesn't answer:\n${printed()}`);
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
