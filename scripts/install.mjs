// Shared by setup.mjs and zapier.mjs. Plain JavaScript: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installs what a folder's lock file lists, unless exactly that is installed already. @param flags of `npm ci` */
export function install(folder, notice, ...flags) {
  const stamp = join(folder, 'node_modules', '.installed-lock');
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  // The folder's own name and version aren't installed.
  const listed = JSON.stringify({ ...packages, '': undefined });
  const lock = createHash('sha256').update(listed).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log(notice);
  run(folder, 'npm', 'ci', '--loglevel=error', ...flags);
  writeFileSync(stamp, lock);
}

/** Runs a command and ends this process with its status when it fails. */
export function run(folder, ...command) {
  // As a shell command line: on Windows npm is a script that spawn can't start by itself.
  const { status } = spawnSync(command.join(' '), { cwd: folder, stdio: 'inherit', shell: true });
  if (status !== 0) process.exit(status ?? 1);
}
