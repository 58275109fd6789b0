import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { keys, startChatwootSandbox, type ChatwootSandbox } from '../../sandbox/chatwoot/index.js';

const ROOT = join(__dirname, '../..');
/** Where there is `CI`, colours would stand in what is compared. */
const env = { ...process.env, NO_COLOR: '1' };

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox({ runsJobs: true });
});
afterAll(() => sandbox.close());

/** `npm run live --` without its setup, which takes two seconds of a processor. @returns its exit status, and what it says */
function live(...options: string[]): Promise<{ status: number; text: string }> {
  const args = ['--import', 'tsx', 'test/live/main.ts', '--url', sandbox.url, ...options];
  return new Promise((resolve) => {
    const child = execFile('node', args, { cwd: ROOT, env }, (_fault, output, errors) =>
      resolve({ status: child.exitCode ?? -1, text: output + errors }),
    );
  });
}

it('tells what held, what wasn’t applicable and what failed, and no key', async () => {
  const { administrator } = keys;
  const body = JSON.stringify({ error: 'Down', echo: administrator });
  sandbox.fail({ path: /\/profile$/, status: 418, body });
  const { status, text } = await live(
    ...['--token', administrator, '--account', '1', '--yes', '--only', ' account'],
  );
  const lines = text.split('\n').map((line) => line.trim());
  expect(lines).toEqual(
    expect.arrayContaining([
      'Chatwoot 4.15.1, account 1',
      '✗ connection names person and account',
      'GET /api/v1/profile → 418',
      'got  {"error":"Down","echo":"••••••"}',
      '– connection finds the only account by itself: not applicable, needs a platform app: --platform-token',
      '✓ wrong account is no dead key',
      'Chatwoot 4.15.1: 1 held, 1 failed, 2 not applicable.',
      'What was made is removed.',
    ]),
  );
  expect(text).not.toContain(administrator);
  expect(status).toBe(1);
});

it('takes its account and people away again', async () => {
  const { store } = sandbox;
  const count = (): number[] => [store.accounts.length, store.users.length, store.agentBots.length];
  const before = count();
  const { status, text } = await live(
    ...['--platform-token', keys.platformApp, '--only', 'dead key asks'],
  );
  expect(text).toContain('1 held, 0 failed, 0 not applicable.');
  expect(status).toBe(0);
  await sandbox.settle();
  expect(count()).toEqual(before);
});
