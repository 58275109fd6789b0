// Makes a fresh clone ready: installs what the lock file says when it isn't installed yet, and with
// --build compiles the app. Plain JavaScript on purpose: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.contact-bridge-setup`;
const OLDEST_NODE = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(
    `Contact Bridge needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.version}.`,
  );
  process.exit(1);
}

const lock = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('Installing what the lock file lists (once, about half a minute) …');
  npm('ci', '--no-fund', '--no-audit', '--loglevel=error');
  writeFileSync(stamp, lock);
}
if (process.argv.includes('--build')) npm('run', '--silent', 'build');

function npm(...args) {
  // As a shell command line: on Windows npm is a script that spawn can't start by itself.
  const { status } = spawnSync(['npm', ...args].join(' '), {
    cwd: root,
    stdio: 'inherit',
    shell: true,
  });
  if (status !== 0) process.exit(status ?? 1);
}
