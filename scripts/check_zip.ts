// Looks into what would be uploaded, and runs it as Zapier does: unpacked in a folder of its own, by its wrapper.
// Needs the zip (`npm run brand -- all build --skip-validation`).
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { keys, startChatwootSandbox } from '../sandbox/chatwoot/index.js';
import { outside, root } from './bundle.js';
import { readZip, type ZipEntry } from './zip.js';

/** A tenth above what it has: a package more, or a metadata file, shows. */
const MOST = { bytes: 880_000, files: 470 };

const name = process.argv[2] ?? 'all';
const folder = join(root, 'build', 'brands', name);
const zip = readZip(join(folder, 'build', 'build.zip'));
checkContents(zip);
await checkRuns(zip);
const size = zip.reduce((sum, { packed }) => sum + packed, 0);
console.log(`The zip of ${name}: ${zip.length} files, ${(size / 1e6).toFixed(2)} MB; it runs.`);

/** @throws Error with the files that have no place in an upload */
function checkContents(entries: readonly ZipEntry[]): void {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dependencies?: Record<string, string> }>;
  };
  const given = Object.keys(packages['']?.dependencies ?? {});
  if (given.join() !== [...outside].sort().join())
    throw new Error(`${name} installs ${given.join()}.`);
  const own = /^(zapierwrapper\.js|package\.json|definition\.json|dist\/[\w-]+\.js)$/;
  const strangers = entries.filter((entry) => {
    const [installed] = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(entry.name) ?? [];
    return installed === undefined ? !own.test(entry.name) : packages[installed] === undefined;
  });
  if (strangers.length > 0) {
    throw new Error(`Not for the zip: ${strangers.map((entry) => entry.name).join(', ')}`);
  }
  const bytes = entries.reduce((sum, { packed }) => sum + packed, 0);
  if (bytes > MOST.bytes || entries.length > MOST.files) {
    throw new Error(`The zip has ${bytes} bytes in ${entries.length} files.`);
  }
}

/** Updates a contact by a national phone number, then through a proxy that is none: both are loaded late. */
async function checkRuns(entries: readonly ZipEntry[]): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'contact-bridge-zip-'));
  for (const entry of entries) {
    const file = join(home, entry.name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, entry.content);
  }
  const sandbox = await startChatwootSandbox();
  const authData = {
    platform: 'chatwoot',
    apiKey: keys.administrator,
    baseUrl: sandbox.url,
    accountId: '1',
  };
  const inputData = { contact: '1', phone: '(11) 91234-5678', default_country: 'BR' };
  const proxyUrl = 'http://127.0.0.1:9';
  const bundles = [authData, { ...authData, proxyUrl }].map((of) => ({ authData: of, inputData }));
  const code = `
    const { handler } = await import('./zapierwrapper.js');
    const method = 'creates.update_contact.operation.perform';
    for (const bundle of ${JSON.stringify(bundles)})
      await handler({ command: 'execute', method, bundle }).then(
        ({ results }) => console.log('phone', results.phone),
        ({ message }) => console.log('failed', message),
      );`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', code],
    { cwd: home, env: { ...process.env, NODE_ENV: 'test' } },
  );
  await sandbox.close();
  rmSync(home, { recursive: true });
  const [updated = '', refused = ''] = stdout.trim().split('\n');
  if (updated !== 'phone +5511912345678' || !/the proxy at .* could not be used/.test(refused)) {
    throw new Error(`The unpacked zip didn't run as it should:\n${stdout}`);
  }
}
