// Runs Update Contact through Zapier's own command line tool against the sandbox: the nearest that a
// machine without a Zapier account gets to Zapier itself. Needs the built app (`npm run build`).
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { keys, startChatwootSandbox } from '../sandbox/chatwoot/index.js';

const sandbox = await startChatwootSandbox();
const connection = {
  authData_platform: 'konverte_digital',
  authData_apiKey: keys.administrator,
  authData_baseUrl: sandbox.url,
  authData_accountId: '1',
};
const input = { find_by: 'email', contact: 'jane.doe@example.com', name: 'Jane of Zapier' };
const command = ['scripts/zapier.mjs', 'invoke', 'create', 'update_contact', '--non-interactive'];

const { stdout } = await promisify(execFile)(
  process.execPath,
  [...command, '--inputData', JSON.stringify(input)],
  { env: { ...process.env, ...connection } },
);
const stored = sandbox.store.contact(1, 1)?.name;
const sent = sandbox.requests.map(({ method, path }) => `${method} ${path}`);
await sandbox.close();

console.log(stdout);
console.log(sent.join('\n'));
if (stored !== input.name || sent.length !== 2 || !stdout.includes('"outcome": "updated"')) {
  throw new Error('zapier-platform invoke did not update the contact in two requests');
}
console.log('zapier-platform invoke updated the contact in two requests.');
