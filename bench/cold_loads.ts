import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from './timing.js';

const CORE = 'zapier-platform-core';

/**
 * Milliseconds to load core alone, and core with each app, in fresh processes by turns, without Node's own start:
 * the median of so many loads.
 * @param files the apps' `index.js`, by name
 */
export function coldLoads(
  files: Record<string, string>,
  loads: number,
): { core: number; apps: Record<string, number> } {
  const [first = ''] = Object.values(files);
  // In the folder of an app, which has the core that it loads.
  const modules = Object.entries(files).map(([name, file]) => {
    return { name, folder: dirname(file), module: pathToFileURL(file).href };
  });
  modules.unshift({ name: 'core', folder: dirname(first), module: CORE });
  const times = new Map<string, number[]>(modules.map(({ name }) => [name, []]));
  for (let load = 0; load < loads; load += 1) {
    for (const { name, folder, module } of modules) times.get(name)?.push(coldLoad(folder, module));
  }
  const [core = NaN, ...apps] = [...times.values()].map(median);
  return {
    core,
    apps: Object.fromEntries(Object.keys(files).map((name, index) => [name, apps[index] ?? NaN])),
  };
}

function coldLoad(folder: string, module: string): number {
  // As Zapier's wrapper does: core, and then the app.
  const code = `const start = performance.now(); await import('${CORE}'); await import('${module}'); console.log(performance.now() - start)`;
  const args = ['--input-type=module', '-e', code];
  return Number(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }));
}
