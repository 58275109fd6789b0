// What runs leave in memory, and what one with an answer of nearly 10 MB takes: `memory.ts <index.js> <runs>`. Megabytes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../scripts/bundle.js';
import { answer } from '../apart.js';
import { bareApp, loadApp, updateOn, UPDATE } from '../core.js';
import type { Growth, MemoryFigure } from '../memory.js';

/** The most that is read of an answer is 10 MiB. */
const LARGE = 10 * 1024 * 1024 - 2000;

const [, , file = '', runs = '1000'] = process.argv;
const RUNS = Number(runs);
const { run } = await loadApp(file);
const small = await echo(0);
const update = updateOn('chatwoot', small.url);
const bare = await bareApp(`${small.url}/contacts/1`);
const figure: MemoryFigure = {
  ours: await growth(() => run(UPDATE, update)),
  bare: await growth(() => bare(UPDATE, { authData: {}, inputData: {} })),
  large: { before: inUse(), peak: 0 },
};

const large = await echo(LARGE);
const look = (): void => {
  const { heapUsed, external } = process.memoryUsage();
  figure.large.peak = Math.max(figure.large.peak, (heapUsed + external) / 1e6);
};
const watch = setInterval(look, 2);
await run(UPDATE, updateOn('chatwoot', large.url));
look();
clearInterval(watch);
for (const { stop } of [small, large]) stop();
answer(figure);

async function growth(work: () => Promise<unknown>): Promise<Growth> {
  // What is compiled and cached once is no growth.
  for (let done = 0; done < RUNS; done += 1) await work();
  let early = 0;
  for (let done = 1; done <= RUNS; done += 1) {
    await work();
    if (done === RUNS / 10) early = inUse();
  }
  return { early, late: inUse() };
}

/** Of objects and buffers that something still refers to. */
function inUse(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

async function echo(padding: number): Promise<{ url: string; stop: () => void }> {
  const file = join(root, 'bench', 'children', 'echo.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, String(padding)]);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: line.toString().trim(), stop: () => void child.kill() };
}
