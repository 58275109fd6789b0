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
const command = [
  'node_modules/tsx/dist/cli.mjs',
  'scripts/brand/main.ts',
  'all',
  'invoke',
  'create',
  'update_contact',
  '--non-interactive',
];

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
// The tool loads the form first, as the editor does; the update itself takes two.
const expected = [
  'GET /api/v1/accounts/1/custom_attribute_definitions',
  'POST /api/v1/accounts/1/contacts/filter',
  'PUT /api/v1/accounts/1/contacts/1',
];
if (stored !== input.name || sent.join() !== expected.join() || !stdout.includes('"updated"')) {
  throw new Error('zapier-platform invoke did not update the contact in two requests');
}
console.log('zapier-platform invoke updated the contact in two requests.');
