// Makes a fresh clone ready: installs what the lock file lists and, with --build, compiles the app.
// Plain JavaScript: it runs before anything is installed.
import { fileURLToPath } from 'node:url';
import { install, run } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [oldestMajor, oldestMinor] = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  console.error(
    `Contact Bridge needs Node ${oldestMajor}.${oldestMinor} or newer; this is ${process.version}.`,
  );
  process.exit(1);
}
install(root, 'Installing what the lock file lists (once, about half a minute) …');
if (process.argv.includes('--build')) run(root, 'npm', 'run', '--silent', 'build');
